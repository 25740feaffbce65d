/**
 * An input line and what its keys do to it: editing, the history, completion, hidden text, pasted text. It knows of no
 * bytes and draws nothing.
 *
 * @module
 */

import { Completer } from "./completer.ts";
import { ControlString } from "./control_string.ts";
import { editOf, keyed } from "./edit_keys.ts";
import type { EditorHost } from "./editor_host.ts";
import { HistorySearch } from "./history_search.ts";
import { InputHistory } from "./input_history.ts";
import { InputLine } from "./input_line.ts";
import { InputTail } from "./input_tail.ts";
import { CLEAR_SCREEN, type Shown } from "./input_view.ts";
import type { KeySink } from "./key_decoder.ts";
import type { Key } from "./key_names.ts";
import { MENDED, SIGNAL } from "./signal.ts";
import { SECRET } from "./terminal.ts";

/** What second byte begins a control string behind ESC: with Alt, on a keyboard. */
const STRING_START = /^M-[\]PX^_]$/, STRING_END = ["^g", "M-\\"];

/** Where what an input says goes. */
export interface InputOutput {
  /** A line was sent, or a signal. */
  line(text: string): void;
  /** Text to be shown above the input. */
  above(text: string): void;
  /** A key could not do what it is for. */
  bell(): void;
}

/** Both sides of the cursor before a text was pasted. */
interface Paste {
  readonly before: string;
  readonly after: string;
}

export class Input implements KeySink {
  readonly #maxBytes: number;
  readonly #host: EditorHost;
  readonly #output: InputOutput;
  readonly #plain: InputLine;
  readonly #string: ControlString;
  readonly #history = new InputHistory();
  readonly #completer: Completer;
  #hidden: InputLine | undefined; // typed unseen, while the plain one waits
  #search: HistorySearch | undefined;
  #paste: Paste | undefined;
  #isTooLong = false; // the line that is being pasted
  #isBroken = false; // bytes of the plain line were no text

  constructor(maxBytes: number, host: EditorHost, output: InputOutput) {
    this.#maxBytes = maxBytes;
    this.#host = host;
    this.#output = output;
    this.#plain = new InputLine(maxBytes);
    this.#string = new ControlString(new InputTail(this.#plain));
    this.#completer = new Completer(host, output);
  }

  /** The line that is being typed, but for a hidden one. */
  get unfinished(): string {
    return this.#plain.text;
  }

  get isEmpty(): boolean {
    return this.#line.text === "" && !this.#isTooLong;
  }

