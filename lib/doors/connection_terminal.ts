/**
 * The terminal at a connection, as the session and the line editor use it. While lines are edited here, what is written to
 * it has the input drawn below it.
 *
 * A new look of the input goes out with the next write. One is asked for by an answer without bytes, so delivery knows
 * nothing of terminals; at most one waits, and a reader who is slow sees what the input has become meanwhile.
 *
 * @module
 */

import type { Reader } from "../delivery/reader.ts";
import type { EditorNews, KeyEditor } from "../terminal/key_editor.ts";
import { CLEAR_SCREEN } from "../terminal/input_sequences.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { EditorFrame } from "../wire/editor_frame.ts";
import { NO_FRAME, type SocketWriter } from "../wire/socket_writer.ts";

const NO_BYTES = new Uint8Array(0);

export class ConnectionTerminal implements Terminal, EditorNews {
  readonly #reader: Reader;
  readonly #writer: SocketWriter;
  readonly #edit: (isHere: boolean) => void;
  #editor: KeyEditor | undefined;
  #frame: EditorFrame | undefined;
  #isAsked = false; // for a write

  /** @param edit has lines edited here, or at the client */
  constructor(reader: Reader, writer: SocketWriter, edit: (isHere: boolean) => void) {
    this.#reader = reader;
    this.#writer = writer;
    this.#edit = edit;
  }

  get isEditing(): boolean {
    return this.#editor !== undefined;
  }

  edit(isHere: boolean): void {
    this.#edit(isHere);
  }

  clear(): void {
    if (this.#editor === undefined) return;
    this.above(CLEAR_SCREEN);
    this.changed();
  }

  hideNext(seen?: string): void {
    this.#editor?.hideNext(seen);
  }

  /** An editor may come: from the next write on it is known where one ends. */
  expect(): void {
    this.#writer.frame ??= NO_FRAME;
  }

  /** Lines are edited by this editor from now on; by none any more, where there is none. */
  use(editor: KeyEditor | undefined): void {
    this.#editor = editor;
    if (editor === undefined) this.#frame?.close();
    else this.#frame = new EditorFrame(editor.view, () => this.#isAsked = false);
    this.changed();
  }

  above(text: string): void {
    this.#reader.show(text);
  }

  changed(): void {
    const writer = this.#writer, { outbox } = this.#reader;
    if (this.#frame === undefined) return;
    if (writer.frame === undefined && outbox.pump.isWriting) return; // in the middle of a line, perhaps
    writer.frame = this.#frame;
    if (this.#isAsked) return;
    this.#isAsked = true;
    outbox.answer(NO_BYTES);
    outbox.flush();
  }
}

/** Ends lines by CR LF from now on: LF alone does not lead to the first column there. May be repeated. */
export function wantCarriageReturn(reader: Reader): void {
  if (reader.dialect.lineEnd === "\n") reader.restyle({ abilities: { lineEnd: "\r\n" } });
}
