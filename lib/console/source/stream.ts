/**
 * Follows a server: its lines, one connection after the other for as long as somebody looks, and how the connection is.
 *
 * A connection that is lost is made anew, first at once and then ever later, up to 5 s; it does not hammer a server that
 * says no. Nothing is kept here: the listener gets every line once.
 *
 * @module
 */

import { type Clock, pause } from "../../runtime/clock.ts";
import { ConnectionProblem, isLasting, type Problem, throwBroken } from "../words/problem.ts";
import { type ConsoleWords, problemText } from "../words/words.ts";
import type { AdminClient } from "./admin_client.ts";
import { insideLineOf } from "./inside_line.ts";
import { jsonLinesOf } from "./json_lines.ts";
import type { Listener } from "./source.ts";

/** The first wait before a connection is made anew, and the longest one, in milliseconds. */
const FIRST_WAIT_MS = 250, LONGEST_WAIT_MS = 5000;

/**
 * How long nothing may come, in milliseconds. The server sends something every 5 s at least, so the connection is dead
 * though nobody said so: a laptop slept, a cable was pulled.
 */
export const SILENCE_MS = 15_000;

export interface Following {
  readonly client: AdminClient;
  readonly clock: Clock;
  readonly listener: Listener;
  readonly words: ConsoleWords;
}

export async function follow(following: Following, signal: AbortSignal): Promise<void> {
  const { client: { address }, clock, listener, words } = following;
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    listener.onLink({ kind: "connecting", address });
    const { problem, wasLive } = await listen(following, signal);
    if (signal.aborted) return;
    waitMs = wasLive ? FIRST_WAIT_MS : isLasting(problem) ? LONGEST_WAIT_MS : waitMs;
    const reason = problemText(problem, words);
    listener.onLink({ kind: "lost", address, reason, retryAt: clock.now() + waitMs });
    await pause(clock, waitMs, signal);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** One connection, from its request to its end. */
async function listen(
  { client, clock, listener }: Following,
  signal: AbortSignal,
): Promise<{ readonly problem: Problem; readonly wasLive: boolean }> {
  const giveUp = new AbortController();
  let isSilent = false, wasLive = false;
  const wait = () =>
    clock.after(SILENCE_MS, () => {
      isSilent = true;
      giveUp.abort();
    });
  let silence = wait();
  const onBytes = () => {
    silence.cancel();
    silence = wait();
  };
  try {
    const { body } = await client.ask("/console", AbortSignal.any([signal, giveUp.signal]));
    for await (const value of jsonLinesOf(noticed(body, onBytes))) {
      const line = insideLineOf(value);
      if (!wasLive && line.kind !== "hello") throw new ConnectionProblem({ kind: "no_update" });
      if (!wasLive) listener.onLink({ kind: "live", address: client.address });
      wasLive = true;
      listener.onLine(line);
    }
    return { problem: { kind: "ended" }, wasLive };
  } catch (error) {
    if (isSilent) return { problem: { kind: "silent", seconds: SILENCE_MS / 1000 }, wasLive };
    if (!(error instanceof ConnectionProblem)) throw error;
    // a server that has greeted and then sends rubbish is not better the next time
    return { problem: error.problem, wasLive: wasLive && !isLasting(error.problem) };
  } finally {
    silence.cancel();
    giveUp.abort();
  }
}

/** The bytes of a body; breaking off becomes a problem, so that no bug of a listener is taken for one. */
async function* noticed(
  body: ReadableStream<Uint8Array> | null,
  onBytes: () => void,
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    while (reader !== undefined) {
      const { value, done } = await reader.read().catch(throwBroken);
      if (done) return;
      onBytes();
      yield value;
    }
  } finally {
    await reader?.cancel().catch(() => {}); // broken already
  }
}
