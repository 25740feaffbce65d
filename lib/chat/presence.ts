/**
 * Who is in the chat of several nodes, as a node keeps it: a row for each person, written when something of them changes,
 * so that the node goes on from the moment of the log up to which it was kept.
 *
 * @module
 */

import type { PresenceChange } from "../store/store.ts";
import type { Access } from "./access.ts";
import type { Fact } from "./fact.ts";
import type { Fold } from "./fold.ts";
import type { GuestId, Person } from "./person.ts";
import type { Room } from "./room.ts";
import { type Moment, type SavedChat, savedPerson } from "./saved_person.ts";

export class Presence {
  readonly #fold: Fold;
  readonly #changed = new Set<GuestId>();
  readonly #keepers = new Map<Room, Person>();
  readonly #unsealed = new Map<Room, Access>(); // rooms whose password is still made into a seal

  /** Of a chat as it is now, which is kept already. */
  constructor(fold: Fold) {
    this.#fold = fold;
    for (const room of fold.rooms.all()) this.#noteRoom(room);
  }

  /** Takes note of what an entry has changed. */
  note(fact: Fact): void {
    if ("person" in fact) this.#changed.add(fact.person.id);
    if ("room" in fact) this.#noteRoom(fact.room);
    if ("rooms" in fact) { for (const room of fact.rooms) this.#noteRoom(room); }
    if (fact.kind === "dropped") { for (const { id } of fact.uninvited) this.#changed.add(id); }
  }

  /** Has everybody written again: into another file. */
  noteAll(): void {
    for (const id of this.#fold.people.keys()) this.#changed.add(id);
  }

  /** What has changed since this was asked last. */
  change(position: unknown, moment: Moment): PresenceChange {
    const { people, rooms, silentHooks, lastKeptId } = this.#fold;
    const change = new Map<number, string | undefined>();
    for (const id of this.#changed) {
      const person = people.get(id);
      change.set(id, person && JSON.stringify(savedPerson(person, rooms, moment)));
    }
    this.#changed.clear();
    const saved: SavedChat = {
      lastKeptId,
      keepers: Array.from(
        this.#keepers,
        ([{ label: room }, { id, name, address, isBot }]) => ({ room, id, name, address, isBot }),
      ),
      silent: Array.from(silentHooks, ({ hash }) => hash),
      unsealed: Array.from(this.#unsealed, ([{ label }, { lock, life }]) => [label, lock.id, life]),
    };
    return { position: JSON.stringify({ position, ...saved }), people: change };
  }

  #noteRoom(room: Room): void {
    const { owners: { keeper }, access } = room,
      isThere = this.#fold.rooms.find(room.label) === room;
    set(this.#keepers, room, isThere ? keeper : undefined);
    set(this.#unsealed, room, isThere && !access.lock.isMade ? access : undefined);
  }
}

function set<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
