/**
 * Finds words by their beginning, without case and without accents: `zo` finds Zoë, and `Ö` finds oslo.
 *
 * @module
 */

import { foldText } from "./fold.ts";

/**
 * How many words beyond ASCII are looked at without their accents, so that a crowd of thousands takes a millisecond or two:
 * each costs up to 3 µs. In those behind them, accents count.
 */
const MAX_FOLDED = 400;

// deno-lint-ignore no-control-regex
const ASCII = /^[\x00-\x7f]*$/;

/** The beginning of some words. */
export class Beginning {
  readonly #folded: string;
  #foldings = 0;

  constructor(typed: string) {
    this.#folded = foldText(typed);
  }

  /**
   * Whether a word begins so.
   *
   * @example
   * ```ts
   * import { Beginning } from "./beginning.ts";
   * import { assert } from "@std/assert";
   *
   * assert(new Beginning("ZO").isOf("Zoë"));
   * assert(new Beginning("zoë").isOf("zoe2"));
   * assert(!new Beginning("o").isOf("Zoë"));
   * ```
   */
  isOf(word: string): boolean {
    const beginning = this.#folded;
    if (ASCII.test(word)) return word.slice(0, beginning.length).toLowerCase() === beginning;
    if (this.#foldings === MAX_FOLDED) return word.toLowerCase().startsWith(beginning);
    this.#foldings++;
    return foldText(word).startsWith(beginning);
  }
}
