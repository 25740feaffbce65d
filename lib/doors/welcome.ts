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

import { type Clock, within } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Crowd } from "../guard/crowd.ts";
import type { Hub } from "../hub.ts";
import type { Log } from "../log.ts";
import type { Farewell } from "../model/farewell.ts";
import { refused } from "../model/notice.ts";
import type { Recipient } from "../recipient.ts";
import type { Registry } from "../registry.ts";
import { renderNotice } from "../render/render.ts";
import { converse } from "../session.ts";
import type { Turns } from "../turns.ts";
import { FirstRead } from "../wire/first_read.ts";
import { type LinePipe, linesOf } from "../wire/line_pipe.ts";
import type { ByteSource } from "../wire/socket_text.ts";
import { type ByteTarget, socketWriter } from "../wire/socket_writer.ts";

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
  /** Whether pace and crowd limits are waived. */
  readonly isTrusted: boolean;
}

/** What every welcome of one server is built from. */
export interface WelcomeParts {
  /** All settings. */
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
}

/** Runs one connection from its first line to its last; resolves when the socket is closed, never rejects. */
export async function welcome(connection: Guestlike, arrival: Arrival, parts: WelcomeParts): Promise<void> {
  using socket = connection;
  const { config, log, crowd, registry } = parts;
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
    log("warning", "Turned {peer} away: {reason}", { peer: arrival.peer, reason: place.kind });
    await socketWriter(socket).write(renderNotice(refused(place), dialect)).catch(() => {}); // gone already
    return;
  }
  using _place = place;
  log("info", "Accepted connection from {peer}", { peer: arrival.peer });
  const recipient = registry.seat(socketWriter(socket), dialect);
  let farewell: Farewell = { kind: "bug" };
  try {
    farewell = await host(socket, recipient, arrival, parts);
  } catch (error) {
    log("error", "Bug in the session of {peer}: {error}", { peer: arrival.peer, error });
  }
  await seeOff(socket, recipient, farewell, parts);
  registry.unseat(recipient);
  log("debug", "Closed connection from {peer} ({farewell})", { peer: arrival.peer, farewell: farewell.kind });
}

/** Says the welcome line and holds the conversation. */
function host(
  socket: Guestlike,
  recipient: Recipient,
  arrival: Arrival,
  parts: WelcomeParts,
): Promise<Farewell> {
  const { config, clock, hub, registry, turns } = parts;
  recipient.tell({ kind: "prompt" });
  recipient.flush();
  const pace = arrival.isTrusted ? undefined : { linesPerSecond: config.paceLines, burst: config.paceBurst };
  const { nameMs, nameTries, maxLineBytes } = config;
  const bounds = { nameMs, nameTries, maxLineBytes, pace };
  const lines = linesFrom(socket, recipient, parts);
  return converse(lines, {
    hub,
    recipient,
    address: arrival.address,
    valve: registry.valve,
    turns,
    clock,
    bounds,
  });
}

/** The guest's lines, once the first bytes have come; what they tell of the client goes into its dialect. */
async function linesFrom(
  socket: Guestlike,
  recipient: Recipient,
  { config, clock }: WelcomeParts,
): Promise<ReadableStream<string>> {
  const welcomedAt = clock.now();
  const source = new FirstRead(socket);
  const open = () => {
    const pipe: LinePipe = linesOf(source, {
      maxLineBytes: config.maxLineBytes,
      reply: (bytes) => recipient.answer(bytes),
      clock,
      onTelnet() {
        const { dialect } = recipient;
        const color = dialect.color || (config.color === "auto" && !recipient.hasChosenColor);
        recipient.dialect = { ...dialect, lineEnd: "\r\n", color };
        if (config.telnet === "auto") pipe.offerTelnet();
      },
      onCarriageReturn(isFirstLine) {
        const { dialect } = recipient;
        if (dialect.lineEnd === "\n") recipient.dialect = { ...dialect, lineEnd: "\r\n" };
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

/** Says goodbye, gives what is queued time to be written, and lets the peer read it. */
async function seeOff(
  socket: Guestlike,
  recipient: Recipient,
  farewell: Farewell,
  parts: WelcomeParts,
): Promise<void> {
  if (farewell.kind === "too_slow") return; // it reads nothing: a goodbye would only wait behind the rest
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
