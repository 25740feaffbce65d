/**
 * Rooms that turn up as they were kept, and rooms that go: each with its webhooks.
 *
 * @module
 */

import { hasOpenPast } from "../model/room_rules.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { RoomName } from "../text/clean.ts";
import type { Came, Exchanged, HookBook } from "./hook_book.ts";
import type { Person } from "./person.ts";
import { Room } from "./room.ts";
import type { RoomBook } from "./room_book.ts";

/** Where rooms and their webhooks are written. */
interface Books {
  readonly rooms: RoomBook;
  readonly hooks: HookBook;
}

/**
 * Brings rooms back. One that was made anew meanwhile belongs again to whom it belonged to.
 * @param lastKeptId the number of the last line that is kept
 * @returns the rooms that were there already
 */
export function restore(saved: readonly SavedRoom[], books: Books, lastKeptId: number, came: Came) {
  const rooms: Room[] = [], hooks: Exchanged[] = [], names = new Set(saved.map(({ name }) => name));
  for (const kept of saved) {
    let room = books.rooms.find(kept.name);
    // An older server let rooms in beside each other that look alike today.
    const isOther = room !== undefined && room.label !== kept.name && names.has(room.label);
    if (room === undefined || isOther) room = books.rooms.add(new Room(kept.name, kept));
    else {
      const wasClosed = !hasOpenPast(room.access.kind);
      room.adopt(kept);
      if (wasClosed) room.pastFrom = Math.max(room.pastFrom, lastKeptId);
      rooms.push(room);
    }
    hooks.push(books.hooks.exchange(room, kept.hooks, came));
  }
  return { rooms, hooks: all(hooks) };
}

/** Lets go of those of some rooms that nobody is in; undefined for none. */
export function drop(names: readonly RoomName[], books: Books, came: Came) {
  const rooms = names.map((name) => books.rooms.find(name))
    .filter((room) => room?.members.size === 0 && room !== books.rooms.lobby) as Room[];
  const hooks: Exchanged[] = [], uninvited: Person[] = [];
  for (const room of rooms) {
    room.access.close();
    uninvited.push(...room.members.uninviteAll());
    hooks.push(books.hooks.exchange(room, [], came));
    books.rooms.delete(room);
  }
  return rooms.length > 0 ? { rooms, hooks: all(hooks), uninvited } : undefined;
}

function all(hooks: readonly Exchanged[]): Exchanged {
  return { gone: hooks.flatMap(({ gone }) => gone), come: hooks.flatMap(({ come }) => come) };
}
