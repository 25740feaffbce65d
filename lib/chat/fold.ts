/**
 * What the log comes to: who is in, what they are called, which rooms there are, whose they are and who is in them. This
 * is the one place where any of that changes, and it changes by nothing but an entry of the log, so that whoever folds
 * the same entries has the same chat.
 *
 * An entry that cannot be does not count, and changes nothing: a name that is taken, a line from somebody who has left.
 * Commands ask before whether somebody may do what they do; here it is asked once more, by how things are at the entry's
 * place: on several nodes somebody else may have been faster.
 *
 * @module
 */

import type { Entry } from "../cluster/bus.ts";
import { hasOpenPast, mayInvite, mayManage, maySpeak } from "../model/room_rules.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { RoomName } from "../text/clean.ts";
import type { Deed, DeedKind, DeedOf } from "./deed.ts";
import type { ByPerson, Fact, FactOf, OfPerson, OfRoom } from "./fact.ts";
import type { Hook } from "./hook.ts";
import { HookBook, type Named } from "./hook_book.ts";
import { bequeath, claim } from "./inheritance.ts";
import { drop, restore } from "./kept_rooms.ts";
import { NameBook } from "./name_book.ts";
import { type GuestId, Person } from "./person.ts";
import { Room } from "./room.ts";
import { RoomBook } from "./room_book.ts";
import { comeBack, type SavedPresence } from "./saved_person.ts";

export interface FoldStart {
  readonly rooms: readonly SavedRoom[];
  /** The number of the last line that was kept: entries go on behind it. */
  readonly lastId: number;
  /** The present by this server's own clock, in milliseconds. */
  readonly now?: number;
  /** Who was in when it was kept, and the log's time then: of a node of several. */
  readonly present?: { readonly saved: SavedPresence; readonly time: number };
}

/** What each kind of deed does, and what came of it; undefined where it does not count. */
type Folding = {
  readonly [Kind in DeedKind]: (
    deed: DeedOf<Kind>,
    entry: Entry<Deed>,
    now: number,
  ) => Omit<FactOf<Kind>, "kind" | "id" | "time" | "deed"> | undefined;
};

export class Fold {
  readonly #people = new Map<GuestId, Person>();
  readonly #names = new NameBook<Named>();
  readonly #hooks = new HookBook(this.#names);
  readonly #rooms: RoomBook;
  readonly #books: { readonly rooms: RoomBook; readonly hooks: HookBook };
  /** Everybody who is in, in the order they came. */
  readonly people: ReadonlyMap<GuestId, Person> = this.#people;
  /** Whose name is whose. */
  readonly names: Pick<NameBook<Named>, "find" | "isFree" | "mentionedIn"> = this.#names;
  readonly rooms: Omit<RoomBook, "add" | "delete">;
  /** All webhooks, by what their tokens are recognised by. */
  readonly hooks: ReadonlyMap<string, Hook> = this.#hooks.byHash;
  /** Those whose names somebody else has. */
  readonly silentHooks: ReadonlySet<Hook> = this.#hooks.silent;
  #lastId: number;
  #lastKeptId: number;

