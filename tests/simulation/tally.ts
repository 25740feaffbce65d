/**
 * Where a reader is in the order of what happened, and what they missed on the way there: between two things they saw in
 * a row nothing that was for them may be missing, but what they were told they missed.
 *
 * @module
 */

import type { Chronicle, Fact } from "./chronicle.ts";

/** Says that a promise was broken. */
export type Complain = (promise: string, detail: string) => void;

/** The tally of one reader. */
export class Tally {
  /** How many lines they were told they missed. */
  skipped = 0;
  /** How many lines that were for them did not come. */
  missed = 0;
  readonly #facts: readonly Fact[];
  readonly #complain: Complain;
  #place: number;
  #gap = 0;

  /** A reader who has seen everything up to a place. */
  constructor({ facts }: Chronicle, place: number, complain: Complain) {
    this.#facts = facts;
    this.#place = place;
    this.#complain = complain;
  }

  /** Of the last thing they saw. */
  get place(): number {
    return this.#place;
  }

  /** Takes down that they were told of lines they missed. */
  skip(lines: number): void {
    this.skipped += lines;
    this.#gap += lines;
  }

  /** Whether they were told so since they last saw something. */
  get isInGap(): boolean {
    return this.#gap > 0;
  }

  /** The places ahead, before `end`, where something of this kind happened. */
  ahead(isIt: (fact: Fact) => boolean, end = this.#facts.length): number[] {
    const places: number[] = [];
    for (let place = this.#place + 1; place < end; place++) {
      if (isIt(this.#facts[place]!)) places.push(place);
    }
    return places;
  }

  /**
   * Goes on to a place they saw.
   * @param isDue whether something on the way was for them; undefined where that cannot be told
   */
  moveTo(place: number, isDue: ((fact: Fact) => boolean) | undefined): void {
    if (place <= this.#place) {
      const detail = `${this.#words(place)} after ${this.#words(this.#place)}`;
      return this.#complain("all see the same in the same order", detail);
    }
    if (isDue !== undefined) this.#count(this.ahead(isDue, place));
    this.#place = place;
    this.#gap = 0;
  }

  #count(missing: readonly number[]): void {
    this.missed += missing.length;
    if (missing.length <= this.#gap) return;
    const some = missing.slice(0, 3).map((place) => this.#words(place)).join(", ");
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
    if (this.#gap === 0) return this.#complain("what is for somebody reaches them", `${some}${more} did not`);
    this.#complain("who was skipped is told how much", `missing ${some}${more}, told ${this.#gap} lines`);
  }

  #words(place: number): string {
    const fact = this.#facts[place];
    if (fact === undefined) return "the end";
    return fact.kind === "said" ? `${fact.tag} in ${fact.room}` : `${fact.name} ${fact.kind}`;
  }
}
