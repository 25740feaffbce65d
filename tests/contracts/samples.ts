/**
 * Lines and rooms for tests of stores.
 *
 * @module
 */

import type { Name, RoomName } from "../../lib/text/clean.ts";
import type { Message } from "../../lib/model/message.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";

/** A name, taken for checked. */
export function named(name: string): Name {
  return name as Name;
}

/** A room's name, taken for checked. */
export function roomNamed(name: string): RoomName {
  return name as RoomName;
}

/** A room where most tests talk. */
export const LOBBY = roomNamed("#lobby");

/** What may be said of a line besides its id; the rest is made up. */
export interface LineFacts {
  readonly text?: string;
  readonly name?: string;
  readonly room?: string;
  readonly time?: number;
  readonly kind?: Message["kind"];
}

/** A line; said by ann in the lobby, a second after the line with the id before, unless told otherwise. */
export function line(id: number, facts: LineFacts = {}): Message {
  const { text = `line ${id}`, name = "ann", room = LOBBY, time = id * 1000, kind = "said" } = facts;
  return { id, time, room: roomNamed(room), kind, name: named(name), text: cleanText(text) };
}

/** Lines with ids from `first` to `last`. */
export function lines(first: number, last: number, facts: LineFacts = {}): Message[] {
  return Array.from({ length: last - first + 1 }, (_, at) => line(first + at, facts));
}

/** A room as it is kept. */
export function savedRoom(name: string, facts: Partial<SavedRoom> = {}): SavedRoom {
  return {
    name: roomNamed(name),
    kind: "public",
    topic: "",
    owners: [],
    password: "",
    keepsHistory: true,
    pastFrom: 0,
    hooks: [],
    ...facts,
  };
}
