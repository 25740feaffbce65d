/**
 * What happens in rooms: people come and go, owners change them, and it is all done through the log. Who may do what is
 * asked before, by the commands; here is refused what there is too much of.
 *
 * @module
 */

import type { CleanText, RoomName } from "../text/clean.ts";
import type { Refusal } from "../model/refusal.ts";
import type { RoomKind } from "../model/room_rules.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import { droppedOf } from "./consequences.ts";
import type { Fold } from "./fold.ts";
import type { Guest } from "./guest.ts";
import type { Person } from "./person.ts";
import type { Postman } from "./postman.ts";
import type { Records } from "./records.ts";
import type { Room } from "./room.ts";

/** How many times `maxRoomsPerGuest` rooms may belong to people of one network: names cost nothing. */
const PER_NETWORK = 4;

/** Rooms that are let go of in one turn: some 5 ms. */
const TIDIED_AT_ONCE = 100;

/** How many rooms there may be. */
export interface RoomLimits {
  /** Most rooms in all. */
  readonly maxRooms: number;
  /** Most rooms one person may own, and be in. */
  readonly maxRoomsPerGuest: number;
}

/** What the rooms are built from. */
export interface RoomsParts {
  /** Where all is done. */
  readonly postman: Postman;
  /** What has come of it. */
  readonly fold: Fold;
  /** Where rooms and their lines are kept. */
  readonly records: Records;
  /** How many there may be; read whenever one is made. */
  readonly limits: RoomLimits;
}

/** The rooms of one server. */
export class Rooms {
  readonly #parts: RoomsParts;

  /** The rooms of a fold. */
  constructor(parts: RoomsParts) {
    this.#parts = parts;
  }

  /** Where everybody starts. */
  get lobby(): Room {
    return this.#parts.fold.rooms.lobby;
  }

  /** The room of this name, or of one that looks like it. */
  find(name: RoomName): Room | undefined {
    return this.#parts.fold.rooms.find(name);
  }

  /** How many rooms there are. */
  get size(): number {
    return this.#parts.fold.rooms.size;
  }

