/**
 * Who is in a room, and who is invited into it. Every person knows the rooms of both kinds too, so that whoever leaves
 * the chat has to be taken out of those alone: both sides are written here and nowhere else.
 *
 * @module
 */

import type { RoomName } from "../text/clean.ts";
import type { Person } from "./person.ts";

/** Most people invited into one room who have not come yet. */
export const MAX_INVITED = 100;

export class Members implements Iterable<Person> {
  readonly #room: RoomName;
  readonly #sinceIds = new Map<Person, number>(); // in the order they came
  readonly #invited = new Set<Person>();

  constructor(room: RoomName) {
    this.#room = room;
  }

  all(): Person[] {
    return [...this];
  }

  /** Everybody in the room, in the order they came. */
  [Symbol.iterator](): Iterator<Person> {
    return this.#sinceIds.keys();
  }

  get size(): number {
    return this.#sinceIds.size;
  }

  has(person: Person): boolean {
    return this.#sinceIds.has(person);
  }

  /** The id of the event by which somebody came in; undefined where they are not in. */
  sinceId(person: Person): number | undefined {
    return this.#sinceIds.get(person);
  }

  /** Lets somebody in by the event of that id; an invitation is used up by that. */
  add(person: Person, id: number): void {
    this.#sinceIds.set(person, id);
    this.#invited.delete(person);
    person.places.add(this.#room);
  }

  /** Takes somebody out; returns whether they were in. An invitation stays. */
  delete(person: Person): boolean {
    const wasIn = this.#sinceIds.delete(person);
    this.#forget(person);
    return wasIn;
  }

  isInvited(person: Person): boolean {
    return this.#invited.has(person);
  }

  /** Whether they are invited already, or not too many are. */
  canInvite(person: Person): boolean {
    return this.#invited.size < MAX_INVITED || this.#invited.has(person);
  }

  /** Remembers an invitation until it is used or whoever has it leaves; false where too many are open. */
  invite(person: Person): boolean {
    if (!this.canInvite(person)) return false;
    this.#invited.add(person);
    person.places.add(this.#room);
    return true;
  }

  uninvite(person: Person): void {
    this.#invited.delete(person);
    this.#forget(person);
  }

  /** Takes back all invitations: the room is no more. Returns whose those were. */
  uninviteAll(): Person[] {
    const all = [...this.#invited];
    for (const person of all) this.uninvite(person);
    return all;
  }

  #forget(person: Person): void {
    if (!this.has(person) && !this.isInvited(person)) person.places.delete(this.#room);
  }
}
