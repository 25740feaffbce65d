/**
 * What is kept of what the log told: lines, rooms and their rules, up to where people have seen the chat; and what is
 * erased. It is asked right after the fold, and before anybody is shown anything.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Past } from "../history/past.ts";
import type { RoomName } from "../text/clean.ts";
import type { Fact } from "./fact.ts";
import type { Fold } from "./fold.ts";
import type { Presence } from "./presence.ts";
import type { Room } from "./room.ts";

export class Records {
  readonly #archive: Archive;
  readonly #past: Past;
  readonly #fold: Fold;
  readonly #presence: Pick<Presence, "note"> | undefined;

  /** @param presence who is in, where that is kept too: on a node of several */
  constructor(archive: Archive, past: Past, fold: Fold, presence?: Pick<Presence, "note">) {
    this.#archive = archive;
    this.#past = past;
    this.#fold = fold;
    this.#presence = presence;
  }

  keep(fact: Fact): void {
    this.#presence?.note(fact);
    switch (fact.kind) {
      case "said":
      case "acted":
      case "posted":
        if (fact.room.keepsHistory && !fact.deed.isTakenBack) this.#archive.add(fact.message);
        return;
      case "forgotten":
        fact.erased = this.#past.forget(fact.deed.spans);
        return;
      case "left":
        return this.#saveSeen(fact.person.identity.key, fact.time);
      case "made":
      case "owner":
      case "topic":
      case "room_kind":
      case "sealed":
      case "hook_made":
      case "hook_gone":
        return this.save(fact.room);
      case "entered":
        if (fact.keeper !== undefined) this.save(fact.room);
        return;
      case "exited":
        if (fact.wasOwner) this.save(fact.room);
        return;
      case "room_history":
        this.save(fact.room);
        if (!fact.deed.isKept) this.#erase(fact.room.label);
        return;
      case "renamed":
      case "restored":
        for (const room of fact.rooms) this.save(room);
        return;
      case "dropped":
        return this.#drop(fact.rooms.map(({ label }) => label));
    }
  }

  /** Keeps a room as it is now. */
  save(room: Room): void {
    const saved = room.saved();
    this.#archive.keep(`room ${room.label}`, (store) => store.saveRoom(saved));
  }

  /** Those of some empty rooms that have no history; undefined where that cannot be known now. */
  withoutLines(rooms: readonly Room[]): Room[] | undefined {
    if (this.#archive.health.trouble !== undefined) return undefined;
    if (rooms.length === 1) {
      const [room] = rooms as [Room];
      const has = this.#archive.ask((store) => store.hasLines(room.label));
      return has.kind === "answer" ? has.value ? [] : [room] : undefined;
    }
    const kept = this.#archive.ask((store) => store.roomsWithLines()); // one question for all
    return kept.kind === "answer" ? rooms.filter(({ label }) => !kept.value.has(label)) : undefined;
  }

  #saveSeen(key: string, time: number): void {
    const seen = this.#fold.lastKeptId;
    this.#archive.keep(`seen ${key}`, (store) => store.saveSeen(key, seen, time), false);
  }

  #erase(room: RoomName): void {
    this.#archive.drop((message) => message.room === room);
    this.#archive.keep(`lines ${room}`, (store) => store.eraseLines(room));
  }

  #drop(rooms: readonly RoomName[]): void {
    const key = `${rooms.length === 1 ? "room" : "rooms"} ${rooms.join(" ")}`;
    this.#archive.keep(key, (store) => store.dropRooms(rooms));
  }
}
