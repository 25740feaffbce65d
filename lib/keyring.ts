/**
 * How often passwords may be tried at one room from one address: a few wrong ones, then a wait.
 *
 * @module
 */

/** Wrong passwords in a row before the wait, and how long it is, in milliseconds. */
const MAX_TRIES = 5, WAIT_MS = 60_000;

/** Most tries at a door that are remembered; more come only from a crowd of guessers, and the oldest are forgotten. */
const MAX_KEYRINGS = 10_000;

/** The tries at all doors of one server. */
export class Keyrings {
  readonly #byDoor = new Map<string, Keyring>();

  /** The tries at a door: a room, from an address. */
  of(door: string): Keyring {
    const keyring = this.#byDoor.get(door) ?? new Keyring();
    this.#byDoor.delete(door);
    this.#byDoor.set(door, keyring); // to the end
    if (this.#byDoor.size > MAX_KEYRINGS) this.#byDoor.delete(this.#byDoor.keys().next().value!);
    return keyring;
  }
}

/** The tries at one door. */
export class Keyring {
  #failures = 0;
  #lastAt = -Infinity;

  /** How long to wait before the next try, in milliseconds; 0 for not at all. */
  waitMs(now: number): number {
    const sinceMs = now - this.#lastAt;
    if (sinceMs >= WAIT_MS) this.#failures = 0;
    return this.#failures < MAX_TRIES ? 0 : WAIT_MS - sinceMs;
  }

  /** Forgets the tries: the password was right. */
  opened(): void {
    this.#failures = 0;
  }

  /** Counts a try; one that opens is forgotten again. */
  tried(now: number): void {
    this.#failures++;
    this.#lastAt = now;
  }
}
