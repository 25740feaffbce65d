/** Notices about other people. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";

/** Somebody in a list of people. */
export interface ListedPerson {
  /** As it looks to others. */
  readonly name: Name;
  /** Whether they speak JSON: a program, and marked as one. */
  readonly isBot: boolean;
  /** Whether nobody on the way between them and the server can read along. */
  readonly isEncrypted: boolean;
  /** Whether it is SSH that sees to that; left out where it is not. */
  readonly isSsh?: boolean;
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
    /** At which node they are, where there are several. */
    node?: string | undefined;
  };
  /** The room is left out where the reader may not know of it, the time where it said nothing since the start. */
  whois_hook: { person: ListedPerson; by: Name; room: RoomName | undefined; quietMs: number | undefined };
  away: { text: CleanText };
  back: Nothing;
  ignoring: { name: Name };
  heeding: { name: Name };
  ignored: { names: readonly Name[] };
};
