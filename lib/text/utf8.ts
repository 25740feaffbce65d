/**
 * Bytes as text, without exceptions: a decoder that throws takes 50 µs each time, and somebody who pastes a page of short
 * lines in Latin-1 would hold up everybody for seconds.
 *
 * @module
 */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Differs from Latin-1 in the bytes 80 to 9f alone, which are no text here. */
const latin1 = new TextDecoder("windows-1252");

/** What a decoder puts where bytes are no character; people may also type it. */
const REPLACEMENT = "\ufffd";

export function textOfUtf8(bytes: Uint8Array): string | undefined {
  const text = decoder.decode(bytes);
  return text.includes(REPLACEMENT) && !isSame(encoder.encode(text), bytes) ? undefined : text;
}

/** How many bytes at the end begin a character without ending it, of the first `length`. */
export function unfinishedBytes(bytes: Uint8Array, length = bytes.length): number {
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The pieces of text in bytes that are not all UTF-8, and undefined for each place where they are none. */
export function* cutAtBroken(bytes: Uint8Array): Generator<string | undefined> {
  let start = 0; // of a piece
  for (let at = 0; at < bytes.length;) {
    const size = characterSize(bytes, at);
    if (size === 0) {
      if (at > start) yield decoder.decode(bytes.subarray(start, at));
      yield undefined;
      start = at + 1;
    }
    at += Math.max(1, size);
  }
  if (start < bytes.length) yield decoder.decode(bytes.subarray(start));
}

/**
 * What can be shown of bytes that are not UTF-8: Latin-1 where all of them read so, else U+FFFD for what is broken. Broken
 * UTF-8 and other languages' character sets must not become wrong letters. So in Latin-1 no two bytes may look like the
 * beginning of a UTF-8 character, and at least every second letter is one of ASCII.
 * @param mayBeLatin1 false where it is known that the peer types UTF-8
 * @returns undefined where bytes outside of whole characters are control characters, 80 to 9f among them
 */
export function mendedText(bytes: Uint8Array, mayBeLatin1: boolean): string | undefined {
  if (holdsControls(bytes)) return undefined;
  return mayBeLatin1 && readsAsLatin1(bytes) ? latin1.decode(bytes) : decoder.decode(bytes);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function holdsControls(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const size = characterSize(bytes, at);
    if (size === 0 && isC1(bytes[at]!)) return true;
    at += Math.max(1, size);
  }
  return false;
}

function readsAsLatin1(bytes: Uint8Array): boolean {
  let surplus = 0; // letters of ASCII beyond the others
  for (const [at, byte] of bytes.entries()) {
    if (isC1(byte) || byte >= 0xa0 && byte < 0xc0 && at > 0 && bytes[at - 1]! >= 0xc0) return false;
    if (byte >= 0xc0) surplus--;
    else if (isLetter(byte)) surplus++;
  }
  return surplus >= 0;
}

function isLetter(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a || byte >= 0x61 && byte <= 0x7a;
}

function isC1(byte: number): boolean {
  return byte >= 0x80 && byte < 0xa0;
}

/**
 * What the second byte may be behind some leads (Unicode, table 3-7): others would make a character too long for what it
 * says, half a UTF-16 pair, or one beyond Unicode.
 */
const SECONDS: Readonly<Record<number, readonly [least: number, most: number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

const CONTINUATION = [0x80, 0xbf] as const;

/** How many bytes the whole UTF-8 character there has; 0 where there is none. */
function characterSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < size; i++) {
    const [least, most] = i === 1 ? SECONDS[lead] ?? CONTINUATION : CONTINUATION;
    const byte = bytes[at + i] ?? 0;
    if (byte < least || byte > most) return 0;
  }
  return size;
}
