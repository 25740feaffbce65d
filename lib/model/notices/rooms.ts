/** Notices about rooms. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
import type { Nothing } from "../kinds.ts";
import type { RoomKind } from "../room_rules.ts";
import type { ListedPerson } from "./people.ts";

/** A room in a list of rooms. */
export interface ListedRoom {
  /** With its `#`. */
  readonly name: RoomName;
  /** Who may come in and speak. */
  readonly roomKind: RoomKind;
  /** How many are in it. */
  readonly people: number;
  /** Empty where there is none. */
  readonly topic: CleanText;
  /** Whether the reader is in it, and whether their lines go there. */
  readonly you: "current" | "in" | "out";
}

/** Each kind, with what its sentence needs. */
export type RoomsNotices = {
  rooms: { rooms: readonly ListedRoom[]; more: number };
  who: { room: RoomName | undefined; people: ListedPerson[]; you: Name };
  room_made: { room: RoomName; roomKind: RoomKind };
  /** More are how many others are not among those named. */
  room_entered: {
    room: RoomName;
    roomKind: RoomKind;
    topic: CleanText;
    others: readonly Name[];
    more?: number;
  };
  /** How to see fewer of them come and go. */
  many_here: { room: RoomName; people: number };
  room_current: { room: RoomName };
  /** The query is the one whom lines go to instead, here and below. */
  room_left: { room: RoomName; current: RoomName; query?: Name };
  room_topic: { room: RoomName; topic: CleanText };
  room_state: { room: RoomName; roomKind: RoomKind; keepsHistory: boolean; owners: readonly Name[] };
  removed_you: { room: RoomName; by: Name; text: CleanText; current: RoomName; query?: Name };
  /** The password that opens a room, or that is to open it from now on. Only to people. */
  password_wanted: { room: RoomName; isNew: boolean };
  no_password: Nothing;
  invited_you: { by: Name; room: RoomName };
  invited: { name: Name; room: RoomName };
  /** The token is shown here, and never again. */
  hook_made: { room: RoomName; name: Name; token: string };
  hooks: { room: RoomName; hooks: readonly { readonly name: Name; readonly by: Name }[] };
};
