/**
 * What came of a deed when the log told it back: the same, with the people and rooms it was about.
 *
 * @module
 */

import type { Forgotten } from "../history/forget_lines.ts";
import type { Message } from "../model/message.ts";
import type { Name } from "../text/clean.ts";
import type { DeedKind, DeedOf } from "./deed.ts";
import type { Hook } from "./hook.ts";
import type { Exchanged } from "./hook_book.ts";
import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/** Who and what a deed was about, by its kind. */
export interface About {
  readonly joined: OfPerson & OfRoom;
  /** Rooms: those they were in. */
  readonly left: OfPerson & OfRooms;
  /** Rooms: those they own. */
  readonly renamed: OfPerson & OfRooms & { readonly from: Name };
  readonly said: OfPerson & OfRoom & OfLine;
  readonly acted: OfPerson & OfRoom & OfLine;
  readonly away: OfPerson;
  readonly bot: OfPerson;
  readonly encrypted: OfPerson;
  readonly forgotten: OfPerson & {
    /** How many lines went, once the records have seen to it. */
    erased?: Forgotten | Promise<Forgotten>;
  };
  readonly made: OfPerson & OfRoom;
  readonly entered: OfPerson & OfRoom;
  readonly exited: OfPerson & OfRoom & {
    /** Whether others inherit what they owned. */
    readonly wasOwner: boolean;
  };
  readonly removed: OfPerson & OfRoom;
  readonly invited: OfPerson & OfRoom & { readonly by: Person };
  readonly owner: OfPerson & OfRoom;
  readonly topic: OfRoom;
  readonly room_kind: OfRoom;
  readonly sealed: OfRoom;
  readonly room_history: OfRoom;
  readonly hook_made: OfHook;
  readonly hook_gone: OfHook;
  readonly posted: OfHook & OfLine;
  /** Rooms: those that were there already. */
  readonly restored: OfRooms & { readonly hooks: Exchanged };
  readonly dropped: OfRooms & {
    readonly hooks: Exchanged;
    /** Whose invitations went with the rooms. */
    readonly uninvited: readonly Person[];
  };
}

export type OfPerson = { readonly person: Person };
export type OfRoom = { readonly room: Room };
type OfRooms = { readonly rooms: readonly Room[] };
type OfHook = OfRoom & { readonly hook: Hook };
/** The line as it is kept and shown. */
type OfLine = { readonly message: Message };

/** What came of a deed of some kinds. */
export type FactOf<Kind extends DeedKind> = {
  [Each in Kind]:
    & {
      readonly kind: Each;
      /** The number of its entry. */
      readonly id: number;
      /** When, in milliseconds since 1970. */
      readonly time: number;
      readonly deed: DeedOf<Each>;
    }
    & About[Each];
}[Kind];

export type Fact = FactOf<DeedKind>;
