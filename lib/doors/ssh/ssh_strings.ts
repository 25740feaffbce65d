/**
 * Strings and numbers as SSH writes them (RFC 4251, 5): a length in four bytes, and as many bytes.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Bytes } from "../tls/der.ts";

/** Four bytes, the highest first. */
export function uint32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** A string of text or bytes. */
export function sshString(content: string | Uint8Array): Bytes {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return joined(uint32(bytes.length), bytes);
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  return concat(parts);
}

/** Reads one after the other; throws a `RangeError` where the bytes come to an end. */
export class SshStrings {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  bytes(count: number): Bytes {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new RangeError("The bytes end too early");
    return this.#bytes.slice(this.#at, this.#at = end);
  }

  uint32(): number {
    return this.bytes(4).reduce((value, byte) => value * 256 + byte, 0);
  }

  string(): Bytes {
    return this.bytes(this.uint32());
  }

  /** A string, read as text. */
  text(): string {
    return new TextDecoder().decode(this.string());
  }

  /** What is left. */
  rest(): Bytes {
    return this.bytes(this.#bytes.length - this.#at);
  }
}
