/**
 * How often passwords may be tried from one address: a few wrong ones, then a wait.
 *
 * @module
 */

/** Wrong passwords in a row before the wait, and how long it is, in milliseconds. */
const MAX_TRIES = 5, WAIT_MS = 60_000;

/** Most addresses whose tries are remembered; more come only from a crowd of guessers, and the oldest are forgotten. */
const MAX_KEYRINGS = 10_000;

/** The tries of all addresses of one server. */
export class Keyrings {
  readonly #byAddress = new Map<string, Keyring>();

  /** The tries from an address. */
  of(address: string): Keyring {
    const keyring = this.#byAddress.get(address) ?? new Keyring();
    this.#byAddress.delete(address);
    this.#byAddress.set(address, keyring); // to the end
    if (this.#byAddress.size > MAX_KEYRINGS) this.#byAddress.delete(this.#byAddress.keys().next().value!);
    return keyring;
  }
}

/** The tries from one address. */
export class Keyring {
  #failures = 0;
  #lastAt = -Infinity;

  /** How long to wait before the next try, in milliseconds; 0 for not at all. */
  waitMs(now: number): number {
    const sinceMs = now - this.#lastAt;
    if (sinceMs >= WAIT_MS) this.#failures = 0;
    return this.#failures < MAX_TRIES ? 0 : WAIT_MS - sinceMs;
  }

  /** Forgets the wrong passwords before a right one. */
  opened(): void {
    this.#failures = 0;
  }

  /** Counts a wrong password. */
  failed(now: number): void {
    this.#failures++;
    this.#lastAt = now;
  }
}
