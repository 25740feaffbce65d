/**
 * Bytes as a test writes them down: text and numbers in a row.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes of the parts one after the other: a string in UTF-8, a number as one byte, bytes as they are. */
export function bytes(...parts: readonly (string | number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) =>
    typeof part === "string" ? encoder.encode(part) : typeof part === "number" ? Uint8Array.of(part) : part
  );
  return concat(pieces);
}

/** Bytes written in hex, as in a recording: `ff fd 06`. */
export function hex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
}

/** The text of UTF-8 bytes. */
export function textOf(utf8: Uint8Array): string {
  return decoder.decode(utf8);
}
