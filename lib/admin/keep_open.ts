/**
 * Keeps an HTTP server running: `Deno.serve` ends for good when it cannot accept a connection, and a server that has too
 * many files open is just the one that somebody wants to look into.
 *
 * @module
 */

import { type Clock, pause } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Served } from "./admin_listener.ts";

/** First and longest wait before it is started again, in milliseconds. */
const MIN_WAIT_MS = 100, MAX_WAIT_MS = 10_000;

export interface KeepOpenParts {
  readonly reopen: () => Promise<Served>;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when it ends on purpose. */
  readonly signal: AbortSignal;
}

/** Starts a server again whenever it ends; resolves when it has ended on purpose, and never rejects. */
export async function keepOpen(opening: Promise<Served>, parts: KeepOpenParts): Promise<void> {
  const { reopen, clock, log, signal } = parts;
  for (let waitMs = MIN_WAIT_MS;; waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)) {
    const openedAt = clock.now();
    const error = await opening.then(({ finished }) => finished).then(
      () => "the HTTP server has ended",
      (error: Error) => error.message,
    );
    if (signal.aborted) return;
    if (clock.now() - openedAt > MAX_WAIT_MS) waitMs = MIN_WAIT_MS; // it stood for a while
    log("warning", "The admin door stopped: {error}; opening it again in {waitMs} ms", { error, waitMs });
    await pause(clock, waitMs, signal);
    if (signal.aborted) return;
    opening = reopen();
  }
}
