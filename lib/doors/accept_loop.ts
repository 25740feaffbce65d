/**
 * Accepts connections for ever, also through bad moments: "too many open files" is waited out with back-off instead of
 * ending the door, some descriptors before the last; a peer that vanished before it was accepted costs those behind it
 * nothing.
 *
 * @module
 */

import { type Clock, pause } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { type SpareDescriptors, TOO_FEW } from "./spare_descriptors.ts";

/** First and longest wait after a failed accept, in milliseconds. */
const MIN_WAIT_MS = 5, MAX_WAIT_MS = 1000;

/** Said where guests would take the last descriptors. */
const RAISE = `${TOO_FEW} (raise ulimit -n or LimitNOFILE=)`;

/** What accepts: `Deno.Listener`, or a double of it. */
export interface Acceptor<C> {
  accept(): Promise<C>;
}

export interface AcceptLoopParts<C> {
  readonly clock: Clock;
  /** Told of every failed accept. */
  readonly log: Log;
  /** Asked before every accept whether there is a descriptor for it. */
  readonly spare: Pick<SpareDescriptors, "allow">;
  /** Asked before every accept: takes the step at once, or when a crowd is through. */
  readonly pass: (step: () => void) => void;
  /** Aborts when the loop has to end; the listener is closed by then or right after. */
  readonly signal: AbortSignal;
  /** Takes over an accepted connection; must not throw. */
  readonly onConnection: (connection: C) => void;
}

/** Runs until the signal aborts. */
export async function acceptLoop<C>(listener: Acceptor<C>, parts: AcceptLoopParts<C>): Promise<void> {
  const { clock, log, spare, pass, signal, onConnection } = parts;
  let waitMs = MIN_WAIT_MS;
  const waitOut = async (error: string) => {
    log("warning", "Cannot accept a connection: {error}; trying again in {waitMs} ms", { error, waitMs });
    await pause(clock, waitMs, signal);
    waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
  };
  let hasPassed = false, wake: (() => void) | undefined;
  const step = () => {
    hasPassed = true;
    wake?.();
  };
  while (!signal.aborted) {
    hasPassed = false;
    pass(step);
    if (!hasPassed) await new Promise<void>((resolve) => wake = resolve); // the rule is that nobody is in the way
    if (signal.aborted) return;
    if (!spare.allow()) {
      await waitOut(RAISE);
      continue;
    }
    let connection: C;
    try {
      connection = await listener.accept();
    } catch (error) {
      if (signal.aborted) return;
      if (isVanishedPeer(error)) continue; // one connection the fewer: the next is waiting
      await waitOut((error as Error).message);
      continue;
    }
    waitMs = MIN_WAIT_MS;
    onConnection(connection);
  }
}

/** Whether accepting failed because of the one peer that was to be accepted: it hung up while it waited. */
function isVanishedPeer(error: unknown): boolean {
  const { NotConnected, ConnectionAborted, ConnectionReset } = Deno.errors;
  return [NotConnected, ConnectionAborted, ConnectionReset].some((kind) => error instanceof kind);
}