  /** A chat with nobody in it, or with those who were in when it was kept. */
  constructor({ rooms, lastId, now = 0, present }: FoldStart) {
    this.rooms = this.#rooms = new RoomBook(rooms.map((saved) => new Room(saved.name, saved)));
    this.#books = { rooms: this.#rooms, hooks: this.#hooks };
    const silent = new Set(present?.saved.silent);
    for (const { name, hooks } of rooms) {
      this.#hooks.exchange(this.#rooms.find(name)!, hooks, { id: 0, since: now }, silent);
    }
    this.#lastId = this.#lastKeptId = lastId;
    if (present === undefined) return;
    this.#lastKeptId = present.saved.lastKeptId;
    comeBack(present.saved, { people: this.#people, names: this.#names, rooms: this.#rooms }, {
      ...present,
      now,
    });
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** The number of the last line that is kept: numbers beyond it may come again after a restart. */
  get lastKeptId(): number {
    return this.#lastKeptId;
  }

  /**
   * Takes in an entry of the log.
   * @param now when it was done, by this server's own clock, in milliseconds
   * @returns what came of it; undefined where it does not count
   */
  apply(entry: Entry<Deed>, now: number): Fact | undefined {
    const { seq: id, time, deed, isPast } = entry;
    this.#lastId = id;
    const fold = this.#folding[deed.kind] as (...entry: [Deed, Entry<Deed>, number]) => object | undefined;
    const about = fold(deed, entry, now);
    return about && { ...about, kind: deed.kind, id, time, deed, isPast } as Fact;
  }

  readonly #folding: Folding = {
    joined: ({ name, address, isBot, isEncrypted, isSsh = false, key }, { seq, life }, now) => {
      const id = seq as GuestId;
      const person = new Person({ id, name, address, since: now, isBot, isEncrypted, isSsh, key, life });
      if (!this.#names.claim(name, person)) return undefined;
      this.#people.set(person.id, person);
      this.#rooms.lobby.members.add(person, seq);
      return { person, room: this.#rooms.lobby };
    },
    left: ({ who }) => {
      const person = this.#people.get(who);
      if (person === undefined) return undefined;
      this.#people.delete(who);
      this.#names.release(person.name, person);
      const places = this.#placesOf(person);
      const rooms = places.filter(({ members }) => members.delete(person));
      for (const { members } of places) members.uninvite(person);
      return { person, rooms };
    },
    renamed: ({ who, to }, entry) => {
      const person = this.#doer(who, entry);
      if (person === undefined || !this.#names.isFree(to, person)) return undefined;
      const { name: from, identity } = person;
      this.#names.claim(to, person);
      this.#names.release(from, person, to);
      person.rename(to, entry.seq);
      const rooms = this.#rooms.all().filter(({ owners }) => owners.delete(identity));
      for (const { owners } of rooms) owners.add(person.identity);
      return { person, from, rooms };
    },
    said: (deed, entry, now) => this.#spoken(deed, entry, now),
    acted: (deed, entry, now) => this.#spoken(deed, entry, now),
    away: ({ who, text }, entry) => this.#of(this.#doer(who, entry), (person) => person.away = text),
    bot: ({ who, isBot }, entry) => this.#of(this.#doer(who, entry), (person) => person.isBot = isBot),
    encrypted: ({ who, ...deed }, entry) => this.#of(this.#doer(who, entry), (person) => person.prove(deed)),
    forgotten: ({ who, spans }, entry) =>
      this.#of(this.#doer(who, entry), (person) => person.trail.forget(spans)),
    made: ({ who, room: name, isLocked }, entry) => {
      const person = this.#doer(who, entry);
      if (person === undefined || this.#rooms.find(name) !== undefined) return undefined;
      const room = this.#rooms.add(new Room(name));
      if (isLocked) room.access.change("password", entry.seq, undefined, entry.life);
      room.pastFrom = this.#lastKeptId; // whatever was kept under this name is not its past
      room.owners.add(person.identity);
      room.members.add(person, entry.seq);
      return { person, room };
    },
    entered: ({ who, room: name, seal }, entry) => {
      const about = this.#ofBoth(this.#doer(who, entry), name);
      if (about === undefined || about.room.members.has(about.person)) return undefined;
      const { person, room } = about;
      const isSure = person.life === undefined || room === this.#rooms.lobby; // alone, nobody is faster
      if (!isSure && !room.access.admits(room.standing(person), seal)) return undefined;
      room.members.add(person, entry.seq);
      return { ...about, keeper: claim(room, person) };
    },
    exited: ({ who, room: name }, entry) => {
      const about = this.#ofMember(this.#doer(who, entry), name);
      if (about === undefined) return undefined;
      const { person, room } = about;
      room.members.delete(person);
      // Where nobody is left it stays theirs, and so does the lobby: nobody could inherit them.
      const hasHeirs = room.members.size > 0 && room !== this.#rooms.lobby;
      const wasOwner = hasHeirs && room.owners.delete(person.identity);
      return { ...about, wasOwner, heir: wasOwner ? bequeath(room) : undefined };
    },
    removed: ({ who, room: name, by }, entry) => {
      const managed = this.#managed(name, by, entry), about = this.#ofMember(this.#people.get(who), name);
      if (managed === undefined || about === undefined) return undefined;
      about.room.members.delete(about.person);
      return { ...about, ...managed };
    },
    invited: ({ who, room: name, by: inviter }, entry) => {
      const about = this.#ofBoth(this.#people.get(who), name), by = this.#doer(inviter, entry);
      if (about === undefined || by === undefined) return undefined;
      const { room: { access: { kind }, members }, room, person } = about;
      const isRight = mayInvite(kind, room.standing(by)) && !members.has(person);
      return isRight && members.invite(person) ? { ...about, by } : undefined;
    },
    owner: ({ who, room: name, by }, entry) => {
      const managed = this.#managed(name, by, entry), about = this.#ofMember(this.#people.get(who), name);
      if (managed === undefined || about === undefined) return undefined;
      const { person, room: { owners } } = about;
      const isNew = !owners.has(person.identity) && owners.give(person);
      return isNew ? { ...about, ...managed } : undefined;
    },
    inherited: ({ who, room: name }) => {
      const about = this.#ofBoth(this.#people.get(who), name); // told too late, it may be somebody else's
      return about?.room.owners.has(about.person.identity) === true ? about : undefined;
    },
    topic: ({ room: name, by, text }, entry) =>
      this.#ofRoom(this.#managed(name, by, entry), (room) => room.topic = text),
    room_kind: ({ room: name, by, roomKind, seal }, entry) =>
      this.#ofRoom(this.#managed(name, by, entry), (room) => {
        if (!hasOpenPast(room.access.kind)) room.pastFrom = this.#lastKeptId;
        room.access.change(roomKind, entry.seq, seal, entry.life);
      }),
    sealed: ({ room: name, lock, seal }) => {
      const room = this.#rooms.find(name);
      if (room?.access.lock.id !== lock || room.access.lock.isMade) return undefined;
      room.access.lock.make(seal);
      return { room };
    },
    room_history: ({ room: name, by, isKept }, entry) =>
      this.#ofRoom(this.#managed(name, by, entry), (room) => {
        room.keepsHistory = isKept;
        if (!isKept) room.pastFrom = this.#lastKeptId; // what cannot be erased at once is not shown either
      }),
    hook_made: ({ room: name, by, hook: saved }, entry, now) => {
      const managed = this.#managed(name, by, entry);
      const hook = managed && this.#hooks.make(saved, managed.room, { id: entry.seq, since: now });
      return hook && { ...managed, hook };
    },
    hook_gone: ({ room: name, by, hook: gone }, entry) => {
      const managed = this.#managed(name, by, entry),
        hook = managed && this.#hooks.delete(managed.room, gone);
      return hook && { ...managed, hook };
    },
    posted: ({ room: label, hook: name, text }, { seq: id, time }, now) => {
      const room = this.#rooms.find(label), hook = room?.hooks.get(name);
      if (room === undefined || hook === undefined || !this.#hooks.claim(hook)) return undefined;
      hook.trail.count(now, room.keepsHistory);
      if (room.keepsHistory) this.#lastKeptId = id;
      return { room, hook, message: { id, time, room: room.label, kind: "said", name, text } };
    },
    restored: ({ rooms }, _entry, now) =>
      restore(rooms, this.#books, this.#lastKeptId, { id: 0, since: now }),
    dropped: ({ rooms }, { seq: id }, now) => drop(rooms, this.#books, { id, since: now }),
  };

  #spoken(
    { kind, who, room: label, text }: DeedOf<"said" | "acted">,
    entry: Entry<Deed>,
    now: number,
  ) {
    const about = this.#ofMember(this.#doer(who, entry), label);
    if (about === undefined) return undefined;
    const { person, room } = about, { seq: id, time } = entry;
    if (!maySpeak(room.access.kind, room.standing(person))) return undefined;
    person.trail.count(now, room.keepsHistory);
    if (room.keepsHistory) this.#lastKeptId = id;
    return { person, room, message: { id, time, room: room.label, kind, name: person.name, text } };
  }

  /** The rooms somebody is in or invited to. */
  #placesOf({ places }: Person): Room[] {
    return Array.from(places, (name) => this.#rooms.find(name)!);
  }

  /** Somebody who does something: in by the life whose entry it is, or it comes from a node that was taken for dead. */
  #doer(who: GuestId, { life }: Entry<Deed>): Person | undefined {
    const person = this.#people.get(who);
    return person?.life === life ? person : undefined;
  }

  #of(person: Person | undefined, change: (person: Person) => void): OfPerson | undefined {
    if (person === undefined) return undefined;
    change(person);
    return { person };
  }

  #ofRoom(about: OfRoom & ByPerson | undefined, change: (room: Room) => void) {
    if (about !== undefined) change(about.room);
    return about;
  }

  /** A room that somebody changes, if they own it where the log has that: since they did it, much may have happened. */
  #managed(name: RoomName, by: GuestId, entry: Entry<Deed>): OfRoom & ByPerson | undefined {
    const about = this.#ofBoth(this.#doer(by, entry), name);
    if (about === undefined || !mayManage(about.room.standing(about.person))) return undefined;
    return { room: about.room, by: about.person };
  }

  #ofBoth(person: Person | undefined, name: RoomName): OfPerson & OfRoom | undefined {
    const room = this.#rooms.find(name);
    return person && room && { person, room };
  }

  #ofMember(person: Person | undefined, name: RoomName): OfPerson & OfRoom | undefined {
    const about = this.#ofBoth(person, name);
    return about?.room.members.has(about.person) === true ? about : undefined;
  }
}
