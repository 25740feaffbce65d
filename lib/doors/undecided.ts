/**
 * Those at the one address who have not shown what they speak: so many at most, and let go of when the server stops. Nobody
 * is added then.
 *
 * @module
 */

/** Most of them at once: a crowd of reconnecting guests. Whoever comes beyond is welcomed to the chat at once. */
const MAX_UNDECIDED = 1024;

/** Most of them who have no place: each holds a descriptor that a guest could have. Beyond, they are told at once. */
const MAX_REFUSED = 64;

export class Undecided implements Disposable {
  readonly #those = new Set<Disposable>();
  readonly #refused = new Set<Disposable>();
  #isClosed = false;

  /** Counts one more; false where there are too many. */
  add(one: Disposable, isRefused = false): boolean {
    const those = isRefused ? this.#refused : this.#those;
    if (this.#isClosed || those.size >= (isRefused ? MAX_REFUSED : MAX_UNDECIDED)) return false;
    those.add(one);
    return true;
  }

  delete(one: Disposable): void {
    this.#those.delete(one);
    this.#refused.delete(one);
  }

  get size(): number {
    return this.#those.size + this.#refused.size;
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const one of [...this.#those, ...this.#refused]) one[Symbol.dispose]();
  }
}
