/**
 * What one guest writes to single people: to whom last, and whether their plain lines go to one person alone.
 *
 * @module
 */

import type { Name, RoomName } from "../text/clean.ts";
import type { Person } from "./person.ts";
import type { Topic } from "./seats.ts";

/** One person, as what plain lines go to. It is the person and not a name, which somebody else may take. */
export class Query implements Topic {
  readonly person: Person;

  constructor(person: Person) {
    this.person = person;
  }

  /** Their name of this moment, behind an `@`. */
  get label(): string {
    return `@${this.person.name}`;
  }
}

/** Somebody has left, or the guest was put out of their current room. */
export type Parting =
  | { readonly kind: "has_left"; readonly name: Name }
  | { readonly kind: "was_removed"; readonly from: RoomName };

export class Correspondence {
  /** Who wrote to the guest last, or whom they wrote to last. */
  last: Person | undefined;
  /** When they wrote to one person last, by the clock, in milliseconds: nobody else learns of it. */
  writtenAt: number = -Infinity;
  /** The one whom their plain lines go to; undefined where they go to a room. Changed by `queries.ts`. */
  query: Query | undefined;
  /** Where plain lines went until the guest was parted from it: the next one may still be meant for it. */
  parted: Parting | undefined;
}
