/**
 * From a connection's first bytes to its lines, and what they tell of the client: whether it speaks telnet, and which
 * line end it wants. Nothing is built for who says nothing.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";
import { FirstRead } from "../wire/first_read.ts";
import { type LinePipe, linesOf } from "../wire/line_pipe.ts";
import type { ByteSource } from "../wire/socket_text.ts";

/** What the opening of a connection is built from. */
export interface OpeningParts {
  /** All settings. */
  readonly config: Config;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Whose meter the reading is measured by. */
  readonly tasks: TaskGroup;
  /** Told of bytes. */
  readonly tally: Tally;
}

/** The guest's lines, once the first bytes have come; what they tell of the client goes into its dialect. */
export async function linesFrom(
  socket: ByteSource,
  reader: Reader,
  task: Task,
  { config, clock, tasks: { meter }, tally }: OpeningParts,
): Promise<ReadableStream<string>> {
  const welcomedAt = clock.now();
  const source = new FirstRead(socket);
  const open = () => {
    const pipe: LinePipe = linesOf(source, {
      maxLineBytes: config.maxLineBytes,
      reply: (bytes) => reader.outbox.answer(bytes),
      clock,
      meter: {
        begin(bytes) {
          reader.heard(bytes, meter.tick());
          tally.bytesIn += bytes;
        },
        end(hasText) {
          if (hasText) return task.woke(meter.stamp); // the turn of its first line begins with the reading
          task.resume();
          task.leave();
        },
      },
      onTelnet() {
        reader.isTelnet = true;
        reader.restyle({ abilities: { lineEnd: "\r\n", ...config.color === "auto" && { color: true } } });
        if (config.telnet === "auto") pipe.offerTelnet();
      },
      onCarriageReturn(isFirstLine) {
        if (reader.dialect.lineEnd === "\n") reader.restyle({ abilities: { lineEnd: "\r\n" } });
        if (!isFirstLine) return; // only a name tells: a raw client pastes CR LF at any time
        const isPerson = clock.now() - welcomedAt >= config.telnetAfterMs;
        if (config.telnet === "auto" && isPerson) pipe.offerTelnet();
      },
    });
    return pipe;
  };
  if (config.telnet !== "always") {
    await source.arrived();
    return open().lines;
  }
  const pipe = open();
  pipe.offerTelnet();
  return pipe.lines;
}
