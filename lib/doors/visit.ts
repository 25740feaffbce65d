/**
 * One connection from its first line to its last: it is asked whether there is room, takes a seat and is told the first
 * line. When the conversation is over it is told the last one, what is queued is flushed up to `farewellMs`, and the seat
 * is given up, in that order.
 *
 * Most connections of a crowd say nothing for long. Such a visit is some objects that wait: it has no promise and no timer.
 *
 * Requirements:
 * 1. the socket is owned here, and closed with the visit;
 * 2. one guest's failure never leaves this file.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Deadlines } from "../runtime/deadlines.ts";
import type { Config } from "../runtime/config.ts";
import type { Background } from "../runtime/background.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Services } from "../chat/services.ts";
import type { Log } from "../runtime/log.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Reader } from "../delivery/reader.ts";
import type { FanOut } from "../delivery/fan_out.ts";
import type { Crowd, Place } from "../guard/crowd.ts";
import { Paces } from "../guard/paces.ts";
import { ResumableSeats } from "../session/resumable_seats.ts";
import { converse, type SessionParts } from "../session/session.ts";
import type { Activities, Activity, Observed, Snapshot } from "../observe/activity.ts";
import type { WaitedFor } from "../observe/rows.ts";
import type { Tally } from "../observe/tally.ts";
import type { Ticks } from "../runtime/ticks.ts";
import { SocketWriter } from "../wire/socket_writer.ts";
import { type Arrival, type Caller, type Connection, type Lines, type Take } from "./connection.ts";
import { dialectFor } from "./first_dialect.ts";
import { refuseEntry, sayGoodbye } from "./goodbye.ts";
import type { LateEditor } from "./late_editor.ts";
import { LineSource, typedLines } from "./line_source.ts";
import { messageLines } from "./message_source.ts";
import { placeOf } from "./place_of.ts";

/** What a connection is told first. */
const PROMPT = { kind: "prompt" } as const;

/** What a page is told before that. */
const HELLO = { kind: "protocol", name: undefined } as const;

export interface VisitParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly services: Services;
  /** Loaded for whoever needs it first. */
  readonly editor: LateEditor;
  readonly resumableSeats: ResumableSeats;
  readonly paces: Paces;
  readonly fanOut: FanOut;
  /** Asked for a place for those who may come back where there is none. */
  readonly crowd: Pick<Crowd, "admit" | "admitReturning">;
  /** Shared by all sessions. */
  readonly ticks: Ticks;
  readonly deadlines: Deadlines;
  /** Keeps the visits of those who have said something, or have to go. */
  readonly background: Background;
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

/** Has everybody who calls visit the chat. */
export function visits(given: Omit<VisitParts, "resumableSeats" | "paces">): Take {
  const resumableSeats = new ResumableSeats({ ...given, settings: given.config });
  const parts = { ...given, resumableSeats, paces: new Paces(given.config) };
  return (caller) => {
    const visit = new Visit(caller, parts);
    visit.begin(parts.activities.begin("reader", visit));
  };
}

export class Visit implements Observed, Disposable {
  readonly #socket: Connection;
  readonly #arrival: Arrival;
  readonly #caller: Caller;
  readonly #parts: VisitParts;
  #activity: Activity | undefined;
  #reader: Reader | undefined; // while it has a seat, and when it had one
  #lines: Lines | undefined;
  #place: Place | undefined;
  #endTrace: ReturnType<Trace> | undefined;
  #isLeaving = false;
  #isOurs = true; // until another door has taken over

  constructor(caller: Caller, parts: VisitParts) {
    this.#caller = caller;
    this.#socket = caller.connection;
    this.#arrival = caller.arrival;
    this.#parts = parts;
  }

