/**
 * Who spoke within the last hour, here or before they came back: those are the people whose coming and going matters where
 * many come and go.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Person } from "./person.ts";

/** For how long somebody counts as one who speaks, in milliseconds. */
const LATELY_MS = 3_600_000;

/** Most people remembered who have left; each takes some hundred bytes. */
const MAX_REMEMBERED = 1000;

export class RecentSpeakers {
  readonly #clock: Clock;
  /** Of those who left, when they spoke last, by the key of their identity; the last one to leave is at the end. */
  readonly #left = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(person: Person): boolean {
    return this.#clock.now() - this.#spokeAt(person) < LATELY_MS;
  }

  /** Remembers somebody who leaves, so that they are known if they come back. */
  left(person: Person): void {
    const { identity: { key } } = person, spokeAt = this.#spokeAt(person);
    this.#left.delete(key);
    if (this.#clock.now() - spokeAt >= LATELY_MS) return;
    this.#left.set(key, spokeAt);
    if (this.#left.size > MAX_REMEMBERED) this.#left.delete(this.#left.keys().next().value!);
  }

  #spokeAt({ trail, identity }: Person): number {
    return trail.lines > 0 ? trail.lastLineAt : this.#left.get(identity.key) ?? -Infinity;
  }
}
