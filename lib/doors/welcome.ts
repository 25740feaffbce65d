/**
 * Takes one guest from the door to the goodbye: seats a recipient, starts a session, flushes, closes.
 *
 * Requirements:
 * 1. the socket is owned here, by `using`;
 * 2. one guest's failure never leaves this file;
 * 3. at the end: goodbye line, close the outbox, wait for the flush up to `farewellMs`, dispose, in that order.
 *
 * @module
 */

import { type Clock, within } from "../runtime/clock.ts";
import type { Config } from "../runtime/config.ts";
import type { Crowd } from "../guard/crowd.ts";
import type { PaceBounds } from "../guard/pace.ts";
import type { Hub } from "../chat/hub.ts";
import type { Log } from "../runtime/log.ts";
import type { Farewell } from "../model/farewell.ts";
import { refused } from "../model/notice.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { Registry } from "../delivery/registry.ts";
import { renderNotice } from "../render/render.ts";
import { converse } from "../session/session.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task, TaskFacts } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";
import type { Turns } from "../runtime/turns.ts";
import type { ByteSource } from "../wire/socket_text.ts";
import { type ByteTarget, socketWriter } from "../wire/socket_writer.ts";
import { linesFrom } from "./opening.ts";

/** Longest wait for a peer to close its half after ours is closed, in milliseconds: an unread byte would cost it the goodbye. */
const LINGER_MS = 500;

/** A connection at a door, whatever is below it. */
export interface Guestlike extends ByteSource, ByteTarget, Disposable {
  /** Ends our half: the peer reads to the end. */
  closeWrite(): Promise<void>;
}

/** Who is at the door. */
export interface Arrival {
  /** The peer's address, without its port. */
  readonly address: string;
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: string;
  /** Whether pace and crowd limits are waived. */
  readonly isTrusted: boolean;
}

/** What every welcome of one server is built from. */
export interface WelcomeParts {
  /** All settings, as they are in force. */
  readonly config: Config;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told who came, who was turned away, and of bugs. */
  readonly log: Log;
  /** The chat. */
  readonly hub: Hub;
  /** Where the guest is seated. */
  readonly registry: Registry;
  /** Asked for a place. */
  readonly crowd: Crowd;
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

/**
 * Runs one connection from its first line to its last; resolves when the socket is closed, never rejects.
 * @param task the reading of this connection
 */
export async function welcome(
  connection: Guestlike,
  arrival: Arrival,
  task: Task,
  parts: WelcomeParts,
): Promise<void> {
  using socket = connection;
  const { config, log, crowd, registry, tally } = parts;
  tally.accepted++;
  const place = crowd.admit(arrival.address, arrival.isTrusted);
  const { language, timeZone } = config;
  const dialect = {
    color: config.color === "always",
    language,
    lineEnd: "\n",
    json: false,
    timeZone,
  } as const;
  if (place.kind !== "place") {
    tally.refused(place);
    log("warning", "Turned {peer} away: {reason}", { peer: arrival.peer, reason: place.kind });
    await socketWriter(socket).write(renderNotice(refused(place), dialect)).catch(() => {}); // gone already
    return;
  }
  using _place = place;
  log("info", "Accepted connection from {peer}", { peer: arrival.peer });
  const { peer, door } = arrival;
  const recipient = registry.seat(socketWriter(socket), dialect, { peer, door });
  const endTrace = parts.trace(arrival);
  recipient.reader = task;
  task.describe(() => readerFacts(recipient, parts.hub));
  let farewell: Farewell = { kind: "bug" };
  try {
    farewell = await host(socket, recipient, arrival, task, parts);
  } catch (error) {
    log("error", "Bug in the session of {peer}: {error}", { peer, error });
  }
  task.waitsFor = "the goodbye to be read";
  await seeOff(socket, recipient, farewell, parts);
  registry.unseat(recipient);
  tally.ended(farewell.kind);
  endTrace({ person: recipient.person, farewell: farewell.kind, lines: recipient.lines });
  log("debug", "Closed connection from {peer} ({farewell})", { peer, farewell: farewell.kind });
}

/** What the reading of a connection is about. */
function readerFacts(recipient: Recipient, hub: Hub): TaskFacts {
  const { name, fields } = recipient.label;
  const guest = hub.seating.at(recipient);
  const waitsFor = guest === undefined ? "a name" : "a line";
  if (guest === undefined) return { name, fields, waitsFor };
  const rooms = [...guest.rooms].map(({ label }) => label).join(" ");
  return { name, fields: { ...fields, rooms, lines: guest.person.lines }, waitsFor };
}

/** Says the welcome line and holds the conversation. */
function host(
  socket: Guestlike,
  recipient: Recipient,
  arrival: Arrival,
  task: Task,
  parts: WelcomeParts,
): Promise<Farewell> {
  const { config, clock, hub, registry, turns, tally } = parts;
  recipient.tell({ kind: "prompt" });
  recipient.outbox.flush();
  const pace = arrival.isTrusted ? undefined : paceIn(config);
  const { nameMs, nameTries, maxLineBytes } = config;
  const bounds = { nameMs, nameTries, maxLineBytes, pace };
  const lines = linesFrom(socket, recipient, task, parts);
  return converse(lines, {
    hub,
    recipient,
    address: arrival.address,
    valve: registry.valve,
    doorway: registry.doorway,
    turns,
    clock,
    bounds,
    task,
    tally,
  });
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

/** Says goodbye, gives what is queued time to be written, and lets the peer read it. */
async function seeOff(
  socket: Guestlike,
  recipient: Recipient,
  farewell: Farewell,
  parts: WelcomeParts,
): Promise<void> {
  // They read nothing: a goodbye would only wait behind the rest.
  if (farewell.kind === "too_slow" || farewell.kind === "vanished") return;
  const { clock, config } = parts;
  recipient.tell({ kind: "farewell", farewell });
  const isFlushed = await within(clock, config.farewellMs, recipient.close());
  if (isFlushed && farewell.kind !== "hung_up") await within(clock, LINGER_MS, readAway(socket));
}

/** Closes our half and reads the peer's rest away, so that the system does not answer it with a reset. */
async function readAway(socket: Guestlike): Promise<void> {
  const rest = new Uint8Array(4096);
  try {
    await socket.closeWrite();
    while (await socket.read(rest) !== null);
  } catch {
    // The peer is gone, or the wait was over and the socket is closed: both end the reading.
  }
}
