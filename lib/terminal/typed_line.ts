/**
 * The line that is being typed for everybody to see, with all that helps to type it: the keys that edit it, the history,
 * and Tab.
 *
 * @module
 */

import { Completer, type CompleterOutput } from "./completer.ts";
import { editOf } from "./edit_keys.ts";
import type { EditorHost } from "./editor_host.ts";
import { HistorySearch } from "./history_search.ts";
import { InputHistory } from "./input_history.ts";
import { cleanText } from "../text/clean_text.ts";
import { InputLine } from "./input_line.ts";
import type { Shown } from "./input_view.ts";

export class TypedLine {
  readonly #host: EditorHost;
  readonly #output: CompleterOutput;
  readonly #history = new InputHistory();
  readonly #completer: Completer;
  #search: HistorySearch | undefined;
  /** The line itself. */
  readonly line: InputLine;

  constructor(maxBytes: number, host: EditorHost, output: CompleterOutput) {
    this.line = new InputLine(maxBytes);
    this.#host = host;
    this.#output = output;
    this.#completer = new Completer(host, output);
  }

  /** What is seen of it. */
  get shown(): Shown {
    const { before, after } = this.line, search = this.#search;
    if (search === undefined) return { prompt: this.#host.prompt(), before, after };
    const { prompt, cursor, line } = search;
    if (line === undefined) return { prompt, before, after };
    return { prompt, before: line.slice(0, cursor), after: line.slice(cursor) };
  }

  /** Keys of another read follow, in a window of so many columns. */
  beginRead(columns: number): void {
    this.line.beginRead();
    this.#completer.beginRead(columns);
  }

  text(run: string): void {
    this.#completer.reset();
    this.#insist(this.#search?.type(run) ?? this.line.insert(run));
  }

  /** A key that is none of those that end a line. */
  key(name: string): void {
    if (name !== "tab") this.#completer.reset();
    if (this.#search !== undefined && this.#isOfSearch(name, this.#search)) return;
    this.accept();
    switch (name) {
      case "tab":
        return this.#completer.complete(this.line);
      case "up":
      case "^p":
        return this.#show(this.#history.older(this.line.text));
      case "down":
      case "^n":
        return this.#show(this.#history.newer());
      case "^r":
        return void (this.#search = new HistorySearch(this.#history));
      case "^y":
        return this.#insist(this.line.yank());
      default:
        editOf(name)?.(this.line);
    }
  }

  /** Keeps the line that was found, where one is looked for. */
  accept(): void {
    const { line, place, cursor } = this.#search ?? {};
    this.#search = undefined;
    if (line === undefined || place === undefined) return;
    this.#history.show(place, this.line.text);
    this.line.set(line.slice(0, cursor), line.slice(cursor));
  }

  /** Goes back from a search, or drops the line: it can be yanked again. */
  drop(): void {
    if (this.#search !== undefined) return void (this.#search = undefined);
    this.#history.leave();
    this.line.move("end");
    this.line.kill("start");
  }

  /** Hands the line over; it is empty then. */
  take(): string {
    this.accept();
    const { text } = this.line;
    this.#history.leave();
    this.line.set("");
    return text;
  }

  /** The same, but not a line that is only looked for. */
  handOver(): string {
    this.#search = undefined;
    return this.take();
  }

  /** Keeps a line that was sent. */
  remember(line: string): void {
    this.#history.add(line);
  }

  /** Remembers a line no more, given as the chat has it. */
  forget(clean: string): void {
    this.#history.remove((line) => cleanText(line) === clean);
  }

  #isOfSearch(name: string, search: HistorySearch): boolean {
    if (name === "^r") this.#insist(search.older());
    else if (name === "backspace") this.#insist(search.erase());
    else if (name === "^g") this.#search = undefined;
    else return false;
    return true;
  }

  #show(line: string | undefined): void {
    this.#insist(line !== undefined && this.line.set(line));
  }

  /** Rings the bell where something could not be done. */
  #insist(isDone: boolean): void {
    if (!isDone) this.#output.bell();
  }
}
