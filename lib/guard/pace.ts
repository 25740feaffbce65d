/** How fast one person may talk: a token bucket that says how long to wait. It delays and never drops. @module */

export interface PaceBounds {
  /** Lines a second in the long run; more than 0. */
  readonly linesPerSecond: number;
  /** Lines that may come at once after a silence; 1 or more. */
  readonly burst: number;
}

export class Pace {
  readonly #bounds: PaceBounds;
  #tokens: number;
  #filledAt: number;

  /** @param now the present, in milliseconds */
  constructor(bounds: PaceBounds, now: number) {
    this.#bounds = bounds;
    this.#tokens = bounds.burst;
    this.#filledAt = now;
  }

  get linesPerSecond(): number {
    return this.#bounds.linesPerSecond;
  }

  /** How many milliseconds to wait before saying something; what is costly counts as several lines. */
  take(now: number, lines = 1): number {
    const { linesPerSecond, burst } = this.#bounds;
    const gained = (now - this.#filledAt) / 1000 * linesPerSecond;
    this.#tokens = Math.min(burst, this.#tokens + gained) - lines;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / linesPerSecond * 1000);
  }
}
