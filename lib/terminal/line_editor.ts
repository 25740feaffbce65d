/**
 * Builds lines from bytes as a terminal's line discipline would: ends them at LF, CR LF, CR NUL or a lone CR, erases
 * characters, words and lines, drops escape sequences whole, refuses lines that are too long or no text, and marks the
 * ones that were not UTF-8 but can be shown.
 *
 * Raw clients send every key as it is; this is where keys become text. It knows nothing of telnet or streams, and it
 * holds at most one unfinished line of `maxLineBytes`. The client shows what is typed; where that is done here, too,
 * `key_editor.ts` stands in its place.
 *
 * @module
 */

import { ControlString } from "./control_string.ts";
import { EscapeSequence } from "./escape_sequence.ts";
import { LineBuffer } from "./line_buffer.ts";
import { MENDED, SIGNAL } from "./signal.ts";
import { mendedText, textOfUtf8 } from "../text/utf8.ts";

const LF = 0x0a, CR = 0x0d, NUL = 0x00, TAB = 0x09, BEL = 0x07, ESC = 0x1b, DEL = 0x7f, SPACE = 0x20;
const CTRL_C = 0x03, CTRL_D = 0x04, CTRL_H = 0x08, CTRL_U = 0x15, CTRL_W = 0x17;

/** A character of three bytes or more in UTF-8, which other character sets hardly make by chance; not the one for broken ones. */
const THREE_BYTES = /[^\0-\u07ff\ufffd]/;

/** What needs a thought: every control character but tabs and line ends. */
// deno-lint-ignore no-control-regex
const KEYS = /[\0-\x08\x0b-\x1f\x7f]/;

const encoder = new TextEncoder();

export class LineEditor {
  readonly #maxLineBytes: number;
  readonly #onCarriageReturn: (isFirstLine: boolean) => void;
  #isFirstLine = true;
  #isTooLong = false;
  #afterCr = false;
  #hasUtf8 = false; // a line held UTF-8 beyond ASCII
  #hasOther = false; // a line was not UTF-8
  readonly #escape = new EscapeSequence();
  readonly #line: LineBuffer;
  readonly #string: ControlString;
  #text = "";

  /**
   * An editor with an empty line.
   * @param maxLineBytes longest line let through, in bytes without its end
   * @param onCarriageReturn told of every line end that has a CR, before the line can be read, and whether no line
   * had ended before
   */
  constructor(maxLineBytes: number, onCarriageReturn: (isFirstLine: boolean) => void = () => {}) {
    this.#maxLineBytes = maxLineBytes;
    this.#line = new LineBuffer(maxLineBytes);
    this.#string = new ControlString(this.#line);
    this.#onCarriageReturn = onCarriageReturn;
  }

  type(bytes: Uint8Array): void {
    let start = 0; // of what begins with a line
    if (!this.#isAtLineStart) {
      start = bytes.indexOf(LF) + 1 || bytes.length;
      this.#typeKeys(bytes, 0, start);
    }
    start = this.#typeWholeLines(bytes, start);
    this.#typeKeys(bytes, start, bytes.length);
  }

