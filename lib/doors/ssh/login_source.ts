/**
 * The lines of somebody who came by SSH to talk: their name first, as their client gave it, then what they type. Their
 * keys are edited here where they have a terminal that can show it; echoed where it can only print, and as long as there
 * is no editor. Without a terminal, their client sends lines.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { Reader } from "../../delivery/reader.ts";
import type { Activity } from "../../observe/activity.ts";
import type { HostParts } from "../../session/session_host.ts";
import { EchoedLine } from "../../terminal/echoed_line.ts";
import { LineEditor } from "../../terminal/line_editor.ts";
import { LoginText } from "../../wire/login_text.ts";
import { type ByteSource, socketText } from "../../wire/socket_text.ts";
import type { SocketWriter } from "../../wire/socket_writer.ts";
import { canDraw } from "../../wire/telnet/terminal_type.ts";
import type { Caller, Lines, LineSourceParts, RemoteTerminal } from "../connection.ts";
import { ConnectionTerminal, wantCarriageReturn } from "../connection_terminal.ts";
import type { EditorUser } from "../late_editor.ts";
import { readingMeter } from "../reading_meter.ts";
import { nameSaid } from "./said_before.ts";

export class LoginSource implements Lines, EditorUser {
  readonly terminal: ConnectionTerminal;
  readonly #caller: Caller;
  readonly #reader: Reader;
  readonly #activity: Activity;
  readonly #parts: LineSourceParts;
  #text: LoginText | undefined; // as long as somebody types
  #echoed: EchoedLine | undefined;

  /** @param activity the reading, whose runs the lines begin */
  constructor(
    caller: Caller,
    writer: SocketWriter,
    reader: Reader,
    activity: Activity,
    parts: LineSourceParts,
  ) {
    this.#caller = caller;
    this.#reader = reader;
    this.#activity = activity;
    this.#parts = parts;
    this.terminal = new ConnectionTerminal(reader, writer, (isHere) => this.#edit(isHere));
  }

  /** At once: the name is there. */
  onArrival(wake: () => void): void {
    wake();
  }

  open(conversation: HostParts): ReadableStream<string> {
    const { config, clock, editor } = this.#parts, { connection, first, login } = this.#caller;
    const { terminal } = this, remote = login?.terminal, said = login && nameSaid(login);
    const text = this.#text = new LoginText({
      maxLineBytes: config.maxLineBytes,
      first: said === undefined ? "" : `${said}\n`,
      plain: this.#plain(remote),
      editing: {
        news: terminal,
        get make() {
          return editor.editorOf?.(conversation);
        },
        onEditor: (editor) => terminal.use(editor),
        onPlain: () => {}, // nothing here tells of a screen reader
      },
    });
    if (remote !== undefined) {
      terminal.expect();
      text.resized(remote.columns);
      remote.onResize((columns) => this.#text?.resized(columns));
      if (config.editor === "auto" && canDraw(remote.name)) this.#edit(true);
    }
    const meter = readingMeter(this.#reader, this.#activity, this.#parts);
    const source = new ReadAtOnce(first ?? connection);
    return socketText(source, text, new TextLineStream(), clock, meter);
  }

  editorCame(): void {
    this.#text?.editorCame();
  }

  leave(): void {
    this.#text = undefined;
    this.#parts.editor.forget(this);
    this.terminal.use(undefined);
    if (this.#echoed?.hasBegun) this.#reader.show("\r\n"); // the goodbye has a row of its own
  }

  drop(): void {
    this.#caller.connection[Symbol.dispose]();
  }

  #edit(isHere: boolean): void {
    if (isHere) {
      this.#parts.editor.need(this);
      wantCarriageReturn(this.#reader);
    }
    this.#text?.edit(isHere);
  }

  /** Takes what is typed where no editor draws it: a client without a terminal shows it by itself. */
  #plain(remote: RemoteTerminal | undefined): EchoedLine | LineEditor {
    const { maxLineBytes } = this.#parts.config;
    if (remote === undefined) return new LineEditor(maxLineBytes, () => wantCarriageReturn(this.#reader));
    return this.#echoed = new EchoedLine(maxLineBytes, (text) => {
      this.#reader.show(text);
      this.#reader.outbox.flush();
    });
  }
}

/** A source whose first read brings nothing, at once: what was said before it is heard by then. */
class ReadAtOnce implements ByteSource {
  readonly #source: ByteSource;
  #hasBegun = false;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  read(into: Uint8Array): Promise<number | null> {
    if (this.#hasBegun) return this.#source.read(into);
    this.#hasBegun = true;
    return Promise.resolve(0);
  }
}
