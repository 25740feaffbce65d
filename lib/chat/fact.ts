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
  readonly entered: OfPerson & OfRoom & {
    /** The program that kept the room until a person came: it is theirs now. */
    readonly keeper: Person | undefined;
  };
  readonly exited: OfPerson & OfRoom & {
    /** Whether others own what they owned. */
    readonly wasOwner: boolean;
    /** Who owns it now, where nobody else did. */
    readonly heir: Person | undefined;
  };
  readonly removed: OfPerson & OfRoom & ByPerson;
  readonly invited: OfPerson & OfRoom & ByPerson;
  readonly owner: OfPerson & OfRoom & ByPerson;
  readonly inherited: OfPerson & OfRoom;
  readonly topic: OfRoom & ByPerson;
  readonly room_kind: OfRoom & ByPerson;
  readonly sealed: OfRoom;
  readonly room_history: OfRoom & ByPerson;
  readonly hook_made: OfHook & ByPerson;
  readonly hook_gone: OfHook & ByPerson;
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
/** Who did it. */
export type ByPerson = { readonly by: Person };
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
      /** Whether this node only caught up with it: it is no news. */
      readonly isPast?: true | undefined;
    }
    & About[Each];
}[Kind];

export type Fact = FactOf<DeedKind>;