  #typeKeys(bytes: Uint8Array, from: number, end: number): void {
    for (let i = from; i < end; i++) {
      // The everyday case: a run of text that needs no thought.
      if (!this.#escape.isOpen) {
        const start = i;
        while (i < end && (bytes[i]! >= SPACE && bytes[i] !== DEL || bytes[i] === TAB)) i++;
        if (i > start) this.#append(bytes, start, i);
        if (i === end) return;
      }
      this.#control(bytes[i]!);
    }
  }

  /** Drops the unfinished line, as Ctrl-C and Ctrl-U do. */
  dropLine(): void {
    this.#line.clear();
    this.#isTooLong = false;
    this.#escape.cancel();
    this.#string.giveUp();
  }

  /** Erases the last user-perceived character of the unfinished line. */
  eraseCharacter(): void {
    this.#string.giveUp();
    this.#line.eraseCharacter();
  }

  /** Whether the peer seems to type in an eight-bit character set: by this line or one before, and no line in UTF-8. */
  get isEightBit(): boolean {
    return !this.#hasUtf8 && (this.#hasOther || this.#line.isBroken);
  }

  /** Whether the unfinished line ends inside a UTF-8 character whose last bytes are still to come. */
  get isInsideCharacter(): boolean {
    return this.#line.isInsideCharacter;
  }

  /** Puts a signal, or a finished line, behind the lines so far. */
  signal(line: string): void {
    this.#text += line + "\n";
  }

  /** Says the unfinished line, if there is one: at the end of input it counts as said. */
  finish(): void {
    if (!this.#line.isEmpty) this.#endLine();
  }

  /** Whether nothing has been typed since the last line end. */
  get isEmpty(): boolean {
    return this.#line.isEmpty && !this.#isTooLong;
  }

  /** Hands over the unfinished line, for another editor to go on with. */
  handOver(): Uint8Array {
    const begun = this.#line.since(0).slice();
    this.dropLine();
    return begun;
  }

  /** Hands over the finished lines, each with LF at its end; the caller owns the text. */
  takeText(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  /** Whether the next byte begins a line, and nothing before it has a say in what it means. */
  get #isAtLineStart(): boolean {
    return this.isEmpty && !this.#afterCr && !this.#escape.isOpen && !this.#string.isOpen;
  }

  /**
   * Takes the whole lines from a place on all at once where they need no thought, as a program's or a paste's do: plain
   * text, ended by LF. Decoding line by line costs more than everything else here, and so does looking at each byte.
   * @returns the place behind them
   */
  #typeWholeLines(bytes: Uint8Array, start: number): number {
    let end = start;
    for (let lf; (lf = bytes.indexOf(LF, end)) >= 0 && lf - end <= this.#maxLineBytes;) end = lf + 1;
    if (end === start || bytes[end - 2] === CR) return start; // telnet's lines end so, all of them
    const text = textOfUtf8(bytes.subarray(start, end));
    if (text === undefined || KEYS.test(text)) return start; // line by line, to tell the good ones from the bad
    this.#text += text;
    this.#isFirstLine = false;
    if (text.length < end - start) this.#hasUtf8 = true;
    return end;
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
    if (this.#escape.isOpen && this.#isOfEscape(byte)) return;
    switch (byte) {
      case ESC:
        return this.#escape.begin();
      case BEL:
        return this.#string.end();
      case CTRL_C:
      case CTRL_U:
        return this.dropLine();
      case CTRL_D:
        return this.isEmpty ? this.signal(SIGNAL.goodbye) : undefined;
      case DEL:
      case CTRL_H:
        return this.eraseCharacter();
      case CTRL_W:
        this.#string.giveUp();
        return this.#line.eraseWord();
      case NUL: // CR NUL, RFC 854; and alone it is nothing
        return;
      default:
        if (byte >= SPACE || byte === TAB) this.#append(Uint8Array.of(byte), 0, 1);
    }
  }

  /** Whether the byte belongs to the escape sequence under way. */
  #isOfEscape(byte: number): boolean {
    const part = this.#escape.take(byte);
    if (part === "string_end") this.#string.end();
    else this.#string.giveUp(); // on a terminal, too, another sequence breaks a string off
    if (part === "string_start") this.#string.begin(byte);
    return part !== "none";
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    this.#afterCr = false;
    if (this.#isTooLong || this.#line.append(bytes, start, end)) return;
    this.#isTooLong = true;
    this.#line.clear();
    this.signal(SIGNAL.tooLong);
  }

  #endLine(): void {
    this.#isFirstLine = false;
    this.#string.giveUp();
    const bytes = this.#line.length;
    const text = this.#line.take();
    if (text !== undefined && text.length < bytes) this.#hasUtf8 = true;
    if (!this.#isTooLong) this.signal(text ?? this.#mended());
    this.#isTooLong = false;
  }

  /** What becomes of a line that is not UTF-8. What is shown of it keeps to the same limit. */
  #mended(): string {
    this.#hasOther = true;
    const text = mendedText(this.#line.taken, !this.#hasUtf8);
    if (text === undefined) return SIGNAL.notText;
    if (THREE_BYTES.test(text)) this.#hasUtf8 = true;
    return encoder.encode(text).length > this.#maxLineBytes ? SIGNAL.tooLong : MENDED + text;
  }
}
