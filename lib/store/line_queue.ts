/**
 * Lines in the order they were said, of which the oldest go first. Neither adding one nor letting one go takes longer where
 * there are many.
 *
 * @module
 */

import type { Message } from "../model/message.ts";

/** From how many on the places of lines that went are given up, once they are more than half of all. */
const MIN_GONE = 32;

export class LineQueue implements Iterable<Message> {
  #places: (Message | undefined)[] = [];
  #gone = 0; // places at the front whose lines went

  get length(): number {
    return this.#places.length - this.#gone;
  }

  get newest(): Message | undefined {
    return this.#places.at(-1);
  }

  get oldest(): Message | undefined {
    return this.#places[this.#gone];
  }

  /** Adds the newest one. */
  push(line: Message): void {
    this.#places.push(line);
  }

  /** Lets the oldest one go, if there is any. */
  shift(): Message | undefined {
    const { oldest } = this;
    if (oldest === undefined) return undefined;
    this.#places[this.#gone++] = undefined;
    if (this.#gone > MIN_GONE && this.#gone * 2 > this.#places.length) {
      this.#places = this.#places.slice(this.#gone);
      this.#gone = 0;
    }
    return oldest;
  }

  /** The oldest first. */
  *[Symbol.iterator](): Generator<Message> {
    for (let at = this.#gone; at < this.#places.length; at++) yield this.#places[at]!;
  }

  /** Those with an id below `before`. */
  *newestFirst(before = Infinity): Generator<Message> {
    for (let at = this.#firstFrom(before) - 1; at >= this.#gone; at--) yield this.#places[at]!;
  }

  /** The place of the first line with an id of `id` or greater: by halving them. */
  #firstFrom(id: number): number {
    let low = this.#gone, high = this.#places.length;
    if (id === Infinity) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#places[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
