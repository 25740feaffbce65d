/**
 * The bytes of one unfinished line, and how they are taken back: by character, by word, or all of them.
 *
 * @module
 */

import { graphemesOf } from "../model/graphemes.ts";
import { textOfUtf8 } from "./utf8.ts";

const SPACE = 0x20;

/** How far back erasing one character looks, in bytes: a family emoji is 25. */
const ERASE_WINDOW_BYTES = 64;

/**
 * How many characters beyond ASCII are erased as people see them, for so many bytes typed, before it goes on by code
 * points: finding where a character begins takes a thousand times longer than typing it, and a flood of such keys must
 * not be felt.
 */
const MAX_CAREFUL_ERASURES = 256, CARE_BYTES = 4096;

const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** A line that can be typed and erased, up to a number of bytes. */
export class LineBuffer {
  readonly #maxBytes: number;
  #bytes = new Uint8Array(0);
  #length = 0;
  #erasures = 0;
  #typedBytes = 0; // modulo CARE_BYTES

  /**
   * An empty line.
   * @param maxBytes longest line, in bytes
   */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether nothing is typed. */
  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Whether the line ends inside a UTF-8 character whose last bytes are still to come. */
  get isInsideCharacter(): boolean {
    for (let back = 1; back <= Math.min(3, this.#length); back++) {
      const byte = this.#bytes[this.#length - back]!;
      if (byte < 0x80) return false;
      if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
    }
    return false;
  }

  /** Appends a part of some bytes; false means that the line would grow too long, and nothing is appended. */
  append(bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.#length + end - start;
    if (length > this.#maxBytes) return false;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.min(this.#maxBytes, Math.max(128, length * 2)));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length = length;
    this.#typedBytes += end - start;
    if (this.#typedBytes >= CARE_BYTES) this.#erasures = 0;
    this.#typedBytes %= CARE_BYTES; // the same, however the bytes were split
    return true;
  }

  /** Erases everything. */
  clear(): void {
    this.#length = 0;
  }

  /** Erases the last user-perceived character. Bytes that are not UTF-8 go one by one. */
  eraseCharacter(): void {
    if (this.#length === 0) return;
    if (this.#isAscii(1) && this.#isAscii(2)) return void this.#length--;
    let start = Math.max(0, this.#length - ERASE_WINDOW_BYTES);
    if (++this.#erasures > MAX_CAREFUL_ERASURES) start = Math.max(start, this.#lastCodePoint());
    while (start < this.#length && (this.#bytes[start]! & 0xc0) === 0x80) start++; // to the start of a character
    if (start === this.#length) return void this.#length--; // only stray continuation bytes
    const tail = lenient.decode(this.#bytes.subarray(start, this.#length));
    const last = encoder.encode(this.#erasures > MAX_CAREFUL_ERASURES ? tail : graphemesOf(tail).at(-1)!);
    this.#length -= this.#endsWith(last) ? last.length : 1;
  }

  /** Erases the last word and the spaces after it. */
  eraseWord(): void {
    while (this.#length > 0 && this.#bytes[this.#length - 1]! <= SPACE) this.#length--;
    while (this.#length > 0 && this.#bytes[this.#length - 1]! > SPACE) this.#length--;
  }

  /** Hands over the text of the line, or undefined where it is not UTF-8; the line is empty afterwards. */
  take(): string | undefined {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return textOfUtf8(bytes);
  }

  /** Whether the byte so far from the end is ASCII, or there is none. */
  #isAscii(back: number): boolean {
    return back > this.#length || this.#bytes[this.#length - back]! < 0x80;
  }

  /** Where the last code point begins. */
  #lastCodePoint(): number {
    let start = this.#length - 1;
    while (start > 0 && this.#length - start < 4 && (this.#bytes[start]! & 0xc0) === 0x80) start--;
    return start;
  }

  #endsWith(bytes: Uint8Array): boolean {
    const start = this.#length - bytes.length;
    return start >= 0 && bytes.every((byte, i) => byte === this.#bytes[start + i]);
  }
}
