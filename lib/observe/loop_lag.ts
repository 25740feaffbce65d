/**
 * How late the event loop is: a timer that notes by how much it missed its time. What holds up the loop holds up
 * everybody.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import { Histogram } from "./histogram.ts";

/** How often it is measured, in milliseconds, and how many of the last measurements are looked at: five seconds. */
const SAMPLE_MS = 200, SAMPLES = 25;

/** The lag of one event loop, from its making until it is disposed. */
export class LoopLag implements Disposable {
  readonly #clock: Clock;
  /** All lags since it began. */
  readonly lags = new Histogram();
  readonly #recentMs: number[] = [];
  #timer: Timer;

  /** Begins to measure. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#timer = this.#sample();
  }

  /** The lag of the last seconds in milliseconds. */
  get recent(): { readonly medianMs: number; readonly maxMs: number } {
    const sorted = this.#recentMs.toSorted((a, b) => a - b);
    return { medianMs: sorted[sorted.length >> 1] ?? 0, maxMs: sorted.at(-1) ?? 0 };
  }

  /** Measures no more. */
  [Symbol.dispose](): void {
    this.#timer.cancel();
  }

  #sample(): Timer {
    const dueAt = this.#clock.now() + SAMPLE_MS;
    return this.#clock.after(SAMPLE_MS, () => {
      const lagMs = Math.max(0, this.#clock.now() - dueAt);
      this.lags.add(lagMs);
      if (this.#recentMs.push(lagMs) > SAMPLES) this.#recentMs.shift();
      this.#timer = this.#sample();
    });
  }
}
