/**
 * What happened in the chat: told once, to everybody concerned.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { Message } from "./message.ts";
import type { RoomKind } from "./room_rules.ts";

/** What every event carries. */
export interface Stamp {
  /** Grows with every event, across restarts too wherever lines are kept. */
  readonly id: number;
  /** When it happened by the clock, in milliseconds since 1970 (UTC); may be less than that of an earlier event. */
  readonly time: number;
}

/** What happened, before it has its number and its time. */
export type Happening =
  // to everybody
  | { readonly kind: "joined"; readonly name: Name }
  | { readonly kind: "left"; readonly name: Name }
  | { readonly kind: "renamed"; readonly name: Name; readonly to: Name }
  // to a room
  | Omit<Message, keyof Stamp>
  | { readonly kind: "entered"; readonly room: RoomName; readonly name: Name }
  | { readonly kind: "exited"; readonly room: RoomName; readonly name: Name }
  | {
    readonly kind: "removed";
    readonly room: RoomName;
    readonly name: Name;
    readonly by: Name;
    readonly text: CleanText;
  }
  | { readonly kind: "topic"; readonly room: RoomName; readonly name: Name; readonly text: CleanText }
  | { readonly kind: "room_kind"; readonly room: RoomName; readonly name: Name; readonly roomKind: RoomKind }
  | { readonly kind: "room_history"; readonly room: RoomName; readonly name: Name; readonly isKept: boolean }
  | { readonly kind: "owner"; readonly room: RoomName; readonly name: Name; readonly to: Name }
  // between two
  | { readonly kind: "whispered"; readonly name: Name; readonly to: Name; readonly text: CleanText };

/** One event of the chat. */
export type Event = Stamp & Happening;
