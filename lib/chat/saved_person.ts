/**
 * People as a node keeps them (`presence.ts`), and how they come back.
 *
 * @module
 */

import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { NameBook } from "./name_book.ts";
import { NameTrail, type SavedTrail } from "./name_trail.ts";
import { type GuestId, Person } from "./person.ts";
import type { Moment } from "./presence.ts";
import type { RoomBook } from "./room_book.ts";

/** What is kept besides people. */
export interface SavedChat {
  readonly lastKeptId: number;
  /** The programs that keep rooms for people. */
  readonly keepers: readonly (readonly [RoomName, number])[];
  /** Locks of rooms whose seals are still made, by their entries. */
  readonly unsealed: readonly (readonly [RoomName, number])[];
  /** The webhooks whose names somebody else has, by their hashes. */
  readonly silent: readonly string[];
}

/** A chat as a node kept it: who is in by their numbers, and the rest. */
export interface SavedPresence extends SavedChat {
  readonly people: ReadonlyMap<number, string>;
}

interface SavedPerson {
  readonly name: Name;
  readonly address: string;
  readonly isBot: boolean;
  readonly isEncrypted: boolean;
  readonly isSsh?: boolean;
  /** When they came, in milliseconds since 1970. */
  readonly since: number;
  readonly away?: CleanText | undefined;
  readonly trail: SavedTrail;
  /** The rooms they are in, each with the entry by which they came; those they are invited to have none. */
  readonly places: readonly (readonly [RoomName, number?])[];
}

export function savedPerson(
  person: Person,
  rooms: Pick<RoomBook, "find">,
  { time, now }: Moment,
): SavedPerson {
  const { name, address, isBot, secrecy, away, trail } = person, since = time - (now - person.since);
  const places = Array.from(person.places, (label) => {
    const { members } = rooms.find(label)!, sinceId = members.sinceId(person);
    return sinceId === undefined ? [label] as const : [label, sinceId] as const;
  });
  return { name, address, isBot, ...secrecy, since, away, trail: trail.saved(time - now), places };
}

/** Brings everybody back into their rooms, in the order they came. */
export function comeBack<Owner>(
  { people, keepers, unsealed }: SavedPresence,
  chat: {
    readonly people: Map<GuestId, Person>;
    readonly names: NameBook<Owner | Person>;
    readonly rooms: Pick<RoomBook, "find">;
  },
  { time, now }: Moment,
): void {
  const arrivals: { readonly person: Person; readonly label: RoomName; readonly sinceId: number }[] = [];
  for (const [id, json] of people) {
    const saved: SavedPerson = JSON.parse(json), since = now - (time - saved.since);
    const trail = NameTrail.kept(saved.trail, time - now);
    const person = new Person({ ...saved, id: id as GuestId, since, trail });
    person.away = saved.away;
    chat.people.set(person.id, person);
    chat.names.claim(person.name, person);
    for (const [label, sinceId] of saved.places) {
      if (sinceId !== undefined) arrivals.push({ person, label, sinceId });
      else chat.rooms.find(label)?.members.invite(person);
    }
  }
  arrivals.sort((a, b) => a.sinceId - b.sinceId || a.person.id - b.person.id);
  for (const { person, label, sinceId } of arrivals) chat.rooms.find(label)?.members.add(person, sinceId);
  for (const [label, id] of keepers) {
    const room = chat.rooms.find(label);
    if (room !== undefined) room.owners.keeper = chat.people.get(id as GuestId);
  }
  for (const [label, id] of unsealed) {
    const access = chat.rooms.find(label)?.access;
    access?.change(access.kind, id, undefined);
  }
}
