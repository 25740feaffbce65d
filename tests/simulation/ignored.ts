/** Whom somebody does not want to hear, as far as others can know. @module */

import { type Chronicle, look, nameAfter, type Presence } from "./chronicle.ts";
import type { Visit } from "./visit.ts";

export class Ignored {
  readonly #visit: Visit;
  readonly #chronicle: Chronicle;
  readonly #looks = new Set<string>(); // every name of people who may be ignored
  readonly #silent = new Set<Presence>(); // who surely is

  constructor({ visit, chronicle }: { readonly visit: Visit; readonly chronicle: Chronicle }) {
    this.#visit = visit;
    this.#chronicle = chronicle;
  }

  /**
   * Takes down that somebody is ignored, by whatever name, and whoever comes by one of theirs. Who it is is sure where
   * nobody else has ever had the name, as long as nobody is taken back.
   */
  add(name: string): void {
    const { presences } = this.#chronicle;
    const looksOf = new Map(presences.map((who) => [who, [...this.namesOf(who)].map(look)] as const));
    const owners = presences.filter((who) => looksOf.get(who)!.includes(look(name)));
    const takesBack = this.#visit.sent.some(({ text }) => text.startsWith("/unignore"));
    if (owners.length === 1 && !takesBack) this.#silent.add(owners[0]!);
    this.#looks.add(look(name));
    for (let before = 0; before < this.#looks.size;) {
      before = this.#looks.size;
      for (const looks of looksOf.values()) {
        if (looks.some((it) => this.#looks.has(it))) looks.forEach((it) => this.#looks.add(it));
      }
    }
  }

  /** Whether nothing may be heard of somebody. */
  isSilent(who: Presence): boolean {
    return this.#silent.has(who);
  }

  /** Whether perhaps nothing is heard of them. */
  mayBe(who: Presence): boolean {
    return this.#looks.size > 0 && [...this.namesOf(who)].some((name) => this.#looks.has(look(name)));
  }

  /** Every name somebody has had. */
  namesOf(who: Presence): Set<string> {
    const names = new Set<string>();
    for (const fact of this.#chronicle.facts) {
      if (fact.who === who) names.add(nameAfter(fact));
    }
    return names;
  }
}
