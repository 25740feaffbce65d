/**
 * What came of a deed when the log told it back: the same, with the people and rooms it was about.
 *
 * @module
 */

import type { Forgotten } from "../history/forget_lines.ts";
import type { Message } from "../model/message.ts";
import type { Name } from "../text/clean.ts";
import type { DeedKind, DeedOf } from "./deed.ts";
import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/** Who and what a deed was about, by its kind. */
export interface About {
  /** Who came, and where they are. */
  readonly joined: OfPerson & OfRoom;
  /** Who went, and the rooms they were in. */
  readonly left: OfPerson & OfRooms;
  /** Who has another name, which they had, and the rooms they own. */
  readonly renamed: OfPerson & OfRooms & {
    /** The name they had. */
    readonly from: Name;
  };
  /** Who spoke, and where. */
  readonly said: OfPerson & OfRoom & OfLine;
  /** Who did something, and where. */
  readonly acted: OfPerson & OfRoom & OfLine;
  /** Who is away, or back. */
  readonly away: OfPerson;
  /** Who it is. */
  readonly bot: OfPerson;
  /** Who took back their lines. */
  readonly forgotten: OfPerson & {
    /** How many lines went, once the records have seen to it. */
    erased?: Forgotten | Promise<Forgotten>;
  };
  /** Who made it, and the room. */
  readonly made: OfPerson & OfRoom;
  /** Who came in, and where. */
  readonly entered: OfPerson & OfRoom;
  /** Who went out, and where; whether they gave up owning it. */
  readonly exited: OfPerson & OfRoom & {
    /** Whether others inherit what they owned. */
    readonly wasOwner: boolean;
  };
  /** Who is out, and of what. */
  readonly removed: OfPerson & OfRoom;
  /** Who may come, and where. */
  readonly invited: OfPerson & OfRoom;
  /** Who owns it too, and the room. */
  readonly owner: OfPerson & OfRoom;
  /** The room. */
  readonly topic: OfRoom;
  /** The room. */
  readonly room_kind: OfRoom;
  /** The room. */
  readonly sealed: OfRoom;
  /** The room. */
  readonly room_history: OfRoom;
  /** The rooms that were there already. */
  readonly restored: OfRooms;
  /** The rooms that went. */
  readonly dropped: OfRooms;
}

/** Somebody. */
export interface OfPerson {
  /** Who. */
  readonly person: Person;
}

/** A room. */
export interface OfRoom {
  /** Where. */
  readonly room: Room;
}

/** A line. */
export interface OfLine {
  /** It, as it is kept and shown. */
  readonly message: Message;
}

/** Some rooms. */
export interface OfRooms {
  /** The rooms that have changed by it. */
  readonly rooms: readonly Room[];
}

/** What came of a deed of some kinds. */
export type FactOf<Kind extends DeedKind> = {
  [Each in Kind]:
    & {
      /** What kind of deed it was. */
      readonly kind: Each;
      /** The number of its entry. */
      readonly id: number;
      /** When, in milliseconds since 1970. */
      readonly time: number;
      /** The deed. */
      readonly deed: DeedOf<Each>;
    }
    & About[Each];
}[Kind];

/** What came of a deed. */
export type Fact = FactOf<DeedKind>;
