/** Notices about other people. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";

/** Somebody in a list of people. */
export interface ListedPerson {
  /** As it looks to others. */
  readonly name: Name;
  /** Whether they speak JSON: a program, and marked as one. */
  readonly isBot: boolean;
  /** Whether they said that they are away. */
  readonly isAway: boolean;
}

/** Every one of them. */
export type PeopleNotice =
  | {
    readonly kind: "whois";
    readonly person: ListedPerson;
    readonly rooms: readonly RoomName[];
    readonly hereMs: number;
    readonly quietMs: number;
    readonly awayText: CleanText;
  }
  | { readonly kind: "away"; readonly text: CleanText }
  | { readonly kind: "back" }
  | { readonly kind: "ignoring"; readonly name: Name }
  | { readonly kind: "heeding"; readonly name: Name }
  | { readonly kind: "ignored"; readonly names: readonly Name[] };
