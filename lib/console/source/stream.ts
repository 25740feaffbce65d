/**
 * Follows a server: its lines, one connection after the other for as long as somebody looks, and how the connection is.
 *
 * A connection that is lost is made anew, first at once and then ever later, up to 5 s; it does not hammer a server that
 * says no. Nothing is kept here: who listens gets every line once.
 *
 * @module
 */

import { type Clock, pause } from "../../runtime/clock.ts";
import type { InsideLine } from "../../observe/console_protocol.ts";
import type { AdminClient } from "./admin_client.ts";
import { type Hitch, Hitched, isLasting, systemReason } from "../words/problem.ts";
import { insideLineOf } from "./inside_line.ts";
import { jsonLinesOf } from "./json_lines.ts";
import type { Link } from "../words/screen_types.ts";

/** The first wait before a connection is made anew, and the longest one, in milliseconds. */
const FIRST_WAIT_MS = 250, LONGEST_WAIT_MS = 5000;

/**
 * How long nothing may come, in milliseconds. The server sends something every 5 s at least, so the connection is dead
 * though nobody said so: a laptop slept, a cable was pulled.
 */
export const SILENCE_MS = 15_000;

/** Who is told of what comes. Nothing here may wait; what is thrown ends the following. */
export interface Listener {
  /** A line came. */
  heard(line: InsideLine): void;
  /** The connection is another. */
  linked(link: Link): void;
  /** Something is to be said about the source. */
  told(sentence: string, isBad: boolean): void;
}

/** What following takes. */
export interface Following {
  /** The door. */
  readonly client: AdminClient;
  /** Where the time is read; `retryAt` of a link is a time of its `now`. */
  readonly clock: Clock;
  /** Who is told. */
  readonly listener: Listener;
  /** Words for what is in the way. */
  readonly sentence: (hitch: Hitch) => string;
}

/** Follows until the signal aborts. */
export async function follow(following: Following, signal: AbortSignal): Promise<void> {
  const { client: { address }, clock, listener, sentence } = following;
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted;) {
    listener.linked({ kind: "connecting", address });
    const { hitch, wasLive } = await listen(following, signal);
    if (signal.aborted) return;
    waitMs = wasLive ? FIRST_WAIT_MS : isLasting(hitch) ? LONGEST_WAIT_MS : waitMs;
    listener.linked({ kind: "lost", address, reason: sentence(hitch), retryAt: clock.now() + waitMs });
    await pause(clock, waitMs, signal);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** One connection, from its request to its end. */
async function listen(
  { client, clock, listener }: Following,
  signal: AbortSignal,
): Promise<{ readonly hitch: Hitch; readonly wasLive: boolean }> {
  const giveUp = new AbortController();
  let isSilent = false, wasLive = false;
  const wait = () =>
    clock.after(SILENCE_MS, () => {
      isSilent = true;
      giveUp.abort();
    });
  let silence = wait();
  const heardSomething = () => {
    silence.cancel();
    silence = wait();
  };
  try {
    const response = await client.ask("/console", AbortSignal.any([signal, giveUp.signal]));
    for await (const value of jsonLinesOf(noticed(response.body ?? emptyBody(), heardSomething))) {
      const line = insideLineOf(value);
      if (!wasLive && line.kind !== "hello") throw new Hitched({ kind: "no_update" });
      if (!wasLive) listener.linked({ kind: "live", address: client.address });
      wasLive = true;
      listener.heard(line);
    }
    return { hitch: { kind: "ended" }, wasLive };
  } catch (error) {
    if (isSilent) return { hitch: { kind: "silent", seconds: SILENCE_MS / 1000 }, wasLive };
    if (!(error instanceof Hitched)) throw error;
    // a server that has greeted and then sends rubbish is not better the next time
    return { hitch: error.hitch, wasLive: wasLive && !isLasting(error.hitch) };
  } finally {
    silence.cancel();
    giveUp.abort();
  }
}

/** The bytes of a body; breaking off becomes a hitch, so that no bug of a listener is taken for one. */
async function* noticed(body: ReadableStream<Uint8Array>, notice: () => void): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((error) => {
        throw new Hitched({ kind: "broken", reason: systemReason(error) }, { cause: error });
      });
      if (done) return;
      notice();
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {}); // broken already
  }
}

function emptyBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
