/**
 * Turns of the event loop. A session with a thousand lines in hand gives every socket a turn now and then.
 *
 * @module
 */

import type { Clock } from "./clock.ts";

/**
 * How long a turn is where much is under way, in milliseconds. Deno 2.9.6 has 60 turns without a timer for every hundred
 * reads and writes that it looks at, so that those of a crowd would have to wait for ever.
 */
const BUSY_TURN_MS = 1;

/** Hands the same coming turn to everybody who asks for it, so that a hundred sessions share one. */
export class Turns {
  readonly #clock: Clock;
  readonly #isBusy: () => boolean;
  #coming: Promise<void> | undefined;

  /**
   * Turns of the clock's event loop.
   * @param isBusy whether more reads and writes are under way than are looked at in one turn
   */
  constructor(clock: Clock, isBusy: () => boolean = () => false) {
    this.#clock = clock;
    this.#isBusy = isBusy;
  }

  /** Resolves in the next turn of the event loop, after pending reads and writes had their chance. */
  next(): Promise<void> {
    return this.#coming ??= new Promise((resolve) => {
      const turn = () => {
        this.#coming = undefined;
        resolve();
      };
      if (this.#isBusy()) this.#clock.after(BUSY_TURN_MS, turn);
      else this.#clock.soon(turn);
    });
  }
}
