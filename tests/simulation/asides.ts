/**
 * What is said to one person alone, as they hear it: once, behind what its sender said before, and nobody else does.
 *
 * @module
 */

import type { Complain } from "./tally.ts";
import type { Heard, Visit } from "./visit.ts";

export class Asides {
  readonly #visit: Visit;
  readonly #whispers: ReadonlyMap<string, Visit>;
  readonly #complain: Complain;
  readonly #heard = new Set<string>();
  readonly #upTo = new Map<Visit, number>(); // how many things somebody had sent before the last whisper that was heard

  constructor(
    { visit, whispers }: { readonly visit: Visit; readonly whispers: ReadonlyMap<string, Visit> },
    complain: Complain,
  ) {
    this.#visit = visit;
    this.#whispers = whispers;
    this.#complain = complain;
  }

  /** @param names every name this visitor has had */
  hear({ name, to, tag }: Extract<Heard, { kind: "whispered" }>, names: () => ReadonlySet<string>): void {
    const from = this.#whispers.get(tag);
    if (from === undefined) {
      return this.#complain("nothing is heard that nobody said", `${tag} whispered by ${name}`);
    }
    if (this.#heard.has(tag)) this.#complain("a whisper is heard once", tag);
    this.#heard.add(tag);
    if (from === this.#visit) return;
    if (!names().has(to)) this.#complain("a whisper is for one person", `${tag} from ${name} to ${to}`);
    this.#upTo.set(from, Math.max(this.#upTo.get(from) ?? -1, placeIn(from, tag)));
  }

  /** A line is heard that was said to all. */
  said(tag: string): void {
    for (const [from, place] of this.#upTo) {
      const at = placeIn(from, tag);
      if (at < 0 || at > place) continue;
      this.#complain(
        "a whisper comes behind what its sender said",
        `${tag} comes behind ${from.sent[place]!.text}`,
      );
    }
  }
}

/** Where in what somebody sent something stands; -1 for nowhere. */
function placeIn({ sent }: Visit, tag: string): number {
  return sent.findIndex(({ text }) => text === tag);
}
