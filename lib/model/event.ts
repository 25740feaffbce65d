/**
 * What happened in the chat: told once, to everybody concerned.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { OneOf } from "./kinds.ts";
import type { Message } from "./message.ts";
import type { RoomKind } from "./room_rules.ts";

/** What every event carries. */
export interface Stamp {
  /** Grows with every event, across restarts too wherever lines are kept. */
  readonly id: number;
  /** When it happened by the clock, in milliseconds since 1970 (UTC); may be less than that of an earlier event. */
  readonly time: number;
}

/** Somebody who comes or goes. */
export interface Passer {
  /** Their name. */
  readonly name: Name;
  /** Whether they said something within the last hour: for people who see only those come and go. Programs see all, without it. */
  readonly spokeLately?: boolean;
}

/** What can happen, besides what is said and done in a room (`message.ts`). */
export type Happenings = {
  // to everybody
  joined: Passer;
  left: Passer;
  renamed: { name: Name; to: Name };
  // to a room
  entered: Passer & { room: RoomName };
  exited: Passer & { room: RoomName };
  removed: { room: RoomName; name: Name; by: Name; text: CleanText };
  topic: { room: RoomName; name: Name; text: CleanText };
  room_kind: { room: RoomName; name: Name; roomKind: RoomKind };
  room_history: { room: RoomName; name: Name; isKept: boolean };
  owner: { room: RoomName; name: Name; to: Name };
  /** Somebody makes a webhook, or takes it back. */
  hook: { room: RoomName; name: Name; hook: Name; isOn: boolean };
  // between two
  whispered: { name: Name; to: Name; text: CleanText };
};

/** What happened, before it has its number and its time. */
export type Happening = Omit<Message, keyof Stamp> | OneOf<Happenings>;

/** One event of the chat. */
export type Event = Stamp & Happening;
