/**
 * Lines that programs wrote, each of them whole: nothing in them is a key or telnet. A line that is too long comes as a
 * signal, and what would be a key comes as a blank.
 *
 * @module
 */

import { LineBuffer } from "../terminal/line_buffer.ts";
import { SIGNAL } from "../terminal/signal.ts";
import type { Translator } from "./socket_text.ts";

const LF = 0x0a;

/** Control characters: JSON has none but blanks between its parts, and a line that began with NUL would be a signal. */
// deno-lint-ignore no-control-regex
const CONTROL = /[\0-\x1f\x7f]/g;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class MessageText implements Translator {
  readonly isDone = false;
  readonly #line: LineBuffer;
  #isTooLong = false;

  /** @param maxLineBytes longest line let through, in bytes without its end */
  constructor(maxLineBytes: number) {
    this.#line = new LineBuffer(maxLineBytes);
  }

  translate(bytes: Uint8Array): string {
    let text = "", from = 0;
    for (let end; (end = bytes.indexOf(LF, from)) >= 0; from = end + 1) {
      this.#append(bytes, from, end);
      text += this.#endLine();
    }
    this.#append(bytes, from, bytes.length);
    return text;
  }

  /** A line without an end was not sent whole: nobody meant it. */
  finish(): string {
    return "";
  }

  #append(bytes: Uint8Array, from: number, end: number): void {
    if (!this.#isTooLong && !this.#line.append(bytes, from, end)) this.#isTooLong = true;
  }

  #endLine(): string {
    const line = this.#isTooLong ? SIGNAL.tooLong : decoder.decode(this.#line.since(0)).replace(CONTROL, " ");
    this.#line.clear();
    this.#isTooLong = false;
    return `${line}\n`;
  }
}
