/**
 * Reads the header by which a proxy tells for whom it calls: the PROXY protocol, version 1 (a line of text) and version 2
 * (bytes), as HAProxy's proxy-protocol.txt describes them.
 *
 * A header without an address is the proxy's own: it looks whether the server is well, or calls for somebody who came by
 * another way than TCP. What version 2 adds behind the addresses is passed over.
 *
 * @module
 */

import { addressBytes, textOfAddress } from "../text/address.ts";
import { MAX_LOOKED_AT_BYTES } from "../wire/first_read.ts";

/** Most bytes of a header of version 1, line end included; the protocol's own bound. */
const MAX_LINE_BYTES = 107;

const LINE_BEGINNING = "PROXY ";

/** What version 2 begins with: no text does. */
const SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a];

/** Bytes of version 2 before the addresses. */
const FIXED_BYTES = 16;

/** Second half of the 13th byte: the proxy itself calls, or for somebody. */
const LOCAL = 0x20, PROXY = 0x21;

/** The 14th byte: TCP over IPv4, over IPv6; and how long such an address is, in bytes. */
const FAMILIES: ReadonlyMap<number, number> = new Map([[0x11, 4], [0x21, 16]]);

export interface ProxyHeader {
  /** How long it is. */
  readonly bytes: number;
  /** For whom the proxy calls; undefined where it calls for itself. */
  readonly peer?: { readonly address: string; readonly port: number };
}

/**
 * The header that these bytes begin with; `cut` where more bytes have to tell, undefined where it is none, or no right
 * one.
 */
export function proxyHeaderOf(bytes: Uint8Array): ProxyHeader | "cut" | undefined {
  const [first] = bytes;
  if (first === undefined) return "cut";
  return first === SIGNATURE[0] ? headerOfBytes(bytes) : headerOfLine(bytes);
}

function headerOfLine(bytes: Uint8Array): ProxyHeader | "cut" | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, MAX_LINE_BYTES));
  const end = text.indexOf("\r\n");
  if (end < 0) {
    const isBegun = text.startsWith(LINE_BEGINNING) || LINE_BEGINNING.startsWith(text);
    return isBegun && text.length < MAX_LINE_BYTES ? "cut" : undefined;
  }
  const line = text.slice(0, end), length = end + 2;
  if (/^PROXY UNKNOWN(?: |$)/.test(line)) return { bytes: length };
  const [, family, given = "", port = ""] =
    /^PROXY TCP([46]) ([\da-fA-F:.]{2,45}) [\da-fA-F:.]{2,45} (\d{1,5}) \d{1,5}$/.exec(line) ?? [];
  const address = addressBytes(given.toLowerCase());
  if (address?.length !== (family === "4" ? 4 : 16) || Number(port) > 0xffff) return undefined;
  return { bytes: length, peer: { address: textOfAddress(address), port: Number(port) } };
}

function headerOfBytes(bytes: Uint8Array): ProxyHeader | "cut" | undefined {
  if (SIGNATURE.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return undefined;
  if (bytes.length < FIXED_BYTES) return "cut";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const command = view.getUint8(12), family = view.getUint8(13), length = FIXED_BYTES + view.getUint16(14);
  if ((command !== LOCAL && command !== PROXY) || length > MAX_LOOKED_AT_BYTES) return undefined;
  const count = FAMILIES.get(family);
  const addressesEnd = FIXED_BYTES + 2 * (count ?? 0) + (count === undefined ? 0 : 4);
  if (command === PROXY && addressesEnd > length) return undefined;
  if (bytes.length < length) return "cut";
  if (command === LOCAL || count === undefined) return { bytes: length };
  const address = textOfAddress(bytes.subarray(FIXED_BYTES, FIXED_BYTES + count));
  return { bytes: length, peer: { address, port: view.getUint16(FIXED_BYTES + 2 * count) } };
}
