/**
 * One connection while it is served: it takes a seat and is told the first line; when the visit is over it is told the last
 * one, what is queued is flushed up to `farewellMs`, and the seat is given up, in that order.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { PaceBounds } from "../guard/pace.ts";
import type { Hub } from "../chat/hub.ts";
import type { Log } from "../runtime/log.ts";
import type { Dialect } from "../model/dialect.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Reader } from "../delivery/reader.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import { converse } from "../session/session.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task, TaskFacts } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";
import type { Turns } from "../runtime/turns.ts";
import { socketWriter } from "../wire/socket_writer.ts";
import type { Arrival, Connection } from "./connection.ts";
import { linesFrom } from "./opening.ts";

/** Longest wait for a peer to close its half after ours is closed, in milliseconds: an unread byte would cost it the goodbye. */
const LINGER_MS = 500;

/** What a connection is told first. */
const PROMPT = { kind: "prompt" } as const;

/** What every visit of one server is built from. */
export interface VisitParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told who came and of bugs. */
  readonly log: Log;
  /** The chat. */
  readonly hub: Hub;
  /** Where the guest is seated. */
  readonly fanOut: FanOut;
  /** Shared by all sessions. */
  readonly turns: Turns;
  /** Keeps every connection, and what else goes on at the door. */
  readonly tasks: TaskGroup;
  /** Told of who came and how it ended. */
  readonly tally: Tally;
  /** Traces a connection from its beginning on. */
  readonly trace: Trace;
}

/** Begins to trace a connection; what it returns is called once, at the end. */
export type Trace = (arrival: Arrival) => (end: TraceEnd) => void;

/** What a trace of a connection ends with. */
export interface TraceEnd {
  /** Who it was, if they gave a name. */
  readonly person: string | undefined;
  /** How it ended. */
  readonly farewell: Farewell["kind"];
  /** How many lines they sent. */
  readonly lines: number;
}

/** One visit. */
export class Visit implements AsyncDisposable {
  /** How it ends: by a bug, until a session says otherwise. */
  farewell: Farewell = { kind: "bug" };
  readonly #socket: Connection;
  readonly #arrival: Arrival;
  readonly #task: Task;
  readonly #parts: VisitParts;
  readonly #reader: Reader;
  readonly #endTrace: (end: TraceEnd) => void;

  /**
   * Takes a seat for a connection.
   * @param dialect how it is spoken to at first
   * @param task the reading of this connection
   */
  constructor(socket: Connection, arrival: Arrival, dialect: Dialect, task: Task, parts: VisitParts) {
    this.#socket = socket;
    this.#arrival = arrival;
    this.#task = task;
    this.#parts = parts;
    const { peer, door } = arrival;
    const reader = this.#reader = parts.fanOut.seat(
      socketWriter(socket),
      dialect,
      { peer, door },
      PROMPT,
    );
    this.#endTrace = parts.trace(arrival);
    reader.reading = task;
    task.describe(() => readerFacts(reader, parts.hub));
  }

  /** Holds the conversation. */
  serve(): Promise<Farewell> {
    const { config, clock, hub, fanOut, turns, tally } = this.#parts;
    const reader = this.#reader, task = this.#task, { address, isTrusted } = this.#arrival;
    const { nameMs, nameTries, maxLineBytes } = config;
    const bounds = { nameMs, nameTries, maxLineBytes, pace: isTrusted ? undefined : paceIn(config) };
    const { valve, doorway } = fanOut;
    const session = { hub, reader, address, valve, doorway, turns, clock, bounds, task, tally };
    return converse(linesFrom(this.#socket, reader, task, this.#parts), session);
  }

  /** Ends the visit; may take until `farewellMs` is over. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { fanOut, tally, log } = this.#parts, { peer } = this.#arrival;
    const reader = this.#reader, { kind: farewell } = this.farewell;
    this.#task.waitsFor = "the goodbye to be read";
    await this.#sayGoodbye();
    fanOut.unseat(reader);
    tally.ended(farewell);
    this.#endTrace({ person: reader.person, farewell, lines: reader.lines });
    log("debug", "Closed connection from {peer} ({farewell})", { peer, farewell });
  }

  /** Says goodbye, gives what is queued time to be written, and lets the peer read it. */
  async #sayGoodbye(): Promise<void> {
    const { farewell } = this, reader = this.#reader;
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

/** What the reading of a connection is about. */
function readerFacts(reader: Reader, hub: Hub): TaskFacts {
  const { name, fields } = reader.label;
  const guest = hub.seating.at(reader);
  const waitsFor = guest === undefined ? "a name" : "a line";
  if (guest === undefined) return { name, fields, waitsFor };
  const rooms = [...guest.rooms].map(({ label }) => label).join(" ");
  return { name, fields: { ...fields, rooms, lines: guest.person.trail.lines }, waitsFor };
}

/** The pace that is set at any moment: it may change. */
function paceIn(config: Config): PaceBounds {
  return {
    get linesPerSecond() {
      return config.paceLines;
    },
    get burst() {
      return config.paceBurst;
    },
  };
}