  /** What is seen of it. */
  get shown(): Shown {
    if (this.#hidden !== undefined) return { prompt: this.#host.prompt(), before: "", after: "" };
    const found = this.#search?.line, { before, after } = this.#plain;
    if (this.#search === undefined) return { prompt: this.#host.prompt(), before, after };
    const { prompt, cursor } = this.#search;
    return found === undefined
      ? { prompt, before, after }
      : { prompt, before: found.slice(0, cursor), after: found.slice(cursor) };
  }

  /** Keys of another read follow. */
  beginRead(columns: number): void {
    this.#line.beginRead();
    this.#completer.beginRead(columns);
  }

  /** The next line is typed unseen; what is typed now waits. */
  hideNext(): void {
    this.#search = undefined;
    this.#hidden ??= new InputLine(this.#maxBytes);
  }

  text(run: string): void {
    this.#completer.reset();
    if (this.#search !== undefined) this.#insist(this.#search.type(run));
    else if (this.#paste === undefined) this.#insist(this.#line.insert(run));
    else this.#pasteText(run, this.#paste);
  }

  broken(): void {
    this.#isBroken ||= this.#hidden === undefined;
    this.text("\ufffd");
  }

  key(key: Key | undefined): void {
    if (key === undefined) return;
    const name = keyed(key);
    if (name !== "tab") this.#completer.reset();
    if (this.#string.isOpen && STRING_END.includes(name)) return this.#string.end();
    this.#string.giveUp();
    if (STRING_START.test(name) && this.#hidden === undefined) this.#string.begin(name.charCodeAt(2));
    else if (this.#paste !== undefined) this.#pasteKey(name);
    else if (this.#search !== undefined) this.#searchKey(name, this.#search);
    else this.#typeKey(name);
  }

  /** Drops the line, as Ctrl-C does; it can be yanked again. */
  drop(): void {
    this.#isTooLong = false;
    if (this.#hidden !== undefined) return this.#unhide("");
    if (this.#search !== undefined) return void (this.#search = undefined);
    this.#history.leave();
    this.#plain.move("end");
    this.#plain.kill("start");
  }

  /** Sends the line. */
  send(): void {
    if (this.#hidden !== undefined) return this.#unhide(this.#hidden.text);
    if (this.#search !== undefined) this.#accept(this.#search);
    const text = this.#plain.text;
    if (this.#isTooLong) this.#output.line(SIGNAL.tooLong);
    else this.#say(text);
    this.#plain.set("");
    this.#isTooLong = this.#isBroken = false;
  }

  get #line(): InputLine {
    return this.#hidden ?? this.#plain;
  }

  /** Rings the bell where something could not be done. */
  #insist(isDone: boolean): void {
    if (!isDone) this.#output.bell();
  }

  #say(text: string): void {
    if (text !== "") this.#output.above(this.#host.shown(text) + "\r\n");
    if (text === "" || this.#host.isSecret(text)) this.#history.leave();
    else this.#history.add(text);
    this.#output.line(this.#isBroken && text.includes("\ufffd") ? MENDED + text : text);
  }

  #unhide(text: string): void {
    this.#hidden = undefined;
    this.#output.line(SECRET + text);
  }

  #typeKey(name: string): void {
    const line = this.#line, isHidden = this.#hidden !== undefined;
    switch (name) {
      case "enter":
      case "M-enter":
        return this.send();
      case "^c":
        return this.drop();
      case "^d":
        return line.text === "" ? this.#output.line(SIGNAL.goodbye) : line.erase("right");
      case "^l":
        return this.#output.above(CLEAR_SCREEN);
      case "^y":
        return this.#insist(line.yank());
      case "paste":
        return void (this.#paste = { before: line.before, after: line.after });
      case "tab":
        return isHidden ? undefined : this.#completer.complete(line);
      case "up":
      case "^p":
        return isHidden ? undefined : this.#show(this.#history.older(line.text));
      case "down":
      case "^n":
        return isHidden ? undefined : this.#show(this.#history.newer());
      case "^r":
        if (!isHidden) this.#search = new HistorySearch(this.#history);
        return;
      default:
        editOf(name)?.(line);
    }
  }

  #show(line: string | undefined): void {
    this.#insist(line !== undefined && this.#plain.set(line));
  }

  #searchKey(name: string, search: HistorySearch): void {
    switch (name) {
      case "^r":
        return this.#insist(search.older());
      case "backspace":
        return this.#insist(search.erase());
      case "^c":
      case "^g":
        return void (this.#search = undefined);
      default:
        this.#accept(search);
        this.#typeKey(name);
    }
  }

  /** Keeps the line that was found. */
  #accept({ line, place, cursor }: HistorySearch): void {
    this.#search = undefined;
    if (line === undefined || place === undefined) return;
    this.#history.show(place, this.#plain.text);
    this.#plain.set(line.slice(0, cursor), line.slice(cursor));
  }

  #pasteText(run: string, { before, after }: Paste): void {
    if (this.#isTooLong || this.#line.insert(run)) return;
    this.#isTooLong = true;
    this.#line.set(before, after);
  }

  /** Line ends in a pasted text send lines, and a tab stands between words; other keys do nothing. */
  #pasteKey(name: string): void {
    if (name === "tab") this.text(" ");
    if (name === "enter") {
      this.send();
      this.#paste = { before: "", after: "" };
    }
    if (name !== "pasteend") return;
    this.#paste = undefined;
    if (this.#isTooLong) this.#output.line(SIGNAL.tooLong);
    this.#isTooLong = false;
  }
}
