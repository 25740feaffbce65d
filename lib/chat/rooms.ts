/**
 * What happens in rooms: people come and go, owners change them, and the members are told. Who may do what is asked
 * before, by the commands; which rooms there are is in the book.
 *
 * @module
 */

import type { Guest } from "./guest.ts";
import { Lock } from "../runtime/lock.ts";
import type { CleanText, RoomName } from "../text/clean.ts";
import type { Happening } from "../model/event.ts";
import type { Refusal } from "../model/refusal.ts";
import { hasOpenPast, type RoomKind } from "../model/room_rules.ts";
import type { Registry } from "../delivery/registry.ts";
import type { Room } from "./room.ts";
import { RoomBook, type RoomBookParts } from "./room_book.ts";

/** What the rooms are built from. */
export interface RoomsParts extends RoomBookParts {
  /** Asked to hand out what was said before anybody comes or goes. */
  readonly registry: Registry;
}

/** The rooms of one server. */
export class Rooms {
  readonly #parts: RoomsParts;
  readonly #book: RoomBook;

  /** The lobby and the rooms that were kept. */
  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#book = new RoomBook(parts);
  }

  /** Where everybody starts. */
  get lobby(): Room {
    return this.#book.lobby;
  }

  /** Takes in the rooms that were kept, once the store is opened late. */
  load(): void {
    this.#book.load();
  }

  /** Keeps all rooms again, once the store is another one. */
  saveAll(): void {
    for (const room of this.#book.all()) this.#book.save(room);
  }

  /** The room of this name, or of one that looks like it. */
  find(name: RoomName): Room | undefined {
    return this.#book.find(name);
  }

  /** How many rooms there are. */
  get size(): number {
    return this.#book.size;
  }

  /** All rooms, the fullest first. */
  all(): Room[] {
    return [...this.#book.all()].sort((a, b) => b.size - a.size);
  }

  /** Makes a room that belongs to its maker, who is in it afterwards. */
  make(guest: Guest, name: RoomName): Room | Refusal {
    const room = this.#isEverywhere(guest) ?? this.#book.make(guest, name);
    if (room.kind === "room") this.#admit(guest, room);
    return room;
  }

  /** Lets somebody into a room and tells the members. */
  join(guest: Guest, room: Room): Refusal | undefined {
    const refusal = this.#isEverywhere(guest);
    if (refusal !== undefined) return refusal;
    this.#admit(guest, room);
    this.#parts.herald.tell({ kind: "entered", room: room.label, name: guest.name }, room, [guest.recipient]);
    return undefined;
  }

  /** Gives a room that only a program keeps for people to a person who is in it now. */
  claim(guest: Guest, room: Room): void {
    const { keeper } = room;
    const isOwner = room.standing(guest).isOwner;
    if (keeper?.isBot === true && room.isOrphaned && !guest.isBot && !isOwner) this.own(keeper, room, guest);
  }

  /** Lets somebody into the lobby as they arrive. */
  arrive(guest: Guest): void {
    this.#admit(guest, this.lobby);
  }

  /** Takes somebody out of all rooms as they leave the chat; the chat tells of that. */
  depart(guest: Guest): void {
    for (const room of this.#book.all()) room.uninvite(guest);
    for (const room of guest.rooms) {
      room.delete(guest);
      this.#book.tidy(room);
    }
    guest.rooms.clear();
  }

  /**
   * Takes somebody out of a room who asked for it. A room whose last owner goes is given to the person who was there
   * longest. Where only programs are, one of them keeps it for the first person who comes: a program manages nothing.
   */
  leave(guest: Guest, room: Room): void {
    this.#dismiss(guest, room, { kind: "exited", room: room.label, name: guest.name });
    const people = room.guests();
    const heir = people.find(({ isBot }) => !isBot) ?? people[0];
    if (heir === undefined || room === this.lobby) return;
    if (!room.disown(guest.key)) return;
    if (heir.isBot ? room.isNobodys : room.isOrphaned) {
      this.own(guest, room, heir);
      if (heir.isBot) room.keeper = heir;
    }
    this.#book.save(room);
  }

  /** Removes somebody from a room and tells the others; whoever asked for it tells the one who is out. */
  remove(guest: Guest, room: Room, by: Guest, text: CleanText): void {
    this.#dismiss(guest, room, { kind: "removed", room: room.label, name: guest.name, by: by.name, text });
  }

  /** Gives a room one more owner; false where it has too many. */
  own(by: Guest, room: Room, guest: Guest): boolean {
    if (!room.own(guest)) return false;
    if (room.keeper === guest) room.keeper = undefined;
    this.#book.save(room);
    this.#parts.herald.tell({ kind: "owner", room: room.label, name: by.name, to: guest.name }, room);
    return true;
  }

  /** Takes over another name of an owner in all rooms. */
  renamed(guest: Guest, oldKey: string): void {
    for (const room of this.#book.all()) {
      if (!room.disown(oldKey)) continue;
      room.own(guest);
      this.#book.save(room);
    }
  }

  /** Changes who may come in and speak. What was said where the past was closed stays closed to newcomers. */
  changeKind(by: Guest, room: Room, kind: RoomKind, seal: string): void {
    this.#change(by, room, kind, new Lock(seal));
  }

  /**
   * Closes a room with a password: at once, although the seal takes a moment to make. Resolves when the password opens
   * it, or when it was changed again meanwhile.
   */
  async lock(by: Guest, room: Room, sealing: Promise<string>): Promise<void> {
    const lock = new Lock(sealing);
    this.#change(by, room, "password", lock);
    await lock.made;
    if (room.lock === lock && this.find(room.label) === room) this.#book.save(room);
  }

  /** Says what a room is about. */
  changeTopic(by: Guest, room: Room, text: CleanText): void {
    room.topic = text;
    this.#book.save(room);
    this.#parts.herald.tell({ kind: "topic", room: room.label, name: by.name, text }, room);
  }

  /** Has what is said kept from now on, or not; then what was kept is erased. */
  changeHistory(by: Guest, room: Room, isKept: boolean): void {
    const { archive, herald, registry } = this.#parts;
    registry.settle();
    room.keepsHistory = isKept;
    if (!isKept) room.pastFrom = herald.lastKeptId; // what cannot be erased at once is not shown either
    this.#book.save(room);
    if (!isKept) {
      archive.drop((message) => message.room === room.label);
      archive.keep(`lines ${room.label}`, (store) => store.eraseLines(room.label));
    }
    herald.tell({ kind: "room_history", room: room.label, name: by.name, isKept }, room);
  }

  /** Lets go of rooms that are empty and have no history any more; returns whether some are left to be. */
  tidy(): boolean {
    return this.#book.tidyAll();
  }

  #change(by: Guest, room: Room, kind: RoomKind, lock: Lock): void {
    if (!hasOpenPast(room.roomKind)) room.pastFrom = this.#parts.herald.lastKeptId;
    room.roomKind = kind;
    room.lock = lock;
    this.#book.save(room);
    this.#parts.herald.tell({ kind: "room_kind", room: room.label, name: by.name, roomKind: kind }, room);
  }

  /** Says no to somebody who is in as many rooms as one may be. */
  #isEverywhere(guest: Guest): Refusal | undefined {
    const { maxRoomsPerGuest: rooms } = this.#parts.limits;
    return guest.rooms.size >= rooms ? { kind: "too_many_rooms_of_yours", rooms } : undefined;
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
    this.#book.tidy(room);
  }
}
