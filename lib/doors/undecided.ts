/**
 * Those at the one address who have not shown what they speak: so many at most, and let go of when the server stops.
 *
 * @module
 */

/** Most of them at once: a crowd of reconnecting guests. Whoever comes beyond is welcomed to the chat at once. */
const MAX_UNDECIDED = 1024;

export class Undecided implements Disposable {
  readonly #those = new Set<Disposable>();

  /** Counts one more; false where there are too many. */
  add(one: Disposable): boolean {
    if (this.#those.size >= MAX_UNDECIDED) return false;
    this.#those.add(one);
    return true;
  }

  delete(one: Disposable): void {
    this.#those.delete(one);
  }

  get size(): number {
    return this.#those.size;
  }

  [Symbol.dispose](): void {
    for (const one of this.#those) one[Symbol.dispose]();
  }
}
