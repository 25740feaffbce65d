/**
 * Turns of the event loop. A session with a thousand lines in hand gives every socket a turn now and then.
 *
 * @module
 */

import type { Clock } from "./clock.ts";

/** Hands the same coming turn to everybody who asks for it, so that a hundred sessions share one. */
export class Turns {
  readonly #clock: Clock;
  #coming: Promise<void> | undefined;

  /** Turns of the clock's event loop. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves in the next turn of the event loop, after pending reads and writes had their chance. */
  next(): Promise<void> {
    return this.#coming ??= new Promise((resolve) => {
      this.#clock.soon(() => {
        this.#coming = undefined;
        resolve();
      });
    });
  }
}
