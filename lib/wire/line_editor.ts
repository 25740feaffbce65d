/**
 * Builds lines from bytes as a terminal's line discipline would: ends them at LF, CR LF, CR NUL or a lone CR, erases
 * characters, words and lines, drops escape sequences whole, and refuses lines that are too long or not UTF-8.
 *
 * Raw clients send every key as it is; this is where keys become text. It knows nothing of telnet or streams, and it
 * holds at most one unfinished line of `maxLineBytes`.
 *
 * @module
 */

import { graphemesOf } from "../model/graphemes.ts";
import { EscapeSequence } from "./escape_sequence.ts";
import { SIGNAL } from "./signal.ts";

const LF = 0x0a, CR = 0x0d, NUL = 0x00, TAB = 0x09, ESC = 0x1b, DEL = 0x7f, SPACE = 0x20;
const CTRL_C = 0x03, CTRL_D = 0x04, CTRL_H = 0x08, CTRL_U = 0x15, CTRL_W = 0x17;

/** How far back erasing one character looks, in bytes: a family emoji is 25. */
const ERASE_WINDOW_BYTES = 64;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** The line editor of one connection. */
export class LineEditor {
  readonly #maxLineBytes: number;
  readonly #onCarriageReturn: (isFirstLine: boolean) => void;
  #isFirstLine = true;
  #line = new Uint8Array(0);
  #length = 0;
  #isTooLong = false;
  #afterCr = false;
  readonly #escape = new EscapeSequence();
  #text = "";

  /**
   * An editor with an empty line.
   * @param maxLineBytes longest line let through, in bytes without its end
   * @param onCarriageReturn told of every line end that has a CR, before the line can be read, and whether no line
   * had ended before
   */
  constructor(maxLineBytes: number, onCarriageReturn: (isFirstLine: boolean) => void = () => {}) {
    this.#maxLineBytes = maxLineBytes;
    this.#onCarriageReturn = onCarriageReturn;
  }

  /** Takes the next bytes. */
  type(bytes: Uint8Array): void {
    let start = 0; // of what begins with a line
    if (!this.#isAtLineStart) {
      start = bytes.indexOf(LF) + 1;
      this.#typeKeys(start === 0 ? bytes : bytes.subarray(0, start));
      if (start === 0) return;
    }
    start += this.#typeWholeLines(bytes.subarray(start));
    this.#typeKeys(bytes.subarray(start));
  }

