/**
 * A session whose lines a test types, without a socket.
 *
 * @module
 */

import type { Reader } from "../../lib/delivery/reader.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import { converse, type SessionBounds } from "../../lib/session/session.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import type { Chat } from "./chat.ts";
import { sessionMeters } from "./meters.ts";

/** Bounds small enough to reach. */
export const BOUNDS: SessionBounds = { nameMs: 60_000, nameTries: 3, maxLineBytes: 4096, pace: undefined };

/** Starts a session of somebody who is seated already. */
export function sessionOf(
  chat: Chat,
  reader: Reader,
  lines: Promise<ReadableStream<string>>,
  bounds: Partial<SessionBounds> = {},
) {
  const { services, clock, fanOut } = chat;
  return converse(lines, {
    services,
    reader,
    address: "192.0.2.1",
    fanOut,
    ticks: new Ticks(clock),
    clock,
    bounds: { ...BOUNDS, ...bounds },
    ...sessionMeters(),
  });
}

/** Starts a session whose lines the test types. */
export function begin(chat: Chat, bounds: Partial<SessionBounds> = {}, dialect?: Dialect) {
  const seat = chat.seat(dialect);
  let type!: ReadableStreamDefaultController<string>;
  const lines = new ReadableStream<string>({ start: (controller) => void (type = controller) });
  const farewell = sessionOf(chat, seat.reader, Promise.resolve(lines), bounds);
  return { ...seat, farewell, type, say: (line: string) => type.enqueue(line) };
}
