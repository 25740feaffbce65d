/**
 * Bytes as text where a client has told of its terminal before, as one of SSH does: no telnet is read in them, and nothing
 * is asked for or waited for. Keys of a terminal are echoed or drawn here; other clients send lines.
 *
 * @module
 */

import type { EchoedLine } from "../terminal/echoed_line.ts";
import type { LineEditor } from "../terminal/line_editor.ts";
import type { Translator } from "./socket_text.ts";
import { type Editing, TypedInput } from "./typed_input.ts";

export interface LoginTextOptions {
  /** Longest line let through, in bytes without its end. */
  readonly maxLineBytes: number;
  /** Whole lines and signals that come ahead of all that is typed, each with LF at its end. */
  readonly first: string;
  /** Takes what is typed where no editor draws it. */
  readonly plain: LineEditor | EchoedLine;
  /** What an editor here works with. */
  readonly editing: Editing;
}

export class LoginText implements Translator {
  readonly isDone = false;
  readonly #input: TypedInput<LineEditor | EchoedLine>;
  #first: string;

  constructor({ maxLineBytes, first, plain, editing }: LoginTextOptions) {
    this.#input = new TypedInput(maxLineBytes, plain, editing);
    this.#first = first;
  }

  /** Has lines edited here as soon as there is an editor, or no more. */
  edit(isHere: boolean): void {
    this.#input.echoing(isHere);
  }

  /** `editing.make` is there from now on. */
  editorCame(): void {
    this.#input.editorCame();
  }

  /** The window has so many columns from now on; 0 where nobody knows. */
  resized(columns: number): void {
    this.#input.resized(columns);
  }

  translate(bytes: Uint8Array): string {
    if (bytes.length > 0) this.#input.editor.type(bytes);
    return this.#take();
  }

  finish(): string {
    this.#input.finish();
    return this.#take();
  }

  #take(): string {
    const text = this.#first + this.#input.takeText();
    this.#first = "";
    return text;
  }
}
