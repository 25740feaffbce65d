/**
 * DER, the bytes that certificates are made of (ITU-T X.690): as much of it as one certificate needs, to write and to read.
 * Every element is a tag, a length, and its content.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

/** Bytes of our own, not of shared memory: what Web Crypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Tags of the elements in a certificate. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  identifier: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Parts of a certificate that have a number: its version, and its extensions. */
  version: 0xa0,
  extensions: 0xa3,
  /** Kinds of names (RFC 5280, 4.2.1.6). */
  dnsName: 0x82,
  ipAddress: 0x87,
} as const;

/** Extensions of a certificate (RFC 5280, 4.2.1). */
export const EXTENSION = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  names: "2.5.29.17",
  constraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
} as const;

/** Most bytes of a length: 65,535 of content are more than any part of a certificate has. */
const MAX_LENGTH_BYTES = 2;

export function element(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const bytes = concat(content), { length } = bytes;
  const long = length < 0x80 ? [] : length < 0x100 ? [0x81] : [0x82, length >> 8];
  return concat([Uint8Array.of(tag, ...long, length & 0xff), bytes]);
}

export function sequence(...content: readonly Uint8Array[]): Bytes {
  return element(TAG.sequence, ...content);
}

/** A whole number that is not negative. @param bytes the highest first */
export function integer(bytes: Uint8Array): Bytes {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return short[0]! < 0x80 ? element(TAG.integer, short) : element(TAG.integer, Uint8Array.of(0), short);
}

/** The name of an algorithm, a field or a use: `2.5.29.19`. */
export function identifier(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(TAG.identifier, Uint8Array.from([first * 40 + second, ...rest].flatMap(inSevens)));
}

/** A number in groups of seven bits; all but the last have the highest bit. */
function inSevens(value: number): number[] {
  const groups = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) groups.unshift(rest & 0x7f | 0x80);
  return groups;
}

/** A bit string of whole bytes. */
export function bits(bytes: Uint8Array, unusedBits = 0): Bytes {
  return element(TAG.bits, Uint8Array.of(unusedBits), bytes);
}

export function octets(bytes: Uint8Array): Bytes {
  return element(TAG.octets, bytes);
}

export function utf8(text: string): Bytes {
  return element(TAG.utf8, ascii(text));
}

export function ascii(text: string): Bytes {
  return new TextEncoder().encode(text) as Bytes; // Deno 2.4 types it as any buffer
}

/** A moment, to the second. Before 2050 its year has two digits (RFC 5280, 4.1.2.5). @param at milliseconds since 1970 */
export function time(at: number): Bytes {
  const date = new Date(at), digits = date.toISOString().replace(/[-:T]|\.\d+/g, "");
  if (date.getUTCFullYear() >= 2050) return element(TAG.generalizedTime, ascii(digits));
  return element(TAG.utcTime, ascii(digits.slice(2)));
}

/** An element that was read. */
export interface Element {
  readonly tag: number;
  readonly content: Bytes;
}

/**
 * The elements that stand one after the other in these bytes.
 * @throws {TypeError} where they are no whole elements
 */
export function elementsIn(bytes: Bytes): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!, short = bytes[at + 1] ?? 0;
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    if (short === 0x80 || lengthBytes > MAX_LENGTH_BYTES) {
      throw new TypeError("Not DER: a length without bounds");
    }
    const start = at + 2 + lengthBytes;
    const length = short < 0x80
      ? short
      : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    if (start + length > bytes.length) throw new TypeError("Not DER: an element is cut");
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** The moment of an element, in milliseconds since 1970. @throws {TypeError} where it is none */
export function timeOf({ tag, content }: Element): number {
  const digits = new TextDecoder().decode(content);
  const whole = tag === TAG.utcTime ? `${digits < "5" ? "20" : "19"}${digits}` : digits;
  const at = Date.parse(whole.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (Number.isNaN(at)) throw new TypeError("Not DER: not a time");
  return at;
}
