/**
 * What is typed, told apart: keys and pasted text, a line for everybody to see and a hidden one, and what ends a line. It
 * knows of no bytes and draws nothing.
 *
 * @module
 */

import { ControlString } from "./control_string.ts";
import { editOf, keyed } from "./edit_keys.ts";
import type { EditorHost } from "./editor_host.ts";
import { InputLine } from "./input_line.ts";
import { InputTail } from "./input_tail.ts";
import { CLEAR_SCREEN } from "./input_sequences.ts";
import type { Shown } from "./input_view.ts";
import type { KeySink } from "./key_decoder.ts";
import type { Key } from "./key_names.ts";
import { MENDED, SECRET, SIGNAL } from "./signal.ts";
import { TypedLine } from "./typed_line.ts";

/** The second byte of a control string's introducer, as a key with Alt; and its ends. */
const STRING_START = /^M-[\]PX^_]$/, STRING_ENDS = ["^g", "M-\\"];

/** How many Ctrl-C in a row end a paste whose end was lost: so many keys that do nothing are pressed by a person. */
const ENOUGH_INTERRUPTS = 3;

/** Where what an input says goes. */
export interface InputOutput {
  /** A line was sent, or a signal. */
  line(text: string): void;
  /** Text to be shown above the input. */
  above(text: string): void;
  /** A key could not do what it is for. */
  bell(): void;
}

/** Both sides of the cursor before something was pasted. */
interface Paste {
  readonly before: string;
  readonly after: string;
}

export class Input implements KeySink {
  readonly #maxBytes: number;
  readonly #host: EditorHost;
  readonly #output: InputOutput;
  readonly #typed: TypedLine;
  readonly #string: ControlString; // in what is typed for all to see
  #hidden: InputLine | undefined; // while the other line waits
  #paste: Paste | undefined;
  #isTooLong = false; // the line that is being pasted
  #interrupts = 0; // in a row, while something is pasted
  #isBroken = false; // some bytes of the line were no text

  constructor(maxBytes: number, host: EditorHost, output: InputOutput) {
    this.#maxBytes = maxBytes;
    this.#host = host;
    this.#output = output;
    this.#typed = new TypedLine(maxBytes, host, output);
    this.#string = new ControlString(new InputTail(this.#typed.line));
  }

  /** The line that is being typed, but for a hidden one. */
  get unfinished(): string {
    return this.#typed.line.text;
  }

  get isEmpty(): boolean {
    return this.#line.text === "" && !this.#isTooLong;
  }

  /** What is seen of it. */
  get shown(): Shown {
    return this.#hidden === undefined
      ? this.#typed.shown
      : { prompt: this.#host.prompt(), before: "", after: "" };
  }

  /** Keys of another read follow, in a window of so many columns. */
  beginRead(columns: number): void {
    this.#hidden?.beginRead();
    this.#typed.beginRead(columns);
  }

  /** The next line is typed unseen; what is typed now waits. A clean line that was seen before is remembered no more. */
  hideNext(seen?: string): void {
    if (seen !== undefined) this.#typed.forget(seen);
    this.#hidden ??= new InputLine(this.#maxBytes);
  }

  text(run: string): void {
    this.#interrupts = 0;
    if (this.#paste !== undefined) this.#pasteText(run, this.#paste);
    else if (this.#hidden === undefined) this.#typed.text(run);
    else if (!this.#hidden.insert(run)) this.#output.bell();
  }

  broken(): void {
    this.#isBroken ||= this.#hidden === undefined;
    this.text("\ufffd");
  }

  key(key: Key | undefined): void {
    if (key === undefined) return;
    const name = keyed(key);
    this.#interrupts = name === "^c" ? this.#interrupts + 1 : 0;
    if (this.#string.isOpen && STRING_ENDS.includes(name)) return this.#string.end();
    this.#string.giveUp();
    if (STRING_START.test(name) && this.#hidden === undefined) this.#string.begin(name.charCodeAt(2));
    else if (this.#paste === undefined) this.#typeKey(name);
    else this.#pasteKey(name);
  }

  /** Drops the line, as Ctrl-C does. */
  drop(): void {
    this.#isTooLong = false;
    if (this.#hidden === undefined) this.#typed.drop();
    else this.#sendHidden("");
  }

  /** Hands over the line that was begun, and forgets what was pasted or typed unseen. */
  handOver(): string {
    this.#string.giveUp();
    this.#hidden = this.#paste = undefined;
    this.#isTooLong = this.#isBroken = false;
    return this.#typed.handOver();
  }

  /** Sends the line, as Enter does. */
  send(): void {
    if (this.#hidden !== undefined) return this.#sendHidden(this.#hidden.text);
    const text = this.#typed.take();
    const mark = this.#isBroken && text.includes("\ufffd") ? MENDED : "";
    if (text !== "") this.#output.above(this.#host.shown(text) + "\r\n");
    if (text !== "" && !this.#host.isSecret(text)) this.#typed.remember(text);
    this.#isBroken = false;
    this.#output.line(mark + text);
  }

  get #line(): InputLine {
    return this.#hidden ?? this.#typed.line;
  }

  #sendHidden(text: string): void {
    this.#hidden = undefined;
    this.#output.line(SECRET + text);
  }

  #typeKey(name: string): void {
    switch (name) {
      case "enter":
      case "M-enter":
        return this.send();
      case "^c":
        return this.drop();
      case "^l":
        return this.#output.above(CLEAR_SCREEN);
      case "^d":
        if (this.#line.text === "") return this.#output.line(SIGNAL.goodbye);
        return this.#edit("delete");
      case "paste":
        this.#typed.accept();
        return void (this.#paste = { before: this.#line.before, after: this.#line.after });
      default:
        this.#edit(name);
    }
  }

  /** A hidden line is edited as well; but there is no history of it, and nothing to complete. */
  #edit(name: string): void {
    if (this.#hidden === undefined) this.#typed.key(name);
    else editOf(name)?.(this.#hidden);
  }

  #pasteText(run: string, { before, after }: Paste): void {
    if (this.#isTooLong || this.#line.insert(run)) return;
    this.#isTooLong = true;
    this.#line.set(before, after);
  }

  /** Line ends in a pasted text send lines, and a tab stands between words; other keys do nothing. */
  #pasteKey(name: string): void {
    if (name === "tab") return this.text(" ");
    if (this.#interrupts === ENOUGH_INTERRUPTS) {
      this.#paste = undefined;
      return this.drop();
    }
    if (name !== "enter" && name !== "pasteend") return;
    const isTooLong = this.#isTooLong, isLineEnd = name === "enter";
    this.#isTooLong = false;
    this.#paste = isLineEnd ? { before: "", after: "" } : undefined;
    if (isTooLong) {
      this.#output.line(SIGNAL.tooLong);
      if (isLineEnd) this.#line.set("");
    } else if (isLineEnd) this.send();
  }
}
