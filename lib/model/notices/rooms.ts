/** Notices about rooms. @module */

import type { CleanText, Name, RoomName } from "../../text/clean.ts";
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

/** Every one of them. */
export type RoomsNotice =
  | { readonly kind: "rooms"; readonly rooms: readonly ListedRoom[]; readonly more: number }
  | {
    readonly kind: "who";
    readonly room: RoomName | undefined;
    readonly people: ListedPerson[];
    readonly you: Name;
  }
  | { readonly kind: "room_made"; readonly room: RoomName; readonly roomKind: RoomKind }
  | {
    readonly kind: "room_entered";
    readonly room: RoomName;
    readonly roomKind: RoomKind;
    readonly topic: CleanText;
    readonly others: readonly Name[];
  }
  | { readonly kind: "room_current"; readonly room: RoomName }
  | { readonly kind: "room_left"; readonly room: RoomName; readonly current: RoomName }
  | { readonly kind: "room_topic"; readonly room: RoomName; readonly topic: CleanText }
  | {
    readonly kind: "room_state";
    readonly room: RoomName;
    readonly roomKind: RoomKind;
    readonly keepsHistory: boolean;
    readonly owners: readonly Name[];
  }
  | {
    readonly kind: "removed_you";
    readonly room: RoomName;
    readonly by: Name;
    readonly text: CleanText;
    readonly current: RoomName;
  }
  | { readonly kind: "invited_you"; readonly by: Name; readonly room: RoomName }
  | { readonly kind: "invited"; readonly name: Name; readonly room: RoomName };
