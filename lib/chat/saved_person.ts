/**
 * People as a node keeps them (`presence.ts`), and how they come back.
 *
 * @module
 */

import type { Life } from "../cluster/bus.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { NameBook } from "./name_book.ts";
import { NameTrail, type SavedTrail } from "./name_trail.ts";
import { type GuestId, Person } from "./person.ts";
import type { RoomBook } from "./room_book.ts";

/** The present: by the log's clock, in milliseconds since 1970, and by this server's own. */
export interface Moment {
  readonly time: number;
  readonly now: number;
}

/** What is kept besides people. */
export interface SavedChat {
  readonly lastKeptId: number;
  /** The programs that keep rooms for people, also those who have left. */
  readonly keepers: readonly SavedKeeper[];
  /** Locks of rooms whose seals are still made, by their entries, and by which lives. */
  readonly unsealed: readonly (readonly [RoomName, id: number, life?: Life | undefined])[];
  /** The webhooks whose names somebody else has, by their hashes. */
  readonly silent: readonly string[];
}

export type SavedKeeper = Pick<Person, "id" | "name" | "address" | "isBot"> & { readonly room: RoomName };

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
  readonly key?: string | undefined;
  readonly life?: Life;
  /** When they came, in milliseconds since 1970. */
  readonly since: number;
  readonly away?: CleanText | undefined;
  readonly trail: SavedTrail;
  readonly places: readonly Place[];
}

/** A room they are in, since that entry, or are invited to. */
interface Place {
  readonly room: RoomName;
  readonly sinceId?: number | undefined;
  readonly isInvited?: boolean;
}

export function savedPerson(
  person: Person,
  rooms: Pick<RoomBook, "find">,
  { time, now }: Moment,
): SavedPerson {
  const { name, address, isBot, secrecy, key, life, away, trail } = person,
    since = time - (now - person.since);
  const places = Array.from(person.places, (room): Place => {
    const { members } = rooms.find(room)!;
    return { room, sinceId: members.sinceId(person), ...members.isInvited(person) && { isInvited: true } };
  });
  return {
    name,
    address,
    isBot,
    ...secrecy,
    ...key !== undefined && { key },
    ...life && { life },
    since,
    away,
    trail: trail.saved(time - now),
    places,
  };
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
  const places: (Place & { readonly person: Person })[] = [];
  for (const [id, json] of people) {
    const saved: SavedPerson = JSON.parse(json), since = now - (time - saved.since);
    const trail = NameTrail.kept(saved.trail, time - now);
    const person = new Person({ ...saved, id: id as GuestId, since, trail });
    person.away = saved.away;
    chat.people.set(person.id, person);
    chat.names.claim(person.name, person);
    for (const place of saved.places) places.push({ ...place, person });
  }
  const order = ({ sinceId = 0, person }: typeof places[0]) => sinceId || person.id;
  for (const { person, room, sinceId, isInvited } of places.sort((a, b) => order(a) - order(b))) {
    const members = chat.rooms.find(room)?.members;
    if (sinceId !== undefined) members?.add(person, sinceId);
    if (isInvited) members?.invite(person);
  }
  for (const keeper of keepers) {
    const room = chat.rooms.find(keeper.room);
    const gone = () => new Person({ ...keeper, since: now, isEncrypted: false });
    if (room !== undefined) room.owners.keeper = chat.people.get(keeper.id) ?? gone();
  }
  for (const [label, id, life] of unsealed) {
    const access = chat.rooms.find(label)?.access;
    access?.change(access.kind, id, undefined, life);
  }
}
