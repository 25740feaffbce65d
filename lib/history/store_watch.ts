/**
 * Looks after a store that nobody asks anything: whether its file is still in its place, and, slice by slice, whether
 * all that is in it can be read. Damage is found by the server then, and not by whoever needs what it has damaged.
 *
 * @module
 */

import type { Archive } from "./archive.ts";
import { type Clock, every } from "../runtime/clock.ts";

const LOOK_MS = 1000;

/** How much is read in one look: rows at a time, most times, and the milliseconds after which no more are begun. */
const ROWS = 250, TIMES = 8, SLICE_MS = 2;

/** How many looks read nothing when everything was read. */
const REST = 10;

export interface StoreWatchParts {
  readonly archive: Pick<Archive, "look">;
  readonly clock: Clock;
}

export class StoreWatch implements Disposable {
  readonly #parts: StoreWatchParts;
  #looking: Disposable | undefined;
  #rest = 0;

  constructor(parts: StoreWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#looking = every(this.#parts.clock, LOOK_MS, () => this.#look());
  }

  [Symbol.dispose](): void {
    this.#looking?.[Symbol.dispose]();
  }

  #look(): void {
    const { archive, clock } = this.#parts;
    if (this.#rest > 0) {
      this.#rest--;
      archive.look(0);
      return;
    }
    const start = clock.now();
    for (let times = 0; times < TIMES && clock.now() - start < SLICE_MS && this.#rest === 0; times++) {
      if (archive.look(ROWS)) this.#rest = REST;
    }
  }
}
