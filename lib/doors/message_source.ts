/**
 * The lines of a page: whole messages, without telnet and keys. As long as it says nothing, nothing is built for them.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { Reader } from "../delivery/reader.ts";
import type { Activity } from "../observe/activity.ts";
import { NO_TERMINAL } from "../terminal/terminal.ts";
import { FirstRead } from "../wire/first_read.ts";
import { MessageText } from "../wire/message_text.ts";
import { type ByteSource, socketText } from "../wire/socket_text.ts";
import type { Caller, Lines, LinesOf, LineSourceParts } from "./connection.ts";
import { readingMeter } from "./reading_meter.ts";

export class MessageSource implements Lines {
  readonly terminal = NO_TERMINAL; // a page has its own input
  readonly #connection: ByteSource & Disposable;
  #first: FirstRead | undefined;
  readonly #reader: Reader;
  readonly #activity: Activity;
  readonly #parts: LineSourceParts;

  /** @param activity the reading, whose runs the lines begin */
  constructor(
    { connection, first }: Pick<Caller, "connection" | "first">,
    reader: Reader,
    activity: Activity,
    parts: LineSourceParts,
  ) {
    this.#connection = connection;
    this.#first = first;
    this.#reader = reader;
    this.#activity = activity;
    this.#parts = parts;
  }

  onArrival(wake: () => void): void {
    this.#first ??= new FirstRead(this.#connection);
    this.#first.onArrival(wake);
  }

  leave(): void {}

  drop(): void {
    this.#connection[Symbol.dispose]();
  }

  open(): ReadableStream<string> {
    const { config, clock } = this.#parts;
    const meter = readingMeter(this.#reader, this.#activity, this.#parts);
    const text = new MessageText(config.maxLineBytes);
    return socketText(this.#first ?? this.#connection, text, new TextLineStream(), clock, meter);
  }
}

/** Those of a page. */
export const messageLines: LinesOf = (caller, _, reader, activity, parts) =>
  new MessageSource(caller, reader, activity, parts);
