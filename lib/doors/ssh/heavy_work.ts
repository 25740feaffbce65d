/**
 * Work that takes milliseconds, such as agreeing on keys, for many who come at once: one after the other, a little in each
 * tick of the event loop. A crowd that comes by SSH makes nobody wait who is in the chat. It is a timer that ends a tick:
 * without one Deno 2.9.6 would hardly ever look at what the sockets of the others have brought.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";

/** How long such work may go on in one tick, in milliseconds; what is begun is finished. */
const TICK_MS = 5;

/** How long everybody else has then at least, in milliseconds: the shortest timer there is. */
const PAUSE_MS = 1;

interface Waiting {
  run(): void;
  done(): void;
  failed(error: unknown): void;
}

export class HeavyWork {
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = []; // whoever uses it has one at most
  #isDue = false; // the next tick
  #freeFrom = -Infinity; // when others have had their time since the last work

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Runs it at once, or when those before have run; resolves then, or rejects with what it throws. There is a timer only
   * while somebody waits.
   */
  take(run: () => void): Promise<void> {
    if (this.#waiting.length > 0 || this.#clock.now() < this.#freeFrom) return this.#wait(run);
    return new Promise((done) => {
      this.#work(run);
      done();
    });
  }

  #wait(run: () => void): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ run, done, failed });
      this.#wake();
    });
  }

  /** Goes on a moment later, as long as somebody waits. */
  #wake(): void {
    if (this.#isDue || this.#waiting.length === 0) return;
    this.#isDue = true;
    this.#clock.after(PAUSE_MS, () => this.#tick());
  }

  #tick(): void {
    this.#isDue = false;
    const end = this.#clock.now() + TICK_MS;
    while (this.#waiting.length > 0 && this.#clock.now() < end) {
      const next = this.#waiting.shift()!;
      try {
        this.#work(next.run);
        next.done();
      } catch (error) {
        next.failed(error);
      }
    }
    this.#wake();
  }

  #work(run: () => void): void {
    try {
      run();
    } finally {
      this.#freeFrom = this.#clock.now() + PAUSE_MS;
    }
  }
}
