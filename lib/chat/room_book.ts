/**
 * All rooms by their names. The lobby is always there.
 *
 * @module
 */

import { LOBBY } from "../model/room_name.ts";
import type { RoomName } from "../text/clean.ts";
import { NameBook } from "./name_book.ts";
import { Room } from "./room.ts";

export class RoomBook {
  /** Where everybody starts; it never goes. */
  readonly lobby: Room;
  readonly #rooms = new Map<RoomName, Room>();
  readonly #names = new NameBook<Room>(); // finds also what looks the same, which takes longer

  constructor(rooms: Iterable<Room>) {
    for (const room of rooms) this.add(room);
    this.lobby = this.find(LOBBY) ?? this.add(new Room(LOBBY));
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** All rooms, the oldest first. */
  all(): Room[] {
    return [...this.#rooms.values()];
  }

  /** The room of this name, or of one that looks like it. */
  find(name: RoomName): Room | undefined {
    return this.#rooms.get(name) ?? this.#names.find(name);
  }

  /** Adds a room whose name is free. */
  add(room: Room): Room {
    this.#rooms.set(room.label, room);
    this.#names.claim(room.label, room);
    return room;
  }

  delete(room: Room): void {
    this.#rooms.delete(room.label);
    this.#names.release(room.label, room);
  }
}
