/** Notices about other people. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";

/** Somebody in a list of people. */
export interface ListedPerson {
  /** As it looks to others. */
  readonly name: Name;
  /** Whether they speak JSON: a program, and marked as one. */
  readonly isBot: boolean;
  /** Whether they said that they are away. */
  readonly isAway: boolean;
}

/** Each kind, with what its sentence needs. */
export type PeopleNotices = {
  whois: {
    person: ListedPerson;
    rooms: readonly RoomName[];
    hereMs: number;
    quietMs: number;
    awayText: CleanText;
  };
  away: { text: CleanText };
  back: Nothing;
  ignoring: { name: Name };
  heeding: { name: Name };
  ignored: { names: readonly Name[] };
};