  /** All rooms, the fullest first. */
  all(): Room[] {
    return [...this.#parts.fold.rooms.all()].sort((a, b) => b.members.size - a.members.size);
  }

  /** Takes in rooms that turn out to have been kept, where the store was opened late. */
  restore(rooms: readonly SavedRoom[]): void {
    this.#parts.postman.append({ kind: "restored", rooms });
  }

  /** Keeps all rooms again, where the store is another one. */
  saveAll(): void {
    for (const room of this.#parts.fold.rooms.all()) this.#parts.records.save(room);
  }

  /** Makes a room that belongs to its maker, who is in it afterwards; refuses where there are too many. */
  make(guest: Guest, name: RoomName): Room | Refusal {
    const { postman, limits: { maxRooms, maxRoomsPerGuest } } = this.#parts;
    const refusal = this.#isEverywhere(guest);
    if (refusal !== undefined) return refusal;
    if (this.#ownsEnough(guest.person)) return { kind: "too_many_rooms_of_yours", rooms: maxRoomsPerGuest };
    if (this.size >= maxRooms) return { kind: "too_many_rooms", rooms: maxRooms };
    return postman.do({ kind: "made", who: guest.person.id, room: name }).room;
  }

  /** Lets somebody into a room and tells the members. */
  join(guest: Guest, { label: room }: Room): Refusal | undefined {
    const refusal = this.#isEverywhere(guest);
    if (refusal !== undefined) return refusal;
    this.#parts.postman.do({ kind: "entered", who: guest.person.id, room });
    return undefined;
  }

  /** Gives a room that only a program keeps for people to a person who is in it now. */
  claim({ person }: Guest, room: Room): void {
    const { keeper, isOrphaned } = room.owners, { isOwner } = room.standing(person);
    if (keeper?.isBot === true && isOrphaned && !person.isBot && !isOwner) {
      this.own(keeper, room, person);
    }
  }

  /** Takes somebody out of a room who asked for it. */
  leave({ person: { id: who } }: Guest, { label: room }: Room): void {
    this.#parts.postman.do({ kind: "exited", who, room });
  }

  /** Puts somebody out of a room, and tells them and the others. */
  remove({ id: who }: Person, { label: room }: Room, by: Person, text: CleanText): void {
    this.#parts.postman.do({ kind: "removed", who, room, by: by.name, text });
  }

  /** Lets somebody come in who may not otherwise; false where too many are invited. */
  invite(person: Person, room: Room): boolean {
    if (!room.members.canInvite(person)) return false;
    this.#parts.postman.do({ kind: "invited", who: person.id, room: room.label });
    return true;
  }

  /** Gives a room one more owner; false where it has too many. */
  own(by: Person, room: Room, person: Person): boolean {
    if (!room.owners.canAdd(person.identity)) return false;
    const { postman } = this.#parts;
    postman.do({ kind: "owner", who: person.id, room: room.label, by: by.name, isKeeper: false });
    return true;
  }

  /** Changes who may come in and speak. What was said where the past was closed stays closed to newcomers. */
  changeKind(by: Person, { label: room }: Room, roomKind: RoomKind, seal: string): void {
    this.#parts.postman.do({ kind: "room_kind", room, by: by.name, roomKind, seal });
  }

  /**
   * Closes a room with a password: at once, although the seal takes a moment to make. Resolves when the password opens
   * it, or when it was changed again meanwhile.
   */
  async lock(by: Person, { label: room }: Room, sealing: Promise<string>): Promise<void> {
    const { postman, fold } = this.#parts;
    const closed = { kind: "room_kind", room, by: by.name, roomKind: "password", seal: undefined } as const;
    const { id: lock } = postman.do(closed);
    let seal = ""; // where none can be made nothing opens it
    try {
      seal = await sealing;
    } finally {
      if (fold.rooms.find(room)?.access.lock.id === lock) postman.do({ kind: "sealed", room, lock, seal });
    }
  }

  /** Says what a room is about. */
  changeTopic(by: Person, { label: room }: Room, text: CleanText): void {
    this.#parts.postman.do({ kind: "topic", room, by: by.name, text });
  }

  /** Has what is said kept from now on, or not; then what was kept is erased. */
  changeHistory(by: Person, { label: room }: Room, isKept: boolean): void {
    this.#parts.postman.do({ kind: "room_history", room, by: by.name, isKept });
  }

  /**
   * Lets go of rooms that are empty and have no history any more, up to {@linkcode TIDIED_AT_ONCE} of them.
   * @returns whether there are more
   */
  tidy(): boolean {
    const { postman, fold, records } = this.#parts;
    const [gone] = droppedOf([...fold.rooms.all()], this.lobby, records);
    if (gone?.kind !== "dropped") return false;
    postman.do({ kind: "dropped", rooms: gone.rooms.slice(0, TIDIED_AT_ONCE) });
    return gone.rooms.length > TIDIED_AT_ONCE;
  }

  /** Refuses somebody who is in as many rooms as one may be. */
  #isEverywhere(guest: Guest): Refusal | undefined {
    const { maxRoomsPerGuest: rooms } = this.#parts.limits;
    return guest.rooms.size >= rooms ? { kind: "too_many_rooms_of_yours", rooms } : undefined;
  }

  /** Whether somebody owns as many rooms as one may, or people in their network far more. */
  #ownsEnough(person: Person): boolean {
    const { fold, limits: { maxRoomsPerGuest } } = this.#parts;
    let own = 0, near = 0;
    for (const { owners } of fold.rooms.all()) {
      if (owners.has(person.identity)) own++;
      if (owners.hasNetwork(person.identity.network)) near++;
    }
    return own >= maxRoomsPerGuest || near >= PER_NETWORK * maxRoomsPerGuest;
  }
}
