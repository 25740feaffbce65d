/**
 * One room: its name, its rules, and who is in it. It is the topic of what is said there.
 *
 * What people may do is decided by the pure functions of `model/room_rules.ts`; this class keeps what they ask for.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import type { GuestId, Person } from "./person.ts";
import { Lock } from "../guard/lock.ts";
import { networkOf } from "../text/address.ts";
import type { RoomName } from "../text/clean.ts";
import { hasOpenPast, type RoomKind, type Standing } from "../model/room_rules.ts";
import { NO_TEXT } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import type { SavedRoom } from "../model/saved_room.ts";
import type { Topic } from "./seats.ts";

/** Most people invited and not yet come, and most owners, of one room. */
export const MAX_INVITED = 100, MAX_OWNERS = 100;

/** One room. */
export class Room implements Topic {
  /** Tells a room from a refusal. */
  readonly kind = "room";
  /** Its name with the `#`, as its maker wrote it; also what its lines are marked with for those who talk elsewhere. */
  readonly label: RoomName;
  /** Who may come in and speak. */
  roomKind: RoomKind = "public";
  /** What it is about; empty for nothing. */
  topic = NO_TEXT;
  /** What a password is compared with. */
  lock = new Lock("");
  /** Whether what is said in it is kept. */
  keepsHistory = true;
  /** The id of a kept line behind which newcomers may see what was said, unless the kind hides it; 0 for all. */
  pastFrom = 0;
  /** A program that inherited it from people and owns it only where no person does; not kept across restarts. */
  keeper: Person | undefined;
  #lockId = 0; // the number of the entry that it came with
  readonly #owners = new Map<string, Identity>(); // by the key of each
  readonly #members = new Map<GuestId, { readonly person: Person; readonly sinceId: number }>();
  readonly #invited = new Set<GuestId>();

  /** An empty room, open to all, that belongs to nobody; or one as it was kept. */
  constructor(label: RoomName, saved?: SavedRoom) {
    this.label = label;
    if (saved !== undefined) this.adopt(saved);
  }

  /** Takes over the rules a room was kept with. */
  adopt(saved: SavedRoom): void {
    this.change(saved.kind, 0, saved.password);
    this.topic = cleanText(saved.topic); // an older server kept what this one does not let in
    this.keepsHistory = saved.keepsHistory;
    this.pastFrom = saved.pastFrom;
    this.keeper = undefined;
    this.#owners.clear();
    for (const key of saved.owners) this.#owners.set(key, Identity.kept(key));
  }

  /**
   * Changes who may come in and speak.
   * @param id of the entry by which it does
   * @param seal what a password is compared with; undefined where that is still being made
   */
  change(kind: RoomKind, id: number, seal: string | undefined): void {
    this.lock.make(""); // whoever waits for it is decided about by what holds now
    this.roomKind = kind;
    this.lock = new Lock(seal);
    this.#lockId = id;
  }

  /** Whether its lock is that of an entry. */
  isLockedBy(id: number): boolean {
    return id === this.#lockId;
  }

  /** Gives the lock of that entry its seal; false where the room has another lock by now. */
  sealLock(id: number, seal: string): boolean {
    if (!this.isLockedBy(id)) return false;
    this.lock.make(seal);
    return true;
  }

  /** What is kept of its password; empty where there is none, or until it is made. */
  get seal(): string {
    return this.lock.seal;
  }

  /** Everybody in it, in the order they came. */
  people(): Person[] {
    return Array.from(this.#members.values(), ({ person }) => person);
  }

  /** How many people are in it. */
  get size(): number {
    return this.#members.size;
  }

  /** Whether somebody is in it. */
  has({ id }: Person): boolean {
    return this.#members.has(id);
  }

  /**
   * Lets somebody in; an invitation is used up by that.
   * @param id of the event of their coming: where the past is not open, they see what came after
   */
  add(person: Person, id: number): void {
    this.#members.set(person.id, { person, sinceId: id });
    this.#invited.delete(person.id);
  }

  /** Takes somebody out; whether they were in. */
  delete({ id }: Person): boolean {
    return this.#members.delete(id);
  }

  /** The id behind which a member may see what was said: 0 for all. */
  openFrom({ id }: Person): number {
    const sinceId = this.#members.get(id)?.sinceId ?? Infinity;
    return hasOpenPast(this.roomKind) ? Math.min(sinceId, this.pastFrom) : sinceId;
  }

  /** What somebody is to the room. */
  standing(person: Person): Standing {
    return {
      isOwner: this.#owners.has(person.identity.key),
      isMember: this.has(person),
      isInvited: this.#invited.has(person.id),
    };
  }

  /** The owners who are in it now. */
  ownersHere(): Person[] {
    return this.people().filter(({ identity }) => this.#owners.has(identity.key));
  }

  /** Whether somebody in the network of an address owns it. */
  isOwnedFrom(address: string): boolean {
    const wanted = networkOf(address);
    for (const { network } of this.#owners.values()) if (network === wanted) return true;
    return false;
  }

  /** Makes somebody an owner; false where there are too many. */
  own(person: Person): boolean {
    if (!this.canOwn(person)) return false;
    this.#owners.set(person.identity.key, person.identity);
    return true;
  }

  /** Takes the ownership from somebody; whether they had it. */
  disown({ key }: Identity): boolean {
    return this.#owners.delete(key);
  }

  /** Whether nobody at all owns it, here or away. */
  get isNobodys(): boolean {
    return this.#owners.size === 0;
  }

  /** Whether nobody owns it but the program that keeps it, if one does. */
  get isOrphaned(): boolean {
    const isKept = this.keeper !== undefined && this.#owners.has(this.keeper.identity.key);
    return this.#owners.size === (isKept ? 1 : 0);
  }

  /** Whether it can have somebody as an owner: they are one, or it has not too many. */
  canOwn({ identity }: Person): boolean {
    return this.#owners.size < MAX_OWNERS || this.#owners.has(identity.key);
  }

  /** Whether it can have somebody invited. */
  canInvite({ id }: Person): boolean {
    return this.#invited.size < MAX_INVITED || this.#invited.has(id);
  }

  /** Remembers an invitation until it is used or whoever has it leaves; false where too many are open. */
  invite(person: Person): boolean {
    if (!this.canInvite(person)) return false;
    this.#invited.add(person.id);
    return true;
  }

  /** Forgets an invitation. */
  uninvite({ id }: Person): void {
    if (this.#invited.size > 0) this.#invited.delete(id); // asked of all rooms whenever somebody leaves
  }

  /** The room as it is kept. */
  saved(): SavedRoom {
    const { label: name, roomKind: kind, topic, seal: password, keepsHistory, pastFrom } = this;
    return { name, kind, topic, owners: [...this.#owners.keys()], password, keepsHistory, pastFrom };
  }
}
