/**
 * From a connection's first bytes to its lines, and what they tell of the client: whether it speaks telnet, and which
 * line end it wants. As long as somebody says nothing, nothing is built for their lines.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Activities, Activity } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import { FirstRead } from "../wire/first_read.ts";
import { type LinePipe, linesOf } from "../wire/line_pipe.ts";
import type { ByteSource } from "../wire/socket_text.ts";

export interface LineSourceParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly activities: Activities;
  readonly tally: Tally;
}

/**
 * The guest's lines, once the first bytes have come; what they tell of the client goes into its dialect.
 * @param activity the reading, whose runs these lines begin
 */
export async function linesFrom(
  socket: ByteSource,
  reader: Reader,
  activity: Activity,
  { config, clock, activities, tally }: LineSourceParts,
): Promise<ReadableStream<string>> {
  const welcomedAt = clock.now();
  const source = new FirstRead(socket);
  let readAt = 0;
  const open = () => {
    const pipe: LinePipe = linesOf(source, {
      maxLineBytes: config.maxLineBytes,
      reply: (bytes) => reader.outbox.answer(bytes),
      clock,
      meter: {
        begin(bytes) {
          readAt = activities.now();
          reader.intake.read(bytes, readAt);
          tally.bytesIn += bytes;
        },
        end(hasText) {
          if (hasText) activity.wakes(readAt); // the run of its first line begins with the reading
          else activity.goOn(() => {});
        },
      },
      onTelnet() {
        reader.intake.isTelnet = true;
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
