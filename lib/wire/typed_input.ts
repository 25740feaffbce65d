/**
 * What is typed at a connection, wherever it is edited: at the client, as most do, or here, key by key. A line that was
 * begun goes along when that changes.
 *
 * @module
 */

import type { EditorNews, KeyEditor } from "../terminal/key_editor.ts";
import type { LineEditor } from "../terminal/line_editor.ts";
import type { TerminalNews } from "./telnet/terminal.ts";

const TAB = 0x09, SPACE = 0x20;

/** Makes an editor that draws what happens in it. */
export type MakeEditor = (maxLineBytes: number, news: EditorNews) => KeyEditor;

/** What an editor here works with. */
export interface Editing {
  readonly news: EditorNews;
  /** Makes one; undefined as long as that is not loaded. */
  readonly make: MakeEditor | undefined;
  /** Lines are edited here from now on, or no more. */
  onEditor(editor: KeyEditor | undefined): void;
  /** What is shown is read aloud, or the terminal takes plain text only. */
  onPlain(): void;
}

/** Takes what is typed where no editor draws it. */
export interface LineTaker extends Pick<LineEditor, "type" | "finish" | "takeText" | "handOver"> {}

export class TypedInput<Plain extends LineTaker = LineEditor> implements TerminalNews {
  readonly #maxLineBytes: number;
  readonly #plain: Plain;
  readonly #editing: Editing | undefined;
  #here: KeyEditor | undefined;
  #made: KeyEditor | undefined; // once there was one: it remembers lines
  #isDue = false; // lines are to be edited here as soon as there is an editor
  #columns = 0; // of the terminal; 0 where nobody knows
  #text = ""; // of lines that were ended before the last change

  /**
   * No editor draws what is typed at first.
   * @param plain takes it as long as none does
   * @param editing undefined where none ever will
   */
  constructor(maxLineBytes: number, plain: Plain, editing: Editing | undefined) {
    this.#maxLineBytes = maxLineBytes;
    this.#plain = plain;
    this.#editing = editing;
  }

  /** Who takes the bytes now. */
  get editor(): Plain | KeyEditor {
    return this.#here ?? this.#plain;
  }

  get hasEditor(): boolean {
    return this.#editing?.make !== undefined;
  }

  /** There is an editor from now on: lines are edited here where they should have been. */
  editorCame(): void {
    if (this.#isDue) this.echoing(true);
  }

  /** Has lines edited here as soon as there is an editor, or at the client again. */
  echoing(isHere: boolean): void {
    if (this.#editing === undefined) return;
    const { make, news, onEditor } = this.#editing;
    this.#isDue = isHere && make === undefined;
    if (this.#isDue || isHere === (this.#here !== undefined)) return;
    const { editor } = this;
    this.#text += editor.takeText();
    const begun = editor.handOver();
    this.#here = isHere ? this.#made ??= make?.(this.#maxLineBytes, news) : undefined;
    this.#here?.view.resize(this.#columns);
    onEditor(this.#here);
    // A tab that the client took for text is a key here.
    if (begun.length > 0) this.editor.type(begun.map((byte) => byte === TAB ? SPACE : byte));
  }

  resized(columns = 0): void {
    this.#columns = columns;
    this.#here?.view.resize(columns);
    if (this.#here !== undefined) this.#editing?.news.changed();
  }

  readAloud(): void {
    this.#editing?.onPlain();
  }

  /** The input has ended: an unfinished line counts as said. Not where it is edited here: nobody has pressed Enter. */
  finish(): void {
    if (this.#here === undefined) this.#plain.finish();
  }

  /** Hands over the finished lines, each with LF at its end; the caller owns the text. */
  takeText(): string {
    const text = this.#text + this.editor.takeText();
    this.#text = "";
    return text;
  }
}
