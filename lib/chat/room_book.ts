/**
 * All rooms by their names, as they are kept: takes them in, finds them, makes new ones within bounds, and lets go of
 * those that nobody and nothing is left in.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Person } from "./person.ts";
import type { Herald } from "./herald.ts";
import type { RoomName } from "../text/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import { LOBBY } from "../model/room_name.ts";
import { hasOpenPast } from "../model/room_rules.ts";
import { NameBook } from "./name_book.ts";
import { Room } from "./room.ts";

/** How many times `maxRoomsPerGuest` rooms may belong to people of one network: names cost nothing. */
const PER_ADDRESS = 4;

/** Rooms that are let go of in one turn: some 5 ms. */
const TIDIED_AT_ONCE = 100;

/** What a room book is built from. */
export interface RoomBookParts {
  /** Asked how far the past goes. */
  readonly herald: Herald;
  /** Where rooms and their lines are kept. */
  readonly archive: Archive;
  /** How many there may be; read whenever one is made. */
  readonly limits: RoomLimits;
}

/** How many rooms there may be. */
export interface RoomLimits {
  /** Most rooms in all. */
  readonly maxRooms: number;
  /** Most rooms one person may own. */
  readonly maxRoomsPerGuest: number;
}

/** The room book of one server. */
export class RoomBook {
  /** Where everybody starts; it never goes. */
  readonly lobby: Room;
  readonly #parts: RoomBookParts;
  readonly #names = new NameBook<Room>();
  readonly #rooms = new Set<Room>();

  /** The lobby and the rooms that were kept. */
  constructor(parts: RoomBookParts) {
    this.#parts = parts;
    this.load();
    const kept = this.find(LOBBY);
    this.lobby = kept ?? this.#add(new Room(LOBBY));
    if (kept === undefined) this.save(this.lobby);
  }

  /** How many rooms there are. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Takes in the rooms that were kept. One that was made anew meanwhile belongs again to whom it belonged to. */
  load(): void {
    const kept = this.#parts.archive.ask((store) => store.rooms());
    if (kept.kind !== "answer") return;
    for (const saved of kept.value) {
      const room = this.find(saved.name);
      if (room === undefined) this.#add(new Room(saved.name, saved));
      else {
        const wasClosed = !hasOpenPast(room.roomKind);
        room.adopt(saved);
        if (wasClosed) room.pastFrom = Math.max(room.pastFrom, this.#parts.herald.lastKeptId);
        this.save(room);
      }
    }
  }

  /** The room of this name, or of one that looks like it. */
  find(name: RoomName): Room | undefined {
    return this.#names.find(name);
  }

  /** All rooms, the oldest first. */
  all(): Iterable<Room> {
    return this.#rooms;
  }

  /** Makes a room that belongs to its maker, who is not in it yet; refuses where there are too many. */
  make(person: Person, name: RoomName): Room | Refusal {
    const { maxRooms, maxRoomsPerGuest } = this.#parts.limits;
    if (this.#ownsEnough(person)) return { kind: "too_many_rooms_of_yours", rooms: maxRoomsPerGuest };
    if (this.#rooms.size >= maxRooms) return { kind: "too_many_rooms", rooms: maxRooms };
    const room = this.#add(new Room(name));
    room.pastFrom = this.#parts.herald.lastKeptId; // whatever was kept under this name is not its past
    room.own(person);
    this.save(room);
    return room;
  }

  /** Keeps a room as it is now. */
  save(room: Room): void {
    const saved = room.saved();
    this.#parts.archive.keep(`room ${room.label}`, (store) => store.saveRoom(saved));
  }

  /** Lets go of a room if it is empty and has no history. */
  tidy(room: Room): void {
    if (room === this.lobby || room.size > 0 || this.#parts.archive.trouble !== undefined) return;
    const lines = this.#parts.archive.ask((store) => store.hasLines(room.label));
    if (lines.kind !== "answer" || lines.value) return;
    this.#rooms.delete(room);
    this.#names.release(room.label, room);
    this.#parts.archive.keep(`room ${room.label}`, (store) => store.dropRoom(room.label));
  }

  /**
   * Lets go of the rooms that are empty and have no history, up to {@linkcode TIDIED_AT_ONCE} of them.
   * @returns whether there are more
   */
  tidyAll(): boolean {
    const { archive } = this.#parts;
    if (archive.trouble !== undefined) return false;
    const kept = archive.ask((store) => store.roomsWithLines()); // one question for all rooms
    if (kept.kind !== "answer") return false;
    const isGone = (room: Room) => room !== this.lobby && room.size === 0 && !kept.value.has(room.label);
    const gone = [...this.#rooms].filter(isGone);
    const now = gone.slice(0, TIDIED_AT_ONCE);
    if (now.length === 0) return false;
    for (const room of now) {
      this.#rooms.delete(room);
      this.#names.release(room.label, room);
    }
    const labels = now.map(({ label }) => label);
    archive.keep(`rooms ${labels.join(" ")}`, (store) => store.dropRooms(labels));
    return gone.length > now.length;
  }

  /** Whether somebody owns as many rooms as one may, or people in their network far more. */
  #ownsEnough(person: Person): boolean {
    let own = 0, near = 0;
    for (const room of this.#rooms) {
      if (room.standing(person).isOwner) own++;
      if (room.isOwnedFrom(person.address)) near++;
    }
    const { maxRoomsPerGuest } = this.#parts.limits;
    return own >= maxRoomsPerGuest || near >= PER_ADDRESS * maxRoomsPerGuest;
  }

  #add(room: Room): Room {
    this.#rooms.add(room);
    this.#names.claim(room.label, room);
    return room;
  }
}