  /**
   * Welcomes whoever came, or turns them away. All else happens when they say something, or have to go.
   * @param activity the reading of it; ends with the visit
   */
  begin(activity: Activity): void {
    const { ticket } = this.#caller;
    this.#activity = activity;
    this.#place = placeOf(this.#caller, this.#parts.crowd);
    this.#parts.tally.came(this.#arrival.door);
    try {
      if (this.#place !== undefined) return this.#welcome(activity, this.#place);
      if (ticket.kind !== "place") this.#keep(this.#turnAway(ticket));
    } catch (error) {
      this.#keep(this.#serve(Promise.reject(error)));
    }
  }

  /** Closes the socket and gives up the place, unless another door has them. May be repeated. */
  [Symbol.dispose](): void {
    const activity = this.#activity;
    if (activity === undefined) return;
    this.#activity = undefined;
    this.#parts.tally.went(this.#arrival.door);
    activity[Symbol.dispose]();
    if (!this.#isOurs) return;
    this.#place?.[Symbol.dispose]();
    this.#socket[Symbol.dispose]();
  }

  #keep(rest: Promise<void>): void {
    this.#parts.background.keep(rest, () => `reader ${this.name}`);
  }

  async #turnAway(refusal: Refusal): Promise<void> {
    using _this = this;
    const { log, tally } = this.#parts, { peer } = this.#arrival;
    tally.refused(refusal);
    log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: refusal.kind });
    await refuseEntry(this.#caller, refusal, this.#parts);
  }

  #welcome(activity: Activity, place: Place): void {
    const { config, log, fanOut, trace } = this.#parts, { peer, door, isEncrypted, isPage } = this.#arrival;
    const { login, linesOf = isPage ? messageLines : typedLines } = this.#caller, key = login?.key;
    if (door === "tcp") log("info", "Accepted connection from {peer}", { peer });
    else if (key === undefined) log("info", "Accepted connection from {peer} ({door})", { peer, door });
    else log("info", "Accepted connection from {peer} ({door}, key {key})", { peer, door, key });
    const writer = new SocketWriter(this.#socket), way = { peer, door, isEncrypted, reading: activity };
    const origin = key === undefined ? way : { ...way, key };
    const isAsked = login === undefined || login.name === "" && login.command === undefined;
    const first = isPage ? HELLO : PROMPT;
    const dialect = dialectFor(this.#caller, config);
    const reader = this.#reader = fanOut.seat(writer, dialect, origin, isAsked ? first : undefined);
    if (isPage) reader.tell(PROMPT);
    this.#endTrace = trace(this.#arrival);
    const lines = this.#lines = linesOf(this.#caller, writer, reader, activity, this.#parts);
    converse(
      lines,
      this.#sessionAt(reader, activity, place),
      (conversation) => this.#keep(this.#serve(conversation)),
    );
  }

  #sessionAt(reader: Reader, activity: Activity, place: Place): SessionParts {
    const { config, clock, deadlines, services, resumableSeats, paces, fanOut, ticks, tally, log } =
      this.#parts;
    const { address, isTrusted } = this.#arrival, { login } = this.#caller;
    const { nameMs, nameTries, maxLineBytes } = config;
    const pace = isTrusted ? undefined : config;
    const bounds = {
      nameMs,
      nameTries,
      maxLineBytes,
      pace,
      served: login === undefined ? servedWith(config) : [],
    };
    return {
      services,
      resumableSeats,
      reader,
      place,
      paces,
      address,
      fanOut,
      ticks,
      clock,
      deadlines,
      bounds,
      activity,
      tally,
      log,
    };
  }

  /** Serves the connection once there is a conversation; resolves when the socket is closed. */
  async #serve(conversation: Promise<Farewell>): Promise<void> {
    using _this = this;
    const { log, tally, fanOut } = this.#parts, { peer } = this.#arrival;
    let farewell: Farewell = { kind: "bug" };
    try {
      farewell = await conversation;
    } catch (error) {
      log("error", "Bug in the session of {peer}: {error}", { peer, error });
    }
    const reader = this.#reader;
    if (reader === undefined) return;
    if (this.#lines instanceof LineSource && this.#lines.isSsh) {
      return await this.#leaveToSsh(reader, this.#lines);
    }
    const { kind } = farewell;
    this.#isLeaving = true;
    // The socket of whoever is held is closed. Whoever reads nothing would find a goodbye behind all the rest.
    if (reader.outbox.heldSince === undefined && kind !== "too_slow" && kind !== "vanished") {
      this.#lines?.leave();
      await sayGoodbye(this.#caller, reader, farewell, this.#parts);
    }
    fanOut.unseat(reader);
    tally.ended(kind);
    if (kind === "full") log("warning", "Refused a connection from {peer}: {reason}", { peer, reason: kind });
    this.#endTrace?.({ person: reader.person, farewell: kind, lines: reader.intake.lines });
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
      waitsFor: this.#waitsFor(reader, guest !== undefined),
    };
  }

  #waitsFor({ outbox }: Reader, isIn: boolean): WaitedFor {
    if (outbox.heldSince !== undefined) return "its client to come back";
    return this.#isLeaving ? "the goodbye to be read" : isIn ? "a line" : "a name";
  }

  /** The name of whoever came; before they have one, where they come from. */
  get name(): string {
    return this.#reader?.person ?? this.#arrival.peer;
  }

  /**
   * Gives up the seat without a word, and has the door for SSH take over: to its client the welcome is a line before the
   * server's version (RFC 4253, 4.2). Where the welcome cannot be written in time, nobody reads.
   */
  async #leaveToSsh(reader: Reader, { first }: LineSource): Promise<void> {
    const { clock, config, fanOut } = this.#parts, { connection, arrival, ticket, ssh } = this.#caller;
    const isFlushed = await within(clock, config.farewellMs, reader.close());
    fanOut.unseat(reader);
    this.#endTrace?.({ person: undefined, farewell: "hung_up", lines: 0 });
    this.#isOurs = !isFlushed;
    if (isFlushed) ssh!({ connection, first, arrival, ticket: this.#place ?? ticket });
  }
}

/** What this port serves besides the chat, to those who begin with it. */
function servedWith({ greetAfterMs, tls, ssh, web, telnet }: Config): readonly ("tls" | "http" | "ssh")[] {
  const isAsked = greetAfterMs > 0;
  const served = {
    tls: isAsked && tls === "on",
    http: isAsked && web === "on",
    ssh: ssh === "on" && (isAsked || telnet !== "always"), // they are found out behind the welcome as well
  };
  return (["tls", "http", "ssh"] as const).filter((one) => served[one]);
}
