/**
 * Limits the rate of flushes, not of messages: a flush comes at once after a pause, and in a busy moment when the
 * last one is `flushMs` old. Quiet rooms keep their latency, busy rooms share system calls.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";

/** Calls one flush function soon after it was asked to, never more often than every `flushMs`. */
export class Flusher implements Disposable {
  readonly #clock: Clock;
  readonly #flushMs: number;
  readonly #flush: () => void;
  #timer: Timer | undefined;
  #isPending = false;
  #isDisposed = false;
  #lastAt = -Infinity;

  /**
   * A flusher whose first flush comes at once.
   * @param flushMs shortest time between two flushes, in milliseconds; 0 or more
   * @param flush must not throw
   */
  constructor(clock: Clock, flushMs: number, flush: () => void) {
    this.#clock = clock;
    this.#flushMs = flushMs;
    this.#flush = flush;
  }

  /** Asks for a flush: at the end of this turn, or when the last one is old enough. */
  request(): void {
    if (this.#isPending || this.#isDisposed) return;
    this.#isPending = true;
    const wait = this.#lastAt + this.#flushMs - this.#clock.now();
    if (wait <= 0) queueMicrotask(this.#run);
    else this.#timer = this.#clock.after(wait, this.#run);
  }

  /** Calls off a flush that is due, and takes no more requests. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#timer?.cancel();
  }

  readonly #run = (): void => {
    if (this.#isDisposed) return;
    this.#lastAt = this.#clock.now();
    this.#flush(); // what it asks for while it runs, it does
    this.#isPending = false;
  };
}
