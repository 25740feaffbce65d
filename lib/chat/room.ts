/**
 * One room: its name, its rules, and who is in it. It is the audience of what is said there.
 *
 * What people may do is decided by the pure functions of `model/room_rules.ts`; this class keeps what they ask for.
 *
 * @module
 */

import type { Audience } from "../delivery/batch.ts";
import { addressIn, type Guest } from "./guest.ts";
import { Lock } from "../runtime/lock.ts";
import { networkOf } from "../model/address.ts";
import type { CleanText, RoomName } from "../text/clean.ts";
import { hasOpenPast, type RoomKind, type Standing } from "../model/room_rules.ts";
import type { Recipient } from "../delivery/recipient.ts";
import { cleanText } from "../text/clean_text.ts";
import type { SavedRoom } from "../store/store.ts";

/** Most people invited and not yet come, and most owners, of one room. */
export const MAX_INVITED = 100, MAX_OWNERS = 100;

/** One room. */
export class Room implements Audience {
  /** Tells a room from a refusal. */
  readonly kind = "room";
  /** Its name with the `#`, as its maker wrote it; also what its lines are marked with for those who talk elsewhere. */
  readonly label: RoomName;
  /** Who may come in and speak. */
  roomKind: RoomKind = "public";
  /** What it is about; empty for nothing. */
  topic = "" as CleanText;
  /** What a password is compared with. */
  lock = new Lock("");
  /** Whether what is said in it is kept. */
  keepsHistory = true;
  /** The id of a kept line behind which newcomers may see what was said, unless the kind hides it; 0 for all. */
  pastFrom = 0;
  /** A program that inherited it from people and owns it only where no person does; not kept across restarts. */
  keeper: Guest | undefined;
  readonly #owners = new Map<string, string>(); // the key of each to the network they came from
  readonly #members = new Map<Recipient, { readonly guest: Guest; readonly sinceId: number }>();
  readonly #invited = new Set<Recipient>();

  /** An empty room, open to all, that belongs to nobody; or one as it was kept. */
  constructor(label: RoomName, saved?: SavedRoom) {
    this.label = label;
    if (saved !== undefined) this.adopt(saved);
  }

  /** Takes over the rules a room was kept with. */
  adopt(saved: SavedRoom): void {
    this.roomKind = saved.kind;
    this.topic = cleanText(saved.topic); // an older server kept what this one does not let in
    this.lock = new Lock(saved.password);
    this.keepsHistory = saved.keepsHistory;
    this.pastFrom = saved.pastFrom;
    this.keeper = undefined;
    this.#owners.clear();
    for (const key of saved.owners) this.#owners.set(key, networkOf(addressIn(key)));
  }

  /** What is kept of its password; empty where there is none, or until it is made. */
  get seal(): string {
    return this.lock.seal;
  }

  /** Everybody in it, as an audience. */
  keys(): Iterable<Recipient> {
    return this.#members.keys();
  }

  /** Everybody in it, in the order they came. */
  guests(): Guest[] {
    return Array.from(this.#members.values(), ({ guest }) => guest);
  }

  /** How many people are in it. */
  get size(): number {
    return this.#members.size;
  }

  /** Whether somebody is in it. */
  has(guest: Guest): boolean {
    return this.#members.has(guest.recipient);
  }

  /**
   * Lets somebody in; an invitation is used up by that.
   * @param id of the event of their coming: where the past is not open, they see what came after
   */
  add(guest: Guest, id: number): void {
    this.#members.set(guest.recipient, { guest, sinceId: id });
    this.#invited.delete(guest.recipient);
  }

  /** Takes somebody out. */
  delete(guest: Guest): void {
    this.#members.delete(guest.recipient);
  }

  /** The id behind which a member may see what was said: 0 for all. */
  openFrom(guest: Guest): number {
    const sinceId = this.#members.get(guest.recipient)?.sinceId ?? Infinity;
    return hasOpenPast(this.roomKind) ? Math.min(sinceId, this.pastFrom) : sinceId;
  }

  /** What somebody is to the room. */
  standing(guest: Guest): Standing {
    return {
      isOwner: this.#owners.has(guest.key),
      isMember: this.has(guest),
      isInvited: this.#invited.has(guest.recipient),
    };
  }

  /** The owners who are in it now. */
  ownersHere(): Guest[] {
    return this.guests().filter((guest) => this.#owners.has(guest.key));
  }

  /** Whether somebody in the network of an address owns it. */
  isOwnedFrom(address: string): boolean {
    const wanted = networkOf(address);
    for (const network of this.#owners.values()) if (network === wanted) return true;
    return false;
  }

  /** Makes somebody an owner; false where there are too many. */
  own(guest: Guest): boolean {
    if (this.#owners.size >= MAX_OWNERS && !this.#owners.has(guest.key)) return false;
    this.#owners.set(guest.key, networkOf(guest.address));
    return true;
  }

  /** Takes the ownership from a key; whether it had it. */
  disown(key: string): boolean {
    return this.#owners.delete(key);
  }

  /** Whether nobody at all owns it, here or away. */
  get isNobodys(): boolean {
    return this.#owners.size === 0;
  }

  /** Whether nobody owns it but the program that keeps it, if one does. */
  get isOrphaned(): boolean {
    const isKept = this.keeper !== undefined && this.#owners.has(this.keeper.key);
    return this.#owners.size === (isKept ? 1 : 0);
  }

  /** Remembers an invitation until it is used or its guest leaves; false where too many are open. */
  invite(guest: Guest): boolean {
    if (this.#invited.size >= MAX_INVITED && !this.#invited.has(guest.recipient)) return false;
    this.#invited.add(guest.recipient);
    return true;
  }

  /** Forgets an invitation. */
  uninvite(guest: Guest): void {
    this.#invited.delete(guest.recipient);
  }

  /** The room as it is kept. */
  saved(): SavedRoom {
    const { label: name, roomKind: kind, topic, seal: password, keepsHistory, pastFrom } = this;
    return { name, kind, topic, owners: [...this.#owners.keys()], password, keepsHistory, pastFrom };
  }
}
