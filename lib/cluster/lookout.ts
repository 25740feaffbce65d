/**
 * Looks out for nodes that fell silent. Silence is counted in own beats that came back: a node that is cut off, stood still,
 * or waits for the ledger hears nothing of itself either, and so judges nobody. Its clock only makes it count less.
 *
 * @module
 */

import type { Life } from "./bus.ts";
import type { Lives } from "./lives.ts";

/** How often a node says that it lives, in milliseconds. */
export const BEAT_MS = 1000;

/**
 * How many own beats come back without one of another life before that one is said to be over. A way that is silently dead
 * is given up after 5.5 s (`lib/cluster/nats/link.ts`), so that a node which finds a new one at once is back before.
 */
export const MAX_MISSED = 6;

/** Own beats that come sooner one after the other had to wait together, and are one, in milliseconds. */
const TOGETHER_MS = BEAT_MS / 2;

/** After so long without an own beat everybody is counted anew, in milliseconds: the beats of others may still be on their way. */
const STOOD_STILL_MS = 3 * BEAT_MS;

export class Lookout {
  readonly #lives: Lives;
  #countedAt = -Infinity;
  #missed = new Map<Life, number>(); // of the lives that go on, own beats since theirs

  constructor(lives: Lives) {
    this.#lives = lives;
  }

  /**
   * A beat has come.
   * @param life whose it is
   * @param own the life of this node
   * @param now by the clock of this node, in milliseconds
   * @returns lives that should be said to be over; they are counted anew, for the ledger may not take it
   */
  heard(life: Life, own: Life, now: number): Life[] {
    if (life === own) return this.#ownHeard(own, now);
    if (this.#missed.has(life)) this.#missed.set(life, 0);
    return [];
  }

  /** Counts anew: over another way. What the others said meanwhile was not heard. */
  forget(): void {
    this.#missed.clear();
  }

  /** How many own beats came back since the last one of a life. */
  missed(life: Life): number {
    return this.#missed.get(life) ?? 0;
  }

  #ownHeard(own: Life, now: number): Life[] {
    const sinceMs = now - this.#countedAt;
    if (sinceMs < TOGETHER_MS) return [];
    this.#countedAt = now;
    if (sinceMs > STOOD_STILL_MS) this.forget();
    return this.#count(own);
  }

  #count(own: Life): Life[] {
    const silent: Life[] = [], missed = new Map<Life, number>();
    for (const { life } of this.#lives.living()) {
      if (life === own) continue;
      const count = this.missed(life) + 1, isSilent = count >= MAX_MISSED;
      missed.set(life, isSilent ? 0 : count);
      if (isSilent) silent.push(life);
    }
    this.#missed = missed;
    return silent;
  }
}
