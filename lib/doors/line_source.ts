/**
 * From a connection's first bytes to its lines, and what they tell of the client: whether it speaks telnet, and which
 * line end it wants. As long as somebody says nothing, nothing is built for their lines.
 *
 * @module
 */

import type { Reader } from "../delivery/reader.ts";
import type { Activity } from "../observe/activity.ts";
import type { HostParts } from "../session/session_host.ts";
import { FirstRead } from "../wire/first_read.ts";
import { type LinePipe, linesOf } from "../wire/line_pipe.ts";
import type { SocketWriter } from "../wire/socket_writer.ts";
import type { Caller, Lines, LinesOf, LineSourceParts } from "./connection.ts";
import { ConnectionTerminal, wantCarriageReturn } from "./connection_terminal.ts";
import type { EditorUser } from "./late_editor.ts";
import type { ByteSource } from "../wire/socket_text.ts";
import { readingMeter } from "./reading_meter.ts";
import { speaksSsh } from "./sniff.ts";

/** A guest's lines; what they tell of the client goes into its dialect. */
export class LineSource implements Lines, EditorUser {
  readonly #connection: ByteSource & Disposable;
  readonly #writer: SocketWriter;
  #first: FirstRead | undefined;
  readonly #reader: Reader;
  readonly #activity: Activity;
  readonly #parts: LineSourceParts;
  readonly #mayBeSsh: boolean;
  #isSsh = false;
  #terminal: ConnectionTerminal | undefined; // once there are lines
  #pipe: LinePipe | undefined;

  /** @param activity the reading, whose runs the lines begin */
  constructor(
    { connection, first, ssh }: Pick<Caller, "connection" | "first" | "ssh">,
    writer: SocketWriter,
    reader: Reader,
    activity: Activity,
    parts: LineSourceParts,
  ) {
    this.#connection = connection;
    this.#first = first;
    this.#mayBeSsh = ssh !== undefined;
    this.#writer = writer;
    this.#reader = reader;
    this.#activity = activity;
    this.#parts = parts;
  }

  onArrival(wake: () => void): void {
    if (this.#parts.config.telnet === "always") return wake(); // it is asked something before it speaks
    const first = this.#first ??= new FirstRead(this.#connection);
    first.onArrival(this.#mayBeSsh ? () => this.#look(first, wake) : wake);
  }

  /** Whether it is no line that came first, but the version of a client of SSH: then the session has ended by it. */
  get isSsh(): boolean {
    return this.#isSsh;
  }

  /** Nobody has read what came first; undefined as long as nothing was asked for. */
  get first(): FirstRead | undefined {
    return this.#first;
  }

  #look(first: FirstRead, wake: () => void): void {
    const { bytes } = first, isSsh = bytes === undefined ? false : speaksSsh(bytes);
    if (isSsh === undefined && first.readOn(() => this.#look(first, wake))) return;
    if (isSsh !== true || this.#reader.farewell !== undefined) return first.onArrival(wake); // which wakes it now
    this.#isSsh = true;
    this.#reader.end({ kind: "hung_up" });
  }

  get terminal(): ConnectionTerminal {
    return this.#terminal ??= new ConnectionTerminal(
      this.#reader,
      this.#writer,
      (isHere) => this.#edit(isHere),
    );
  }

  /** Leaves the terminal as it was found. */
  leave(): void {
    this.#parts.editor.forget(this);
    this.#terminal?.use(undefined);
  }

  drop(): void {
    this.#connection[Symbol.dispose]();
  }

  editorCame(): void {
    this.#pipe?.editorCame();
  }

  open(conversation: HostParts): ReadableStream<string> {
    const { config, clock, editor } = this.#parts;
    const reader = this.#reader, activity = this.#activity, { terminal } = this;
    const pipe: LinePipe = this.#pipe = linesOf(this.#first ?? this.#connection, {
      maxLineBytes: config.maxLineBytes,
      reply: (bytes) => reader.outbox.answer(bytes),
      clock,
      meter: readingMeter(reader, activity, this.#parts),
      editing: {
        news: terminal,
        get make() {
          return editor.editorOf?.(conversation);
        },
        onEditor: (editor) => terminal.use(editor),
        onPlain: () => reader.restyle({ abilities: { color: config.color === "always" } }),
      },
      offersEditor: config.editor === "auto",
      onTelnet: () => {
        reader.intake.isTelnet = true;
        terminal.expect();
        if (config.editor === "auto") editor.need(this);
        reader.restyle({ abilities: { lineEnd: "\r\n", ...config.color === "auto" && { color: true } } });
        if (config.telnet === "auto") pipe.offerTelnet();
      },
      onCarriageReturn: (isFirstLine) => {
        wantCarriageReturn(this.#reader);
        if (!isFirstLine) return; // only a name tells: a raw client pastes CR LF at any time
        const isPerson = clock.now() - reader.intake.seatedAt >= config.telnetAfterMs;
        if (config.telnet === "auto" && isPerson) pipe.offerTelnet();
      },
    });
    if (config.telnet === "always") pipe.offerTelnet();
    return pipe.lines;
  }

  #edit(isHere: boolean): void {
    if (isHere) {
      this.#parts.editor.need(this);
      // The input will be drawn from the first column on, and a terminal that sends every key goes there by CR alone.
      wantCarriageReturn(this.#reader);
    }
    this.#pipe?.edit(isHere);
  }
}

/** Those of somebody of whom nothing is known. */
export const typedLines: LinesOf = (...given) => new LineSource(...given);
