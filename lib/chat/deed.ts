/**
 * What is done in the chat, as the log has it: plain data that another server can make the same of. People are named by
 * their numbers, also who does something to others or to a room; rooms by their names.
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
  readonly removed: Placed & ByOwner & { readonly text: CleanText };
  /** Somebody may come into a room: a person in it says so. */
  readonly invited: Placed & { readonly by: GuestId };
  /** An owner makes somebody in the room one too. */
  readonly owner: Placed & ByOwner;
  /** People are told that somebody owns a room since the entry by which whoever is named here went, or they came. */
  readonly inherited: Placed & { readonly by: Name };
  readonly topic: InRoom & ByOwner & { readonly text: CleanText };
  /** Who may come into a room and speak changes; a seal that is undefined is still being made. */
  readonly room_kind: InRoom & ByOwner & {
    readonly roomKind: RoomKind;
    readonly seal: string | undefined;
  };
  /** The seal of a password is made, for the lock of that entry's number; empty where it could not be. */
  readonly sealed: InRoom & { readonly lock: number; readonly seal: string };
  readonly room_history: InRoom & ByOwner & { readonly isKept: boolean };
  /** A room gets a webhook. */
  readonly hook_made: InRoom & ByOwner & { readonly hook: SavedHook };
  /** A webhook is taken back. */
  readonly hook_gone: InRoom & ByOwner & { readonly hook: Name };
  /** A program speaks through a webhook. */
  readonly posted: InRoom & Line & { readonly hook: Name };
  /** Rooms turn up that were kept before, once the store can be read. */
  readonly restored: { readonly rooms: readonly SavedRoom[] };
  /** Rooms go that nobody and nothing is left in. */
  readonly dropped: { readonly rooms: readonly RoomName[] };
}

export interface InRoom {
  readonly room: RoomName;
}

/** Somebody, and a room. */
export interface Placed extends InRoom {
  readonly who: GuestId;
}

/** Who does it: an owner in the room, where the log has it. */
export interface ByOwner {
  readonly by: GuestId;
}

export interface Spoken extends Placed, Line {}

/** What is said; its text is empty where it was taken back before somebody read it in the log. */
export interface Line {
  readonly text: CleanText;
  readonly isTakenBack?: true;
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
