/**
 * Bytes as text, without exceptions: a decoder that throws takes 50 µs each time, and somebody who pastes a page of short
 * lines in Latin-1 would hold up everybody for seconds.
 *
 * @module
 */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** What a decoder puts where bytes are no character; people may also type it. */
const REPLACEMENT = "\ufffd";

/** The text of bytes; undefined where they are not UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  const text = decoder.decode(bytes);
  return text.includes(REPLACEMENT) && !isSame(encoder.encode(text), bytes) ? undefined : text;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
