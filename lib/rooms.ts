/**
 * All rooms: makes and finds them, moves people in and out, and tells the members. Who may do what is asked before,
 * by the commands; here it happens.
 *
 * @module
 */

import type { Archive } from "./archive.ts";
import type { Guest } from "./guest.ts";
import type { Herald } from "./herald.ts";
import type { CleanText, RoomName } from "./model/clean.ts";
import type { Happening } from "./model/event.ts";
import { LOBBY } from "./model/room_name.ts";
import type { Refusal } from "./model/refusal.ts";
import { hasOpenPast, type RoomKind } from "./model/room_rules.ts";
import { NameBook } from "./name_book.ts";
import type { Registry } from "./registry.ts";
import { Room } from "./room.ts";

/** What the rooms are built from. */
export interface RoomsParts {
  /** Asked to hand out what was said before anybody comes or goes. */
  readonly registry: Registry;
  /** Tells the members. */
  readonly herald: Herald;
  /** Where rooms and their lines are kept. */
  readonly archive: Archive;
  /** Most rooms in all. */
  readonly maxRooms: number;
  /** Most rooms one person may be in. */
  readonly maxRoomsPerGuest: number;
}

/** How many times `maxRoomsPerGuest` rooms may belong to people of one address: names cost nothing. */
const PER_ADDRESS = 4;

/** The rooms of one server. */
export class Rooms {
  /** Where everybody starts. */
  readonly lobby: Room;
  readonly #parts: RoomsParts;
  readonly #names = new NameBook<Room>();
  readonly #rooms = new Set<Room>();

  /** The lobby and the rooms that were kept. */
  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.load();
    const kept = this.find(LOBBY);
    this.lobby = kept ?? this.#add(new Room(LOBBY));
    if (kept === undefined) this.save(this.lobby);
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

