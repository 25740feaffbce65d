/**
 * Ticks of the event loop. A session with a thousand lines in hand lets every socket have its turn now and then.
 *
 * @module
 */

import type { Clock } from "./clock.ts";

/**
 * How long a tick is where much is under way, in milliseconds. Deno 2.9.6 has 60 ticks without a timer for every hundred
 * reads and writes that it looks at, so that those of a crowd would have to wait for ever.
 */
const BUSY_TICK_MS = 1;

/** Hands the same coming tick to everybody who asks for it, so that a hundred sessions share one. */
export class Ticks {
  readonly #clock: Clock;
  readonly #isBusy: () => boolean;
  #coming: Promise<void> | undefined;

  /** @param isBusy whether more reads and writes are under way than are looked at in one tick */
  constructor(clock: Clock, isBusy: () => boolean = () => false) {
    this.#clock = clock;
    this.#isBusy = isBusy;
  }

  /** Resolves in the next tick, after pending reads and writes had their chance. */
  next(): Promise<void> {
    return this.#coming ??= new Promise((resolve) => {
      const tick = () => {
        this.#coming = undefined;
        resolve();
      };
      if (this.#isBusy()) this.#clock.after(BUSY_TICK_MS, tick);
      else this.#clock.soon(tick);
    });
  }
}
