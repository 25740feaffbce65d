/**
 * Chance that is the same every time: numbers that follow from a seed, and forks of them that do not disturb each
 * other, so that one connection's delays stay as they were when another is taken out of the story.
 *
 * @module
 */

/** A source of numbers. Mulberry32: good enough to mix up a chat or some bytes, and small enough to read. */
export class Random {
  readonly #seed: number;
  #state: number;

  /** @param seed any whole number; its low 32 bits count */
  constructor(seed: number) {
    this.#seed = this.#state = seed >>> 0;
  }

  /** A source of its own for something that has a name; what it gives does not depend on what was taken from here. */
  fork(name: string): Random {
    let hash = 0x811c9dc5 ^ this.#seed; // FNV-1a
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    return new Random(hash);
  }

  /** A number from 0 up to 1, without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, and not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** True with a probability of `share`. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of several. */
  pick<const T>(things: readonly T[]): T {
    return things[this.below(things.length)]!;
  }

  /** One of the keys, each as often as its weight says. */
  weighed<const K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const keys = Object.keys(weights) as K[];
    let left = this.next() * keys.reduce((sum, key) => sum + weights[key]!, 0);
    return keys.find((key) => (left -= weights[key]!) < 0) ?? keys[0]!;
  }
}