  /** All rooms, the fullest first. */
  all(): Room[] {
    return [...this.#rooms].sort((a, b) => b.size - a.size);
  }

  /** Makes a room that belongs to its maker, who is in it afterwards. */
  make(guest: Guest, name: RoomName): Room | Refusal {
    const { maxRooms, maxRoomsPerGuest } = this.#parts;
    if (guest.rooms.size >= maxRoomsPerGuest || this.#ownsEnough(guest)) {
      return { kind: "too_many_rooms_of_yours", rooms: maxRoomsPerGuest };
    }
    if (this.#rooms.size >= maxRooms) return { kind: "too_many_rooms", rooms: maxRooms };
    const room = this.#add(new Room(name));
    room.pastFrom = this.#parts.herald.lastKeptId; // whatever was kept under this name is not its past
    room.own(guest);
    this.save(room);
    this.#admit(guest, room);
    return room;
  }

  /** Lets somebody into a room and tells the members. */
  join(guest: Guest, room: Room): Refusal | undefined {
    const { herald, maxRoomsPerGuest } = this.#parts;
    if (guest.rooms.size >= maxRoomsPerGuest) {
      return { kind: "too_many_rooms_of_yours", rooms: maxRoomsPerGuest };
    }
    this.#admit(guest, room);
    herald.tell({ kind: "entered", room: room.label, name: guest.name }, room, [guest.recipient]);
    return undefined;
  }

  /** Lets somebody into the lobby as they arrive. */
  arrive(guest: Guest): void {
    this.#admit(guest, this.lobby);
  }

  /** Takes somebody out of all rooms as they leave the chat; the chat tells of that. */
  depart(guest: Guest): void {
    for (const room of this.#rooms) room.uninvite(guest);
    for (const room of guest.rooms) {
      room.delete(guest);
      this.#tidy(room);
    }
    guest.rooms.clear();
  }

  /** Takes somebody out of a room who asked for it. A room whose last owner goes is given to who was there longest. */
  leave(guest: Guest, room: Room): void {
    this.#dismiss(guest, room, { kind: "exited", room: room.label, name: guest.name });
    const [heir] = room.guests();
    if (heir === undefined || room === this.lobby) return;
    if (!room.disown(guest.key)) return;
    if (room.isNobodys) this.own(guest, room, heir);
    this.save(room);
  }

  /** Removes somebody from a room and tells the others; whoever asked for it tells the one who is out. */
  remove(guest: Guest, room: Room, by: Guest, text: CleanText): void {
    this.#dismiss(guest, room, { kind: "removed", room: room.label, name: guest.name, by: by.name, text });
  }

  /** Gives a room one more owner; false where it has too many. */
  own(by: Guest, room: Room, guest: Guest): boolean {
    if (!room.own(guest)) return false;
    this.save(room);
    this.#parts.herald.tell({ kind: "owner", room: room.label, name: by.name, to: guest.name }, room);
    return true;
  }

  /** Takes over another name of an owner in all rooms. */
  renamed(guest: Guest, oldKey: string): void {
    for (const room of this.#rooms) {
      if (!room.disown(oldKey)) continue;
      room.own(guest);
      this.save(room);
    }
  }

  /** Changes who may come in and speak. What was said where the past was closed stays closed to newcomers. */
  changeKind(by: Guest, room: Room, kind: RoomKind, seal: string): void {
    if (!hasOpenPast(room.roomKind)) room.pastFrom = this.#parts.herald.lastKeptId;
    room.roomKind = kind;
    room.seal = seal;
    this.save(room);
    this.#parts.herald.tell({ kind: "room_kind", room: room.label, name: by.name, roomKind: kind }, room);
  }

  /** Says what a room is about. */
  changeTopic(by: Guest, room: Room, text: CleanText): void {
    room.topic = text;
    this.save(room);
    this.#parts.herald.tell({ kind: "topic", room: room.label, name: by.name, text }, room);
  }

  /** Has what is said kept from now on, or not; then what was kept is erased. */
  changeHistory(by: Guest, room: Room, isKept: boolean): void {
    const { archive, herald, registry } = this.#parts;
    registry.settle();
    room.keepsHistory = isKept;
    if (!isKept) room.pastFrom = herald.lastKeptId; // what cannot be erased at once is not shown either
    this.save(room);
    if (!isKept) {
      archive.drop((message) => message.room === room.label);
      archive.keep(`lines ${room.label}`, (store) => store.eraseLines(room.label));
    }
    herald.tell({ kind: "room_history", room: room.label, name: by.name, isKept }, room);
  }

  /** Keeps a room as it is now. */
  save(room: Room): void {
    const saved = room.saved();
    this.#parts.archive.keep(`room ${room.label}`, (store) => store.saveRoom(saved));
  }

  /** Lets go of rooms that are empty and have no history any more. */
  tidy(): void {
    for (const room of this.#rooms) this.#tidy(room);
  }

  /** Whether somebody owns as many rooms as one may, or people at their address far more. */
  #ownsEnough(guest: Guest): boolean {
    let own = 0, near = 0;
    for (const room of this.#rooms) {
      if (room.standing(guest).isOwner) own++;
      if (room.isOwnedFrom(guest.address)) near++;
    }
    const { maxRoomsPerGuest } = this.#parts;
    return own >= maxRoomsPerGuest || near >= PER_ADDRESS * maxRoomsPerGuest;
  }

  #add(room: Room): Room {
    this.#rooms.add(room);
    this.#names.claim(room.label, room);
    return room;
  }

  #admit(guest: Guest, room: Room): void {
    this.#parts.registry.settle(); // what was said before is not for the newcomer
    room.add(guest, this.#parts.herald.lastId);
    guest.focus(room);
  }

  #dismiss(guest: Guest, room: Room, happening: Happening): void {
    this.#parts.registry.settle(); // what was said before is still for the leaver
    room.delete(guest);
    guest.rooms.delete(room);
    this.#parts.herald.tell(happening, room);
    const next = [...guest.rooms].at(-1);
    if (next === undefined) this.join(guest, this.lobby);
    else if (guest.current === room) guest.focus(next);
    this.#tidy(room);
  }

  #tidy(room: Room): void {
    if (room === this.lobby || room.size > 0 || this.#parts.archive.trouble !== undefined) return;
    const lines = this.#parts.archive.ask((store) => store.hasLines(room.label));
    if (lines.kind !== "answer" || lines.value) return;
    this.#rooms.delete(room);
    this.#names.release(room.label, room);
    this.#parts.archive.keep(`room ${room.label}`, (store) => store.dropRoom(room.label));
  }
}
