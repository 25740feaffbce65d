/**
 * A session whose lines a test types, without a socket.
 *
 * @module
 */

import type { Farewell } from "../../lib/model/farewell.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import { Deadlines } from "../../lib/runtime/deadlines.ts";
import { type HostParts, SessionHost } from "../../lib/session/session_host.ts";
import { converse, type Opening, type SessionBounds, type SessionParts } from "../../lib/session/session.ts";
import type { EditorHost } from "../../lib/terminal/editor_host.ts";
import type { Terminal } from "../../lib/terminal/terminal.ts";
import { NO_TERMINAL } from "./edited_terminal.ts";
import { Ticks } from "../../lib/runtime/ticks.ts";
import type { Chat } from "./chat.ts";
import type { Place } from "../../lib/guard/place.ts";
import { onePlace } from "./place.ts";
import { sessionMeters } from "./meters.ts";

/** Bounds small enough to reach. */
export const BOUNDS: SessionBounds = { nameMs: 60_000, nameTries: 3, maxLineBytes: 4096, pace: undefined };

/** Starts a session of somebody who is seated already. */
export function sessionOf(
  chat: Chat,
  reader: Reader,
  lines: Promise<ReadableStream<string>>,
  bounds: Partial<SessionBounds> = {},
  end?: Partial<OtherEnd>,
): Promise<Farewell> {
  const { services, clock, fanOut } = chat;
  return farewellOf(openingOf(lines, end), {
    services,
    resumableSeats: chat.resumableSeats,
    paces: chat.paces,
    reader,
    place: end?.place ?? onePlace(),
    address: "192.0.2.1",
    fanOut,
    ticks: new Ticks(clock),
    clock,
    deadlines: new Deadlines(clock),
    bounds: { ...BOUNDS, ...bounds },
    ...sessionMeters(),
  });
}

/** Holds a conversation to its end. */
export function farewellOf(opening: Opening, parts: SessionParts): Promise<Farewell> {
  return new Promise((resolve) => converse(opening, parts, resolve));
}

/** Where lines come from. */
interface OtherEnd {
  /** Its place among all. */
  readonly place: Place;
  readonly terminal: Terminal;
  /** Given what a line editor is told of. */
  readonly onOpened: (conversation: HostParts) => void;
  /** Told when its connection is closed although the session goes on. */
  readonly onDropped: () => void;
}

/** Lines that come when somebody says the first one. */
export function openingOf(
  lines: Promise<ReadableStream<string>>,
  { terminal = NO_TERMINAL, onOpened, onDropped }: Partial<OtherEnd> = {},
): Opening {
  let arrived!: ReadableStream<string>;
  return {
    onArrival: (wake) => void lines.then((them) => arrived = them).then(wake),
    terminal,
    open(conversation) {
      onOpened?.(conversation);
      return arrived;
    },
    drop() {
      onDropped?.();
    },
  };
}

/** Starts a session whose lines the test types. */
export function begin(
  chat: Chat,
  bounds: Partial<SessionBounds> = {},
  dialect?: Dialect,
  terminal?: Terminal,
  place?: Place,
) {
  const seat = chat.seat(dialect);
  let host: EditorHost | undefined;
  let type!: ReadableStreamDefaultController<string>;
  const lines = new ReadableStream<string>({ start: (controller) => void (type = controller) });
  const farewell = sessionOf(chat, seat.reader, Promise.resolve(lines), bounds, {
    terminal: terminal ?? NO_TERMINAL,
    onOpened: (conversation) => void (host = new SessionHost(conversation)),
    ...place && { place },
  });
  return { ...seat, farewell, type, say: (line: string) => type.enqueue(line), host: () => host! };
}
