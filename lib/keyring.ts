/**
 * How often somebody may try passwords: a few wrong ones, then a wait.
 *
 * @module
 */

/** Wrong passwords in a row before the wait, and how long it is, in milliseconds. */
const MAX_TRIES = 5, WAIT_MS = 60_000;

/** The tries of one person. */
export class Keyring {
  #failures = 0;
  #lastAt = -Infinity;

  /** How long to wait before the next try, in milliseconds; 0 for not at all. */
  waitMs(now: number): number {
    const sinceMs = now - this.#lastAt;
    if (sinceMs >= WAIT_MS) this.#failures = 0;
    return this.#failures < MAX_TRIES ? 0 : WAIT_MS - sinceMs;
  }

  /** Counts a wrong password. */
  failed(now: number): void {
    this.#failures++;
    this.#lastAt = now;
  }
}
