/**
 * How often passwords may be tried: a few wrong ones at one room from one network, then a wait; and so many at one room
 * from everywhere, since a guesser with many networks would use all of them.
 *
 * The bound of a room must not keep out those who belong there. Networks from which its password was typed right are
 * not held by it, and owners and invited people need no password.
 *
 * @module
 */

import type { Lock } from "./lock.ts";
import type { RoomName } from "../text/clean.ts";
import type { Refusal } from "../model/refusal.ts";

/** Wrong passwords in a row before the wait, and how long it is, in milliseconds. */
const MAX_TRIES = 5, WAIT_MS = 60_000;

/** Rooms and networks whose tries are remembered; only a crowd of guessers makes more, and the oldest are forgotten. */
const MAX_REMEMBERED = 10_000;

/** Wrong passwords at one room from everywhere, and after how many milliseconds there is one more: 100 an hour. */
const LOCK_TRIES = 100, LOCK_REGAIN_MS = 36_000;

/** Most networks remembered from which a lock was opened; of more, the oldest are forgotten. */
const MAX_KNOWN = 1000;

export interface Guess {
  readonly room: { readonly label: RoomName; readonly lock: Lock };
  /** The network they are in, of `text/address.ts`. */
  readonly network: string;
  readonly password: string;
  readonly now: number;
}

export class PasswordTries {
  readonly #byPlace = new Map<string, NetworkTries>();
  readonly #byLock = new WeakMap<Lock, LockTries>();

  /** The tries at a place: a room, from a network. */
  of(place: string): NetworkTries {
    const tries = this.#byPlace.get(place) ?? new NetworkTries();
    this.#byPlace.delete(place);
    this.#byPlace.set(place, tries); // to the end
    if (this.#byPlace.size > MAX_REMEMBERED) this.#byPlace.delete(this.#byPlace.keys().next().value!);
    return tries;
  }

  /**
   * Has a password compared, or says why it cannot be tried now. A try counts before it is compared, since others may try
   * meanwhile. The same password tried by many at the same time is one try: a class that comes at once does not guess.
   */
  try(
    { room: { label, lock }, network, password, now }: Guess,
    compare: () => Promise<boolean>,
  ): Refusal | Promise<boolean> {
    const here = this.of(`${network} ${label}`);
    const waitMs = here.waitMs(now);
    if (waitMs > 0) return { kind: "too_many_passwords", waitMs };
    const all = this.#at(lock);
    const opened = (isRight: boolean) => {
      if (!isRight) return false;
      here.opened();
      all.opened(network);
      return true;
    };
    const shared = all.compared.get(password);
    if (shared !== undefined) return shared.then(opened);
    const roomWaitMs = all.waitMs(network, now);
    if (roomWaitMs > 0) return { kind: "too_many_guesses", room: label, waitMs: roomWaitMs };
    here.tried(now);
    const untry = all.tried(network);
    const comparing = compare().finally(() => all.compared.delete(password));
    all.compared.set(password, comparing);
    return comparing.then((isRight) => {
      if (isRight) untry();
      return opened(isRight);
    });
  }

  #at(lock: Lock): LockTries {
    const known = this.#byLock.get(lock) ?? new LockTries();
    this.#byLock.set(lock, known);
    return known;
  }
}

export class NetworkTries {
  #failures = 0;
  #lastAt = -Infinity;

  /** How long to wait before the next try, in milliseconds; 0 for not at all. */
  waitMs(now: number): number {
    const sinceMs = now - this.#lastAt;
    if (sinceMs >= WAIT_MS) this.#failures = 0;
    return this.#failures < MAX_TRIES ? 0 : WAIT_MS - sinceMs;
  }

  opened(): void {
    this.#failures = 0;
  }

  /** Counts a try; one that opens is forgotten again. */
  tried(now: number): void {
    this.#failures++;
    this.#lastAt = now;
  }
}

/** The tries at one lock from everywhere; they go with the lock, so a new password is a new beginning. */
class LockTries {
  /** What is being compared, by password. */
  readonly compared = new Map<string, Promise<boolean>>();
  readonly #known = new Set<string>(); // networks from which it was opened
  #tries = 0;
  #countedAt = -Infinity;

  /** How long to wait before the next try from a network, in milliseconds; 0 for not at all. */
  waitMs(network: string, now: number): number {
    if (this.#known.has(network)) return 0;
    this.#tries = Math.max(0, this.#tries - (now - this.#countedAt) / LOCK_REGAIN_MS);
    this.#countedAt = now;
    return Math.max(0, Math.ceil((this.#tries + 1 - LOCK_TRIES) * LOCK_REGAIN_MS));
  }

  /** Counts a try; what it returns forgets that again. */
  tried(network: string): () => void {
    const tries = this.#known.has(network) ? 0 : 1;
    this.#tries += tries;
    return () => this.#tries = Math.max(0, this.#tries - tries);
  }

  opened(network: string): void {
    this.#known.delete(network);
    this.#known.add(network); // to the end
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.values().next().value!);
  }
}
