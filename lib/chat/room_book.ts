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
  /** Those that look like another one: an older server let them in beside it. */
  readonly #others = new Set<Room>();

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

  /** Adds a room whose name is free; where another one looks like it, that one is found by what looks the same. */
  add(room: Room): Room {
    this.#rooms.set(room.label, room);
    if (!this.#names.claim(room.label, room)) this.#others.add(room);
    return room;
  }

  delete(room: Room): void {
    this.#rooms.delete(room.label);
    this.#names.release(room.label, room);
    this.#others.delete(room);
    for (const other of this.#others) if (this.#names.claim(other.label, other)) this.#others.delete(other);
  }
}
