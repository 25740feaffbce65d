/**
 * Standard output as a place for log lines that never blocks the chat: the lines go through the same bounded channel as
 * everybody's, with one write under way, and what a stuck terminal or pipe cannot take is skipped and counted.
 *
 * @module
 */

import { BoundedChannel } from "../runtime/channel.ts";
import { type Clock, within } from "../runtime/clock.ts";

/** How much log may wait for standard output: lines, and their bytes. */
const BOUNDS = { count: 10_000, cost: 1024 * 1024 };

/** How long the last lines may take at the end, in milliseconds. */
const FLUSH_MS = 500;

/** Log lines on their way to a writer. */
export class LogStream {
  readonly #lines = new BoundedChannel<string>(BOUNDS);
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  readonly #format: "text" | "json";
  #writing: Promise<void> | undefined; // for ever the last one, once a write has failed

  /**
   * A stream over a writer.
   * @param writer is written to until it fails; nobody is told of that, since there is nowhere to tell it
   * @param format of the lines, so that what tells of skipped ones can be read by whoever reads the others
   */
  constructor(writer: WritableStreamDefaultWriter<Uint8Array>, format: "text" | "json" = "text") {
    this.#writer = writer;
    this.#format = format;
  }

  /** Queues a line, its end included; never waits. */
  readonly write = (line: string): void => {
    this.#lines.offer(line, line.length);
    this.#writing ??= this.#writeAll();
  };

  /** Resolves when everything queued is written, or it has taken too long. */
  async flushed(clock: Clock): Promise<void> {
    await within(clock, FLUSH_MS, this.#writing ?? Promise.resolve());
  }

  async #writeAll(): Promise<void> {
    await undefined; // what else is logged in this turn goes along
    try {
      while (!this.#lines.isEmpty) await this.#writer.write(this.#take());
    } catch {
      return;
    }
    this.#writing = undefined;
  }

  #take(): Uint8Array<ArrayBuffer> {
    const { items, missed } = this.#lines.takeAll();
    const gap = missed === 0 ? "" : gapLine(missed, this.#format);
    return this.#encoder.encode(items.join("") + gap) as Uint8Array<ArrayBuffer>; // as in render.ts
  }
}

function gapLine(missed: number, format: "text" | "json"): string {
  const message = `${missed} log lines were skipped here: standard output was too slow`;
  if (format === "text") return `(${message})\n`;
  const time = new Date().toISOString(); // the fields are those of LogTape's lines
  const line = { "@timestamp": time, level: "WARN", message, logger: "chat-server", properties: { missed } };
  return JSON.stringify(line) + "\n";
}