  /** Takes bytes key by key. */
  #typeKeys(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      // The everyday case: a run of text that needs no thought.
      if (!this.#escape.isOpen) {
        const start = i;
        while (i < bytes.length && (bytes[i]! >= SPACE && bytes[i] !== DEL || bytes[i] === TAB)) i++;
        if (i > start) this.#append(bytes, start, i);
        if (i === bytes.length) return;
      }
      this.#control(bytes[i]!);
    }
  }

  /** Drops the unfinished line, as Ctrl-C and Ctrl-U do. */
  dropLine(): void {
    this.#length = 0;
    this.#isTooLong = false;
    this.#escape.cancel();
  }

  /** Erases the last user-perceived character of the unfinished line. */
  eraseCharacter(): void {
    if (this.#length === 0) return;
    let start = Math.max(0, this.#length - ERASE_WINDOW_BYTES);
    while (start < this.#length && (this.#line[start]! & 0xc0) === 0x80) start++; // to the start of a character
    if (start === this.#length) return void this.#length--; // only stray continuation bytes
    const tail = lenient.decode(this.#line.subarray(start, this.#length));
    const last = encoder.encode(graphemesOf(tail).at(-1)!);
    this.#length -= this.#endsWith(last) ? last.length : 1; // bytes that are not UTF-8 go one by one
  }

  /** Erases the last word of the unfinished line and the spaces after it, as Ctrl-W does. */
  eraseWord(): void {
    while (this.#length > 0 && this.#line[this.#length - 1]! <= SPACE) this.#length--;
    while (this.#length > 0 && this.#line[this.#length - 1]! > SPACE) this.#length--;
  }

  /** Whether the unfinished line ends inside a UTF-8 character whose last bytes are still to come. */
  get isInsideCharacter(): boolean {
    for (let back = 1; back <= Math.min(3, this.#length); back++) {
      const byte = this.#line[this.#length - back]!;
      if (byte < 0x80) return false;
      if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
    }
    return false;
  }

  /** Puts a signal between the lines. */
  signal(signal: string): void {
    this.#text += signal + "\n";
  }

  /** Says the unfinished line, if there is one: at the end of input it counts as said. */
  finish(): void {
    if (this.#length > 0) this.#endLine();
  }

  /** Whether nothing has been typed since the last line end. */
  get isEmpty(): boolean {
    return this.#length === 0 && !this.#isTooLong;
  }

  /** Hands over the finished lines, each with LF at its end; the caller owns the text. */
  takeText(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  /** Whether the next byte begins a line, and nothing before it has a say in what it means. */
  get #isAtLineStart(): boolean {
    return this.isEmpty && !this.#afterCr && !this.#escape.isOpen;
  }

  /**
   * Takes the lines at the start of the bytes all at once where they need no thought, as a program's or a paste's do:
   * plain text, ended by LF. Decoding line by line costs more than everything else here.
   * @returns how many bytes it took
   */
  #typeWholeLines(bytes: Uint8Array): number {
    let start = 0; // of the line being looked at
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === LF) {
        if (i - start > this.#maxLineBytes) break;
        start = i + 1;
      } else if (byte < SPACE && byte !== TAB || byte === DEL) break;
    }
    if (start === 0) return 0;
    try {
      this.#text += decoder.decode(bytes.subarray(0, start));
    } catch {
      return 0; // line by line, to tell the good ones from the bad
    }
    this.#isFirstLine = false;
    return start;
  }

  #control(byte: number): void {
    const afterCr = this.#afterCr;
    this.#afterCr = false;
    if (byte === LF || byte === CR) {
      if (byte === LF && afterCr) return;
      this.#escape.cancel();
      if (byte === CR) {
        this.#afterCr = true;
        this.#onCarriageReturn(this.#isFirstLine);
      }
      return this.#endLine();
    }
    if (this.#escape.isOpen && this.#escape.take(byte)) return;
    switch (byte) {
      case ESC:
        return this.#escape.begin();
      case CTRL_C:
      case CTRL_U:
        return this.dropLine();
      case CTRL_D:
        return this.isEmpty ? this.signal(SIGNAL.goodbye) : undefined;
      case DEL:
      case CTRL_H:
        return this.eraseCharacter();
      case CTRL_W:
        return this.eraseWord();
      case NUL: // CR NUL, RFC 854; and alone it is nothing
        return;
      default:
        if (byte >= SPACE || byte === TAB) this.#append(Uint8Array.of(byte), 0, 1);
    }
  }

  #endsWith(bytes: Uint8Array): boolean {
    const start = this.#length - bytes.length;
    return start >= 0 && bytes.every((byte, i) => byte === this.#line[start + i]);
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    this.#afterCr = false;
    if (this.#isTooLong) return;
    const length = this.#length + end - start;
    if (length > this.#maxLineBytes) {
      this.#isTooLong = true;
      this.#length = 0;
      this.#line = new Uint8Array(0);
      return this.signal(SIGNAL.tooLong);
    }
    if (length > this.#line.length) {
      const grown = new Uint8Array(Math.min(this.#maxLineBytes, Math.max(128, length * 2)));
      grown.set(this.#line.subarray(0, this.#length));
      this.#line = grown;
    }
    this.#line.set(bytes.subarray(start, end), this.#length);
    this.#length = length;
  }

  #endLine(): void {
    this.#isFirstLine = false;
    if (!this.#isTooLong) {
      try {
        this.#text += decoder.decode(this.#line.subarray(0, this.#length)) + "\n";
      } catch {
        this.signal(SIGNAL.notText);
      }
    }
    this.#isTooLong = false;
    this.#length = 0;
  }
}
