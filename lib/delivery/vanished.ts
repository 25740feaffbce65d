/**
 * Peers that vanished without a word: looked for, and given up. Somebody who is there acknowledges what they get, however
 * slow they are, and is never taken for gone.
 *
 * @module
 */

import { type Clock, every } from "../runtime/clock.ts";
import type { Farewell } from "../model/farewell.ts";

/** How long a peer may leave everything unacknowledged before it is given up, in milliseconds. */
const GIVEN_UP_MS = 120_000;

/** How often such peers are looked for, in milliseconds. */
const SWEEP_MS = 60_000;

export interface VanishingPeer {
  readonly origin: { readonly peer: string };
  lose(farewell: Farewell): void;
}

/** Tells for how long a peer has acknowledged nothing, in milliseconds; 0 where that is not known. */
export type UnansweredMs = (peer: string) => number;

/** Looks for peers that vanished and ends them, until it is disposed. */
export function endVanished(
  clock: Clock,
  peers: Iterable<VanishingPeer>,
  unansweredMs: UnansweredMs,
): Disposable {
  return every(clock, SWEEP_MS, () => {
    for (const peer of peers) {
      const silentMs = unansweredMs(peer.origin.peer);
      if (silentMs >= GIVEN_UP_MS) peer.lose({ kind: "vanished", silentMs });
    }
  });
}
