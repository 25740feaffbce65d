/**
 * The bytes of one unfinished line, and how they are taken back: by character, by word, or all of them.
 *
 * @module
 */

import { lastGraphemeOf } from "../text/graphemes.ts";
import { textOfUtf8, unfinishedBytes } from "../text/utf8.ts";

const SPACE = 0x20;

/**
 * How far back erasing one character looks at first, in bytes: a family emoji is 25. Where that does not tell for
 * certain where the character begins, it looks four times as far, up to the whole line.
 */
const ERASE_WINDOW_BYTES = 64;

/** How far back it looks for bytes that are not UTF-8, in bytes: more of the line says no more of its encoding. */
const BROKEN_WINDOW_BYTES = 64;

/** The letters that flags are made of, two each (U+1F1E6 to U+1F1FF): the first three bytes, and the least of the fourth. */
const FLAG_LETTER = [0xf0, 0x9f, 0x87] as const, FIRST_FLAG_LETTER = 0xa6;

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
  #takenBytes = 0;
  #brokenBytes = Infinity; // the length at which the line was found broken
  #erasures = 0;
  #typedBytes = 0; // modulo CARE_BYTES

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Whether the line ends inside a UTF-8 character whose last bytes are still to come. */
  get isInsideCharacter(): boolean {
    return unfinishedBytes(this.#bytes, this.#length) > 0;
  }

  /**
   * Whether the last bytes typed are not UTF-8, a character whose last bytes are still to come aside. Once found, it stays
   * so while those bytes are there: a flood of bytes that make somebody ask costs no look each.
   */
  get isBroken(): boolean {
    if (this.#brokenBytes === Infinity && this.#endsBroken()) this.#brokenBytes = this.#length;
    return this.#brokenBytes !== Infinity;
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

  clear(): void {
    this.#shrink(0);
  }

  /** Erases what was typed after so many bytes. */
  truncate(length: number): void {
    this.#shrink(Math.min(this.#length, length));
  }

  /** What was typed after so many bytes; the view is only valid until the next change. */
  since(length: number): Uint8Array {
    return this.#bytes.subarray(Math.min(this.#length, length), this.#length);
  }

  /** Erases the last user-perceived character. Bytes that are not UTF-8 go one by one. */
  eraseCharacter(): void {
    if (this.#length === 0) return;
    if (this.#isAscii(1) && this.#isAscii(2)) return this.#shrink(this.#length - 1);
    const isCareful = ++this.#erasures <= MAX_CAREFUL_ERASURES;
    const last = encoder.encode(isCareful ? this.#lastCharacter() : this.#textFrom(this.#lastCodePoint()));
    this.#shrink(this.#length - (last.length > 0 && this.#endsWith(last) ? last.length : 1));
  }

  /** Erases the last word and the spaces after it. */
  eraseWord(): void {
    while (this.#length > 0 && this.#bytes[this.#length - 1]! <= SPACE) this.#length--;
    while (this.#length > 0 && this.#bytes[this.#length - 1]! > SPACE) this.#length--;
    this.#shrink(this.#length);
  }

  /** Hands over the text of the line, or undefined where it is not UTF-8; the line is empty afterwards. */
  take(): string | undefined {
    this.#takenBytes = this.#length;
    this.#shrink(0);
    return textOfUtf8(this.taken);
  }

  /** The bytes of the line that was taken last; the view is only valid until something is typed. */
  get taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#takenBytes);
  }

  #endsBroken(): boolean {
    const start = this.#characterAt(Math.max(0, this.#length - BROKEN_WINDOW_BYTES), 3);
    const end = this.#length - unfinishedBytes(this.#bytes, this.#length);
    return start < end && textOfUtf8(this.#bytes.subarray(start, end)) === undefined;
  }

  #shrink(length: number): void {
    this.#length = length;
    if (length < this.#brokenBytes) this.#brokenBytes = Infinity;
  }

  /** Whether the byte so far from the end is ASCII, or there is none. */
  #isAscii(back: number): boolean {
    return back > this.#length || this.#bytes[this.#length - back]! < 0x80;
  }

  /** The last user-perceived character, "" where only stray bytes are left. */
  #lastCharacter(): string {
    for (let bytes = ERASE_WINDOW_BYTES;; bytes *= 4) {
      const start = this.#windowOf(bytes);
      const last = lastGraphemeOf(this.#textFrom(start), start === 0);
      if (last !== undefined) return last;
    }
  }

  /** Where a window of so many bytes begins: never inside a character, and never between the two letters of a flag. */
  #windowOf(bytes: number): number {
    if (bytes >= this.#length) return 0;
    const start = this.#characterAt(this.#length - bytes);
    let before = start;
    while (this.#isFlagLetter(before - 4)) before -= 4;
    return (start - before) % 8 === 0 ? start : start - 4;
  }

  #isFlagLetter(at: number): boolean {
    return at >= 0 && FLAG_LETTER.every((byte, i) => this.#bytes[at + i] === byte) &&
      this.#bytes[at + 3]! >= FIRST_FLAG_LETTER;
  }

  /** Where the first character at or after this place begins; a line that begins with stray bytes begins there. */
  #characterAt(place: number, mostStrayBytes = this.#length): number {
    let start = place;
    const end = Math.min(this.#length, place === 0 ? 0 : place + mostStrayBytes);
    while (start < end && (this.#bytes[start]! & 0xc0) === 0x80) start++;
    return start;
  }

  #lastCodePoint(): number {
    let start = this.#length - 1;
    while (start > 0 && this.#length - start < 4 && (this.#bytes[start]! & 0xc0) === 0x80) start--;
    return start;
  }

  #textFrom(start: number): string {
    return lenient.decode(this.#bytes.subarray(start, this.#length));
  }

  #endsWith(bytes: Uint8Array): boolean {
    const start = this.#length - bytes.length;
    return start >= 0 && bytes.every((byte, i) => byte === this.#bytes[start + i]);
  }
}
