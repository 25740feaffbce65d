/**
 * How late the event loop is: a timer that notes by how much it missed its time. What holds up the loop holds up
 * everybody.
 *
 * @module
 */

import { type Clock, every } from "../runtime/clock.ts";
import { Histogram } from "./histogram.ts";

/** How often it is measured, in milliseconds, and how many of the last measurements are looked at: five seconds. */
const SAMPLE_MS = 200, SAMPLES = 25;

/** The lag of one event loop, from its making until it is disposed. */
export class LoopLag implements Disposable {
  /** All lags since it began. */
  readonly lags = new Histogram();
  readonly #recentMs: number[] = [];
  readonly #measuring: Disposable;

  constructor(clock: Clock) {
    this.#measuring = every(clock, SAMPLE_MS, (lagMs) => {
      this.lags.add(lagMs);
      if (this.#recentMs.push(lagMs) > SAMPLES) this.#recentMs.shift();
    });
  }

  /** The lag of the last seconds in milliseconds. */
  get recent(): { readonly medianMs: number; readonly maxMs: number } {
    const sorted = this.#recentMs.toSorted((a, b) => a - b);
    return { medianMs: sorted[sorted.length >> 1] ?? 0, maxMs: sorted.at(-1) ?? 0 };
  }

  [Symbol.dispose](): void {
    this.#measuring[Symbol.dispose]();
  }
}
