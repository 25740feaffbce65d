/**
 * Builds lines from the keys of a terminal that shows nothing by itself and on which nothing can be drawn again: each key
 * is echoed, and what is erased is erased behind the last character, as a system does it for programs that know no better.
 *
 * `key_editor.ts` is for terminals that can do more, and `line_editor.ts` for those that show what is typed. A line that
 * others write stands behind what was typed so far.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { inputText } from "../text/clean_text.ts";
import { loadWidths, widthOf } from "./columns.ts";
import { keyed } from "./edit_keys.ts";
import { InputLine } from "./input_line.ts";
import { KeyDecoder, type KeySink } from "./key_decoder.ts";
import type { Key } from "./key_names.ts";
import type { Reach } from "./reach.ts";
import { MENDED, SIGNAL } from "./signal.ts";

/** Takes one column away from the end of a row. */
const RUB_OUT = "\b \b";

const LINE_END = "\r\n";

const encoder = new TextEncoder();

export class EchoedLine implements KeySink {
  readonly #echo: (text: string) => void;
  readonly #line: InputLine;
  readonly #decoder = new KeyDecoder(this, "lines");
  #isTooLong = false; // the line, and was refused
  #isBroken = false; // some bytes of it were no text
  #echoed = ""; // in this read
  #text = "";

  /**
   * An empty line.
   * @param maxLineBytes longest line, in UTF-8 without its end
   * @param echo told once for all keys that came together
   */
  constructor(maxLineBytes: number, echo: (text: string) => void) {
    this.#line = new InputLine(maxLineBytes);
    this.#echo = echo;
    loadWidths();
  }

  /** Types what one read brought. */
  type(bytes: Uint8Array): void {
    this.#line.beginRead();
    this.#decoder.decode(bytes);
    if (this.#echoed !== "") this.#echo(this.#echoed);
    this.#echoed = "";
  }

  /** The input has ended: nobody has pressed Enter, so an unfinished line is not said. */
  finish(): void {}

  /** Hands over the unfinished line, for another editor to go on with. */
  handOver(): Uint8Array {
    const begun = concat([encoder.encode(this.#line.text), this.#decoder.handOver()]);
    this.#begin();
    return begun;
  }

  /** Whether a line is begun: what is told next would stand behind it. */
  get hasBegun(): boolean {
    return this.#line.text !== "";
  }

  /** Hands over the finished lines, each with LF at its end; the caller owns the text. */
  takeText(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  text(run: string): void {
    if (this.#isTooLong) return;
    const { length } = this.#line.before;
    if (this.#line.insert(run)) return this.#show(this.#line.before.slice(length));
    this.#begin();
    this.#isTooLong = true;
    this.#echoed += LINE_END;
    this.#signal(SIGNAL.tooLong);
  }

  broken(): void {
    this.#isBroken = true;
    this.text("\ufffd");
  }

  key(key: Key | undefined): void {
    switch (key && keyed(key)) {
      case "enter":
      case "M-enter":
        return this.#end();
      case "backspace":
        return this.#erase("left");
      case "^u":
        return this.#erase("start");
      case "^w":
        return this.#erase("blanks_left");
      case "tab":
        return this.text(" ");
      case "^c":
        this.#echoed += `^C${LINE_END}`;
        return this.#begin();
      case "^d":
        return this.#line.text === "" && !this.#isTooLong ? this.#signal(SIGNAL.goodbye) : undefined;
    }
  }

  #end(): void {
    const { text } = this.#line, mark = this.#isBroken && text.includes("\ufffd") ? MENDED : "";
    this.#echoed += LINE_END;
    if (!this.#isTooLong) this.#signal(mark + text);
    this.#begin();
  }

  #begin(): void {
    this.#line.set("");
    this.#isTooLong = this.#isBroken = false;
  }

  #erase(reach: Reach): void {
    const before = this.#line.before;
    this.#line.erase(reach);
    const erased = before.slice(this.#line.before.length);
    this.#echoed += RUB_OUT.repeat(widthOf(inputText(erased)));
  }

  #show(typed: string): void {
    this.#echoed += inputText(typed);
  }

  #signal(line: string): void {
    this.#text += line + "\n";
  }
}
