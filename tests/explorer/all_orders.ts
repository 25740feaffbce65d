/**
 * The plain search: every choice at every point, depth first. It is what "every order" means; the reduced search is
 * held to it by tests.
 *
 * @module
 */

import type { Choice } from "./operation.ts";
import type { Chooser } from "./chooser.ts";

/** A search for orders: asked for one run after the other. */
export interface Search extends Chooser {
  /** Goes on to the next order; false where there is none. */
  next(): boolean;
  /** Whether something was left out on purpose, so that the search is not exhaustive. */
  readonly hasLeftOut: boolean;
  /** The place in the search, as JSON: a search made from it goes on there. */
  readonly place: unknown;
}

/** The same choices led to something else: the model is not deterministic. */
export class Nondeterminism extends Error {
  /** What was there the first time. */
  readonly expected: string;
  /** What is there now. */
  readonly got: string;

  /** Two things that should be the same. */
  constructor(expected: string, got: string) {
    super(`Cannot follow the order again: expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
  }
}

/** One point of the order under way. */
interface Point {
  /** What could happen, in words. */
  readonly labels: readonly string[];
  /** The positions of the choices that are to be tried. */
  readonly open: readonly number[];
  /** Which of them is being tried. */
  at: number;
  /** How many times somebody was interrupted before this point. */
  readonly preemptions: number;
}

/** All orders, or those with at most so many preemptions of somebody who could have gone on. */
export class AllOrders implements Search {
  readonly #maxPreemptions: number;
  readonly #path: Point[];
  #depth = 0;
  #preemptions = 0;
  #hasLeftOut = false;

  /** A search at its beginning, or at the place of an earlier one. */
  constructor(maxPreemptions = Infinity, place: unknown = []) {
    this.#maxPreemptions = maxPreemptions;
    this.#path = structuredClone(place) as Point[];
  }

  choose(choices: readonly Choice[], last: string | undefined): number {
    const point = this.#path[this.#depth] ?? this.#open(choices, last);
    checkSame(point.labels, choices);
    this.#depth++;
    const index = point.open[point.at]!;
    this.#preemptions = point.preemptions + (isPreemption(choices, index, last) ? 1 : 0);
    return index;
  }

  happened(): void {}

  ended(): void {}

  next(): boolean {
    this.#depth = this.#preemptions = 0;
    for (let point; (point = this.#path.at(-1)) !== undefined; this.#path.pop()) {
      if (++point.at < point.open.length) return true;
    }
    return false;
  }

  get hasLeftOut(): boolean {
    return this.#hasLeftOut;
  }

  get place(): unknown {
    return structuredClone(this.#path);
  }

  #open(choices: readonly Choice[], last: string | undefined): Point {
    const preemptions = this.#preemptions;
    const mayPreempt = preemptions < this.#maxPreemptions;
    const fair = choices.map((_, i) => i).filter((i) => !choices[i]!.isResting);
    const open = fair.filter((i) => mayPreempt || !isPreemption(choices, i, last));
    if (open.length < fair.length) this.#hasLeftOut = true;
    const point = { labels: labelsOf(choices), open, at: 0, preemptions };
    this.#path.push(point);
    return point;
  }
}

/** Whether a choice lets somebody else act although the last one could have gone on. */
function isPreemption(choices: readonly Choice[], index: number, last: string | undefined): boolean {
  const [first] = choices;
  return choices[index]?.pending.actor !== last && first?.pending.actor === last && !first?.isResting;
}

/** Everything that could happen, in words. */
export function labelsOf(choices: readonly Choice[]): string[] {
  return choices.map(({ label }) => label);
}

/** Throws a {@linkcode Nondeterminism} where the choices are not the ones that were there before. */
export function checkSame(labels: readonly string[], choices: readonly Choice[]): void {
  if (labels.length === choices.length && choices.every(({ label }, i) => label === labels[i])) return;
  throw new Nondeterminism(labels.join(", "), labelsOf(choices).join(", "));
}
