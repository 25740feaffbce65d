/**
 * One connection from its first line to its last: it is asked whether there is room, takes a seat and is told the first
 * line. When the conversation is over it is told the last one, what is queued is flushed up to `farewellMs`, and the seat
 * is given up, in that order.
 *
 * Requirements:
 * 1. the socket is owned here, by `using`;
 * 2. one guest's failure never leaves this file.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Crowd } from "../guard/crowd.ts";
import type { Services } from "../chat/services.ts";
import type { Log } from "../runtime/log.ts";
import type { Dialect } from "../model/dialect.ts";
import type { Farewell } from "../model/farewell.ts";
import { refused } from "../model/notice.ts";
import type { Reader } from "../delivery/reader.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import { renderNotice } from "../render/render.ts";
import { converse } from "../session/session.ts";
import type { Activities, Activity, Observed, Snapshot } from "../observe/activity.ts";
import type { Tally } from "../observe/tally.ts";
import type { Ticks } from "../runtime/ticks.ts";
import { SocketWriter } from "../wire/socket_writer.ts";
import type { Arrival, Connection } from "./connection.ts";
import { linesFrom } from "./line_source.ts";

/** Longest wait for a peer to close its half after ours is closed, in milliseconds: an unread byte would cost it the goodbye. */
const LINGER_MS = 500;

/** What a connection is told first. */
const PROMPT = { kind: "prompt" } as const;

export interface VisitParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly services: Services;
  readonly fanOut: FanOut;
  /** Asked for a place. */
  readonly crowd: Crowd;
  /** Shared by all sessions. */
  readonly ticks: Ticks;
  readonly activities: Activities;
  readonly tally: Tally;
  readonly trace: Trace;
}

/** Begins to trace a connection; what it returns is called once, at the end. */
export type Trace = (arrival: Arrival) => (end: TraceEnd) => void;

/** What a trace of a connection ends with. */
export interface TraceEnd {
  /** Who it was, if they gave a name. */
  readonly person: string | undefined;
  readonly farewell: Farewell["kind"];
  /** How many lines they sent. */
  readonly lines: number;
}

export class Visit implements Observed {
  readonly #socket: Connection;
  readonly #arrival: Arrival;
  readonly #parts: VisitParts;
  #reader: Reader | undefined; // while it has a seat, and when it had one
  #isLeaving = false;

  constructor(socket: Connection, arrival: Arrival, parts: VisitParts) {
    this.#socket = socket;
    this.#arrival = arrival;
    this.#parts = parts;
  }

  /**
   * Serves the connection; resolves when the socket is closed.
   * @param activity the reading of it; ends with the visit
   */
  async serve(activity: Activity): Promise<void> {
    using _activity = activity;
    using socket = this.#socket;
    const { config, log, crowd, tally, fanOut, trace } = this.#parts, { address, peer, door } = this.#arrival;
    tally.accepted++;
    const dialect = firstDialect(config), writer = new SocketWriter(socket);
    const place = crowd.admit(address, this.#arrival.isTrusted);
    if (place.kind !== "place") {
      tally.refused(place);
      log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: place.kind });
      await writer.write(renderNotice(refused(place), dialect)).catch(() => {}); // gone already
      return;
    }
    using _place = place;
    log("info", "Accepted connection from {peer}", { peer });
    const reader = this.#reader = fanOut.seat(writer, dialect, { peer, door, reading: activity }, PROMPT);
    const endTrace = trace(this.#arrival);
    let farewell: Farewell = { kind: "bug" };
    try {
      farewell = await this.#converse(reader, activity);
    } catch (error) {
      log("error", "Bug in the session of {peer}: {error}", { peer, error });
    }
    this.#isLeaving = true;
    await this.#sayGoodbye(reader, farewell);
    fanOut.unseat(reader);
    const { kind } = farewell;
    tally.ended(kind);
    endTrace({ person: reader.person, farewell: kind, lines: reader.intake.lines });
    log("debug", "Closed connection from {peer} ({farewell})", { peer, farewell: kind });
  }

  snapshot(): Snapshot {
    const { peer, door } = this.#arrival, reader = this.#reader;
    if (reader === undefined) return { name: peer, fields: { peer, door } };
    const guest = this.#parts.services.seating.at(reader), { name, fields } = reader.label;
    return {
      name,
      fields: {
        ...fields,
        ...(guest !== undefined && {
          rooms: [...guest.rooms].map(({ label }) => label).join(" "),
          lines: guest.person.trail.lines,
        }),
      },
      waitsFor: this.#isLeaving ? "the goodbye to be read" : guest === undefined ? "a name" : "a line",
    };
  }

  /** The name of whoever came; before they have one, where they come from. */
  get name(): string {
    return this.#reader?.person ?? this.#arrival.peer;
  }

  #converse(reader: Reader, activity: Activity): Promise<Farewell> {
    const { config, clock, services, fanOut, ticks, tally } = this.#parts;
    const { address, isTrusted } = this.#arrival;
    const { nameMs, nameTries, maxLineBytes } = config;
    const bounds = { nameMs, nameTries, maxLineBytes, pace: isTrusted ? undefined : config };
    const session = { services, reader, address, fanOut, ticks, clock, bounds, activity, tally };
    return converse(linesFrom(this.#socket, reader, activity, this.#parts), session);
  }

  /** Says goodbye, gives what is queued time to be written, and lets the peer read it. */
  async #sayGoodbye(reader: Reader, farewell: Farewell): Promise<void> {
    // They read nothing: a goodbye would only wait behind the rest.
    if (farewell.kind === "too_slow" || farewell.kind === "vanished") return;
    const { clock, config } = this.#parts;
    reader.tell({ kind: "farewell", farewell });
    const isFlushed = await within(clock, config.farewellMs, reader.close());
    if (isFlushed && farewell.kind !== "hung_up") await within(clock, LINGER_MS, this.#readAway());
  }

  /** Closes our half and reads the peer's rest away, so that the system does not answer it with a reset. */
  async #readAway(): Promise<void> {
    const rest = new Uint8Array(4096);
    try {
      await this.#socket.closeWrite();
      while (await this.#socket.read(rest) !== null);
    } catch {
      // The peer is gone, or the wait was over and the socket is closed: both end the reading.
    }
  }
}

let first: Dialect | undefined; // as it was made last: thousands of silent connections share it

/** How somebody is spoken to of whom nothing is known, by the settings of this moment. */
function firstDialect({ color, language, timeZone }: Config): Dialect {
  const isColored = color === "always";
  if (first?.color === isColored && first.language === language && first.timeZone === timeZone) return first;
  return first = { color: isColored, language, lineEnd: "\n", json: false, timeZone };
}
