/**
 * What is done in the chat, as the log has it: plain data that another server can make the same of. People are named by
 * their numbers, rooms by their names; who did something is told by the name they had.
 *
 * @module
 */

import type { Farewell } from "../model/farewell.ts";
import type { NameSpan } from "../model/name_span.ts";
import type { RoomKind } from "../model/room_rules.ts";
import type { SavedHook, SavedRoom } from "../model/saved_room.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { GuestId, Proven } from "./person.ts";

/** What one of them does, by its kind. */
export interface Deeds {
  /** Somebody comes, into the lobby; their number is that of the entry. */
  readonly joined: {
    readonly name: Name;
    readonly address: string;
    readonly isBot: boolean;
  } & Proven;
  readonly left: { readonly who: GuestId; readonly farewell: Farewell["kind"] };
  readonly renamed: { readonly who: GuestId; readonly to: Name };
  readonly said: Spoken;
  /** Somebody does something in a room. */
  readonly acted: Spoken;
  /** Somebody is away, for a reason or none; undefined where they are back. */
  readonly away: { readonly who: GuestId; readonly text: CleanText | undefined };
  /** Somebody turns out to be a program, or a person. */
  readonly bot: { readonly who: GuestId; readonly isBot: boolean };
  /** Somebody's connections are all encrypted now, or no longer; or came with another key. */
  readonly encrypted: { readonly who: GuestId } & Proven;
  /** Somebody takes back what they said under some names. */
  readonly forgotten: { readonly who: GuestId; readonly spans: readonly NameSpan[] };
  /** Somebody makes a room, owns it and is in it. */
  readonly made: Placed & {
    /** Whether it is closed until it has its password: another node may tell of somebody who comes before that. */
    readonly isLocked?: true;
  };
  readonly entered: Placed & {
    /** That of the password they gave, where they were let in by one. */
    readonly seal?: string;
  };
  /** Somebody goes out of a room. */
  readonly exited: Placed;
  /** Somebody is put out of a room. */
  readonly removed: Placed & { readonly by: Name; readonly text: CleanText };
  /** Somebody may come into a room: a person in it says so. */
  readonly invited: Placed & { readonly by: GuestId };
  /** Somebody owns a room too; or keeps it, as a program, for the first person who comes. */
  readonly owner: Placed & { readonly by: Name; readonly isKeeper: boolean };
  readonly topic: { readonly room: RoomName; readonly by: Name; readonly text: CleanText };
  /** Who may come into a room and speak changes; a seal that is undefined is still being made. */
  readonly room_kind: {
    readonly room: RoomName;
    readonly by: Name;
    readonly roomKind: RoomKind;
    readonly seal: string | undefined;
  };
  /** The seal of a password is made, for the lock of that entry's number; empty where it could not be. */
  readonly sealed: { readonly room: RoomName; readonly lock: number; readonly seal: string };
  readonly room_history: { readonly room: RoomName; readonly by: Name; readonly isKept: boolean };
  /** A room gets a webhook. */
  readonly hook_made: { readonly room: RoomName; readonly hook: SavedHook };
  /** A webhook is taken back. */
  readonly hook_gone: { readonly room: RoomName; readonly by: Name; readonly hook: Name };
  /** A program speaks through a webhook. */
  readonly posted: { readonly room: RoomName; readonly hook: Name; readonly text: CleanText };
  /** Rooms turn up that were kept before, once the store can be read. */
  readonly restored: { readonly rooms: readonly SavedRoom[] };
  /** Rooms go that nobody and nothing is left in. */
  readonly dropped: { readonly rooms: readonly RoomName[] };
}

/** Somebody, and a room. */
export interface Placed {
  readonly who: GuestId;
  readonly room: RoomName;
}

export interface Spoken extends Placed {
  readonly text: CleanText;
}

export type DeedKind = keyof Deeds;

export type Deed = { [Kind in DeedKind]: { readonly kind: Kind } & Deeds[Kind] }[DeedKind];

/** Kinds that nobody is shown: they need no number of their own. */
const SILENT: ReadonlySet<DeedKind> = new Set(
  ["away", "bot", "encrypted", "forgotten", "made", "invited", "sealed", "restored", "dropped"],
);

/** Whether nobody is shown a deed. */
export function isSilent({ kind }: Deed): boolean {
  return SILENT.has(kind);
}

export type DeedOf<Kind extends DeedKind> = Extract<Deed, { readonly kind: Kind }>;
