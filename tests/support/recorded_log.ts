/**
 * A log, one in memory unless given, that writes down what it tells, as JSON, and what a chat comes to by folding that anew.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type Deed, isSilent } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import type { Bus, Entry, Life, Listener } from "../../lib/cluster/bus.ts";
import { MemoryBus } from "../../lib/cluster/memory_bus.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";

/** A log whose entries can be read again. */
export class RecordedLog implements Bus<Deed> {
  readonly #bus: Bus<Deed>;
  readonly #entries: string[] = [];
  #after = 0;

  constructor(time: () => number, bus: Bus<Deed> = new MemoryBus(time, isSilent)) {
    this.#bus = bus;
  }

  open(after: number, listener: Listener<Deed>): void {
    this.#after = after;
    this.#bus.open(after, {
      ...listener,
      told: (entry) => {
        this.#entries.push(JSON.stringify(entry));
        listener.told(entry);
      },
    });
  }

  append(deed: Deed, mustCount?: boolean): void {
    this.#bus.append(deed, mustCount);
  }

  whisper(to: Life, what: unknown): Promise<boolean> {
    return this.#bus.whisper(to, what);
  }

  number(): number {
    return this.#bus.number();
  }

  takeBack(entry: Entry<Deed>): void {
    this.#bus.takeBack(entry);
  }

  close(): void {
    this.#bus.close();
  }

  /** Everything told so far. */
  get entries(): Entry<Deed>[] {
    return this.#entries.map((entry) => JSON.parse(entry));
  }

  /**
   * Insists that an empty fold of what was told is what a chat has come to: nothing else has changed anything.
   * @param rooms those that it began with
   */
  insistSame(fold: Fold, rooms: readonly SavedRoom[]): void {
    const again = new Fold({ rooms, lastId: this.#after });
    for (const entry of this.entries) again.apply(entry, 0);
    assertEquals(stateOf(again), stateOf(fold), "the log comes to something else");
  }
}

/** All that a fold comes to, but what is of one server's own clock. */
export function stateOf(fold: Fold): object {
  const people = [...fold.people.values()];
  return {
    people: people.map(({ id, name, address, isBot, secrecy, key, away, trail, identity, places }) => ({
      ...{
        id,
        name,
        address,
        isBot,
        secrecy,
        keyShown: key,
        away,
        lines: trail.lines,
        key: identity.key,
        spans: trail.spans(),
      },
      places: [...places].sort(),
      found: idOf(fold.names.find(name)),
    })),
    rooms: Array.from(fold.rooms.all(), (room) => ({
      ...room.saved(),
      members: room.members.all().map(({ id }) => id),
      people: people.map((person) => ({ ...room.standing(person), openFrom: room.openFrom(person) })),
      keeper: room.owners.keeper?.id,
      found: fold.rooms.find(room.label)?.label,
      hooks: Array.from(room.hooks.values(), (hook) => ({
        ...{ name: hook.name, room: hook.room, lines: hook.trail.lines, spans: hook.trail.spans() },
        ...{ hasName: fold.names.find(hook.name) === hook, isFound: fold.hooks.get(hook.hash) === hook },
      })),
    })),
    lastKeptId: fold.lastKeptId,
  };
}

function idOf(named: ReturnType<Fold["names"]["find"]>): number | undefined {
  return named?.kind === "person" ? named.id : undefined;
}
