/**
 * Deadlines by the thousand with one timer: of one length, the first to begin is the first to be due.
 *
 * A timer of its own takes 600 bytes and 5 µs, for something that hardly ever happens.
 *
 * @module
 */

import type { Clock, Timer } from "./clock.ts";

/** Somebody who has so long for something. */
export interface Hurried {
  /** The time is over. */
  onLate(): void;
}

export class Deadlines {
  readonly #clock: Clock;
  readonly #queues = new Map<number, Map<Hurried, number>>(); // by length: who is due when, by the clock
  #timer: Timer | undefined;
  #timerAt = Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody has `ms` milliseconds from now; they may have one deadline at a time. */
  begin(who: Hurried, ms: number): void {
    const dueAt = this.#clock.now() + ms;
    const queue = this.#queues.get(ms) ?? new Map<Hurried, number>();
    this.#queues.set(ms, queue.set(who, dueAt));
    this.#lookAt(dueAt);
  }

  /** Somebody has as long as they like; does nothing where they had that before. */
  end(who: Hurried): void {
    for (const queue of this.#queues.values()) queue.delete(who);
    this.#forgetEmpty();
  }

  /** Whoever is due is told; then it waits for the next one. */
  #look(): void {
    this.#stop();
    const now = this.#clock.now();
    for (const queue of this.#queues.values()) {
      for (const [who, dueAt] of queue) {
        if (dueAt > now) {
          this.#lookAt(dueAt);
          break;
        }
        queue.delete(who);
        who.onLate();
      }
    }
    this.#forgetEmpty();
  }

  /** Looks no later than this. Where the first one has left by then, nobody is due, and the next one is waited for. */
  #lookAt(at: number): void {
    if (at >= this.#timerAt) return;
    this.#timer?.cancel();
    this.#timerAt = at;
    const ms = Math.max(0, at - this.#clock.now()); // telling the others may have taken longer; Deno 2.9 warns of less
    this.#timer = this.#clock.after(ms, () => this.#look());
  }

  #forgetEmpty(): void {
    for (const [ms, queue] of this.#queues) if (queue.size === 0) this.#queues.delete(ms);
    if (this.#queues.size === 0) this.#stop();
  }

  #stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerAt = Infinity;
  }
}
