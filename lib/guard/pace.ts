/** How fast one person may talk: a token bucket that says how long to wait. It delays and never drops. @module */

import type { Config } from "../runtime/config.ts";

/** Lines a second in the long run, and lines that may come at once after a silence. Read every time: they may change. */
export type PaceBounds = Pick<Config, "paceLines" | "paceBurst">;

export class Pace {
  readonly #bounds: PaceBounds;
  #tokens: number;
  #filledAt: number;

  /**
   * @param now the present, in milliseconds
   * @param used lines of the burst that were used up before
   */
  constructor(bounds: PaceBounds, now: number, used = 0) {
    this.#bounds = bounds;
    this.#tokens = bounds.paceBurst - used;
    this.#filledAt = now;
  }

  get linesPerSecond(): number {
    return this.#bounds.paceLines;
  }

  /** How many milliseconds to wait before saying something; what is costly counts as several lines. */
  take(now: number, lines = 1): number {
    const { paceLines, paceBurst } = this.#bounds;
    const gained = (now - this.#filledAt) / 1000 * paceLines;
    this.#tokens = Math.min(paceBurst, this.#tokens + gained) - lines;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / paceLines * 1000);
  }

  /** The same of one line that is said now or not at all: where it has to wait, nothing is taken. */
  takeOrLeave(now: number): number {
    const waitMs = this.take(now);
    if (waitMs > 0) this.#tokens++;
    return waitMs;
  }

  /** How many lines have been used up, and have not grown back. */
  used(now: number): number {
    this.take(now, 0);
    return this.#bounds.paceBurst - this.#tokens;
  }
}
