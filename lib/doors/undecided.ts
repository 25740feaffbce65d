/**
 * Those at the one address who have not shown what they speak: so many at most, and let go of when the server stops. Nobody
 * is added then.
 *
 * @module
 */

/**
 * Most of them at the entrance: a crowd of reconnecting guests. For whoever comes beyond, the one who has stood longest
 * gives way: by then most have had their time, since accepting as many takes as long.
 */
export const MOST_UNDECIDED = 4096;

/** Most of them elsewhere: requests and logins under way. */
const MOST = 1024;

/** Most of them who have no place: each holds a descriptor that a guest could have. Beyond, they are told at once. */
const MAX_REFUSED = 64;

/** Somebody who stands there. */
export interface Standing extends Disposable {
  /** Goes at once, for somebody who comes; without it nobody is made to go. */
  giveWay?(): void;
}

export class Undecided implements Disposable {
  readonly #those = new Set<Standing>(); // the first to come first
  readonly #refused = new Set<Standing>();
  readonly #most: number;
  #isClosed = false;

  /** @param most how many there may be who have a place */
  constructor(most = MOST) {
    this.#most = most;
  }

  /** Counts one more; false where there are too many. */
  add(one: Standing, isRefused = false): boolean {
    if (!isRefused && this.#those.size >= this.#most) this.#makeRoom();
    const those = isRefused ? this.#refused : this.#those;
    if (this.#isClosed || those.size >= (isRefused ? MAX_REFUSED : this.#most)) return false;
    those.add(one);
    return true;
  }

  delete(one: Standing): void {
    this.#those.delete(one);
    this.#refused.delete(one);
  }

  /** Somebody slow, or an attack, takes no place from those who speak at once. */
  #makeRoom(): void {
    for (const oldest of this.#those) if (oldest.giveWay !== undefined) return oldest.giveWay();
  }

  get size(): number {
    return this.#those.size + this.#refused.size;
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const one of [...this.#those, ...this.#refused]) one[Symbol.dispose]();
  }
}
