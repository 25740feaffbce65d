/**
 * A chat as small as it can be and still show what nodes do wrong: people join under a name that nobody else has, say
 * something, and leave. Its state is a fold of the log, as that of the real one.
 *
 * @module
 */

import type { Entry, Life } from "../../../lib/cluster/bus.ts";
import type { TakenBack } from "../../../lib/cluster/taking_back.ts";

/** What is done; a person's number is that of the entry by which they joined. */
export type Deed =
  | { readonly kind: "joined"; readonly name: string }
  | { readonly kind: "left"; readonly person: number }
  | { readonly kind: "said"; readonly person: number; readonly text: string; readonly isTakenBack?: true }
  /** Somebody takes back all they said so far. */
  | { readonly kind: "forgot"; readonly person: number };

/** What is left of a line where somebody has taken back what they said; of anything else, all. */
export function without(deed: Deed, person: number): Deed {
  return deed.kind === "said" && deed.person === person ? { ...deed, text: "", isTakenBack: true } : deed;
}

/** What deeds take back. */
export const takenBack: TakenBack<Deed> = {
  span: ({ seq, deed }) => deed.kind === "forgot" ? { from: deed.person, upTo: seq } : undefined,
  instead(deed, by) {
    if (by.kind !== "forgot" || deed.kind !== "said" || deed.isTakenBack) return undefined;
    const there = without(deed, by.person);
    return there === deed ? undefined : there;
  },
};

/** Somebody who is in. */
export interface Person {
  readonly number: number;
  readonly name: string;
  readonly life: Life | undefined;
}

/** Who is in. */
export class TinyChat {
  readonly #people: Map<number, Person>;

  /** @param people those who are in already */
  constructor(people: readonly Person[] = []) {
    this.#people = new Map(people.map((person) => [person.number, person]));
  }

  get people(): Person[] {
    return [...this.#people.values()];
  }

  /** Does what an entry says, and returns whether it could be done. */
  fold({ seq, deed, life }: Entry<Deed>): boolean {
    switch (deed.kind) {
      case "joined":
        if (this.people.some(({ name }) => name === deed.name)) return false;
        this.#people.set(seq, { number: seq, name: deed.name, life });
        return true;
      case "left":
        return this.#people.delete(deed.person);
      case "said":
      case "forgot":
        return this.#people.has(deed.person) && this.#people.get(deed.person)!.life === life;
    }
  }
}
