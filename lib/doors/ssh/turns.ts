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

export class Turns {
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = []; // whoever uses it has one at most
  #isTaken = false; // the tick

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs it at once, or when those before have run; resolves then, or rejects with what it throws. */
  take(run: () => void): Promise<void> {
    if (this.#isTaken) return new Promise((done, failed) => this.#waiting.push({ run, done, failed }));
    this.#isTaken = true;
    this.#clock.after(PAUSE_MS, () => this.#tick());
    return new Promise((done) => {
      run();
      done();
    });
  }

  #tick(): void {
    const end = this.#clock.now() + TICK_MS;
    do {
      const next = this.#waiting.shift();
      if (next === undefined) return void (this.#isTaken = false);
      try {
        next.run();
        next.done();
      } catch (error) {
        next.failed(error);
      }
    } while (this.#clock.now() < end);
    this.#clock.after(PAUSE_MS, () => this.#tick());
  }
}
