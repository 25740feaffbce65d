/**
 * Whose coming and going somebody wants to see: nobody else's is shown to them.
 *
 * @module
 */

import { type Chronicle, look, nameAfter } from "./chronicle.ts";
import type { Complain } from "./tally.ts";
import type { Visit } from "./visit.ts";

export class Wants {
  /** Whether they ever ask for less than everybody's: who is in a room is not asked of them. Programs get everything. */
  readonly isSelective: boolean;
  /** What they want, by the last answer that told it. */
  joins = "on";
  readonly #chronicle: Chronicle;
  readonly #complain: Complain;

  constructor(
    { visit, chronicle }: { readonly visit: Visit; readonly chronicle: Chronicle },
    complain: Complain,
  ) {
    this.isSelective = visit.person.speaks !== "json" &&
      visit.sent.some(({ text }) => text.startsWith("/set joins"));
    this.#chronicle = chronicle;
    this.#complain = complain;
  }

  /**
   * Insists that they want to see somebody whom they were shown: who wants few, only people who have said something.
   * @param end the place of what they were shown, where it is known
   */
  insist({ name, line }: { readonly name: string; readonly line: string }, end?: number): void {
    if (!this.isSelective || this.joins === "on" || this.joins === "few" && this.#hasSpoken(name, end)) {
      return;
    }
    this.#complain("one sees come and go whom one wants to", `with joins ${this.joins}: ${line}`);
  }

  #hasSpoken(name: string, end: number | undefined): boolean {
    const { facts } = this.#chronicle;
    const owners = new Set(
      facts.filter((fact) => look(nameAfter(fact)) === look(name)).map(({ who }) => who),
    );
    return facts.slice(0, end).some((fact) => fact.kind === "said" && owners.has(fact.who));
  }
}
