/**
 * What happens in rooms: people come and go, owners change them, and the members are told. Who may do what is asked
 * before, by the commands; which rooms there are is in the book.
 *
 * @module
 */

import type { Guest } from "./guest.ts";
import type { Identity } from "../accounts/identity.ts";
import type { Person } from "./person.ts";
import type { Seating } from "./seating.ts";
import { Lock } from "../runtime/lock.ts";
import type { CleanText, RoomName } from "../text/clean.ts";
import type { Happening } from "../model/event.ts";
import type { Refusal } from "../model/refusal.ts";
import { hasOpenPast, type RoomKind } from "../model/room_rules.ts";
import type { Room } from "./room.ts";
import { RoomBook, type RoomBookParts } from "./room_book.ts";

/** What the rooms are built from. */
export interface RoomsParts extends RoomBookParts {
  /** Who sits where, to hear what happens in them. */
  readonly seating: Seating;
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
    const room = this.#isEverywhere(guest) ?? this.#book.make(guest.person, name);
    if (room.kind === "room") this.#admit(guest, room);
    return room;
  }

  /** Lets somebody into a room and tells the members. */
  join(guest: Guest, room: Room): Refusal | undefined {
    const refusal = this.#isEverywhere(guest);
    if (refusal !== undefined) return refusal;
    this.#admit(guest, room);
    this.#parts.herald.tell({ kind: "entered", room: room.label, name: guest.name }, room, guest.seats);
    return undefined;
  }

  /** Gives a room that only a program keeps for people to a person who is in it now. */
  claim(guest: Guest, room: Room): void {
    const { keeper } = room;
    const { person } = guest, { isOwner } = room.standing(person);
    if (keeper?.isBot === true && room.isOrphaned && !person.isBot && !isOwner) {
      this.own(keeper, room, person);
    }
  }

  /** Lets somebody into the lobby as they arrive. */
  arrive(guest: Guest): void {
    this.#admit(guest, this.lobby);
  }

  /** Takes somebody out of all rooms as they leave the chat; the chat tells of that. */
  depart(guest: Guest): void {
    for (const room of this.#book.all()) room.uninvite(guest.person);
    for (const room of guest.rooms) {
      room.delete(guest.person);
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
    const people = room.people();
    const heir = people.find(({ isBot }) => !isBot) ?? people[0];
    if (heir === undefined || room === this.lobby) return;
    if (!room.disown(guest.person.identity)) return;
    if (heir.isBot ? room.isNobodys : room.isOrphaned) {
      this.own(guest.person, room, heir);
      if (heir.isBot) room.keeper = heir;
    }
    this.#book.save(room);
  }

  /** Removes somebody from a room, and tells them and the others. */
  remove(person: Person, room: Room, by: Person, text: CleanText): void {
    const { label } = room, guest = this.#parts.seating.guest(person);
    if (guest === undefined) return;
    this.#dismiss(guest, room, { kind: "removed", room: label, name: person.name, by: by.name, text });
    const { current } = guest;
    this.#parts.seating.tell(person, {
      kind: "removed_you",
      room: label,
      by: by.name,
      text,
      current: current.label,
    });
  }

  /** Gives a room one more owner; false where it has too many. */
  own(by: Person, room: Room, person: Person): boolean {
    if (!room.own(person)) return false;
    if (room.keeper === person) room.keeper = undefined;
    this.#book.save(room);
    this.#parts.herald.tell({ kind: "owner", room: room.label, name: by.name, to: person.name }, room);
    return true;
  }

  /** Takes over another name of an owner in all rooms. */
  renamed(person: Person, old: Identity): void {
    for (const room of this.#book.all()) {
      if (!room.disown(old)) continue;
      room.own(person);
      this.#book.save(room);
    }
  }

  /** Changes who may come in and speak. What was said where the past was closed stays closed to newcomers. */
  changeKind(by: Person, room: Room, kind: RoomKind, seal: string): void {
    this.#change(by, room, kind, new Lock(seal));
  }

  /**
   * Closes a room with a password: at once, although the seal takes a moment to make. Resolves when the password opens
   * it, or when it was changed again meanwhile.
   */
  async lock(by: Person, room: Room, sealing: Promise<string>): Promise<void> {
    const lock = new Lock(sealing);
    this.#change(by, room, "password", lock);
    await lock.made;
    if (room.lock === lock && this.find(room.label) === room) this.#book.save(room);
  }

  /** Says what a room is about. */
  changeTopic(by: Person, room: Room, text: CleanText): void {
    room.topic = text;
    this.#book.save(room);
    this.#parts.herald.tell({ kind: "topic", room: room.label, name: by.name, text }, room);
  }

  /** Has what is said kept from now on, or not; then what was kept is erased. */
  changeHistory(by: Person, room: Room, isKept: boolean): void {
    const { archive, herald } = this.#parts;
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

  #change(by: Person, room: Room, kind: RoomKind, lock: Lock): void {
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
    room.add(guest.person, this.#parts.herald.lastId);
    this.#parts.seating.hear(guest, room);
    this.#parts.seating.focus(guest, room);
  }

  #dismiss(guest: Guest, room: Room, happening: Happening): void {
    room.delete(guest.person);
    guest.rooms.delete(room);
    this.#parts.seating.hearNoMore(guest, room);
    this.#parts.herald.tell(happening, room);
    const next = [...guest.rooms].at(-1);
    if (next === undefined) this.join(guest, this.lobby);
    else if (guest.current === room) this.#parts.seating.focus(guest, next);
    this.#book.tidy(room);
  }
}
