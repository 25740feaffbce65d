/**
 * Who writes to whom alone: the guests whose plain lines go to one person, also by that person, so that whoever leaves is
 * let go of without asking everybody.
 *
 * @module
 */

import { Query } from "./correspondence.ts";
import type { Guest } from "./guest.ts";
import type { Person } from "./person.ts";

export class Queries {
  readonly #guests = new Map<Person, Set<Guest>>();

  /** Has a guest's plain lines go to one person alone. */
  begin(guest: Guest, person: Person): void {
    this.forget(guest);
    const query = guest.correspondence.query = new Query(person);
    const guests = this.#guests.get(person);
    if (guests === undefined) this.#guests.set(person, new Set([guest]));
    else guests.add(guest);
    guest.seats.restyle({ focus: query });
  }

  /** Has them go to the guest's current room again. */
  end(guest: Guest): void {
    const hadOne = guest.correspondence.query !== undefined;
    this.forget(guest);
    if (hadOne) guest.seats.restyle({ focus: guest.current });
  }

  /** Ends the queries with somebody who has left; returns whose they were. */
  parted(person: Person): Guest[] {
    const guests = [...this.#guests.get(person) ?? []];
    for (const guest of guests) {
      this.end(guest);
      guest.correspondence.parted = { kind: "has_left", name: person.name };
    }
    return guests;
  }

  /** Lets go of a guest's query, if there is one. */
  forget(guest: Guest): void {
    const { correspondence } = guest, person = correspondence.query?.person;
    correspondence.query = correspondence.parted = undefined;
    if (person === undefined) return;
    const guests = this.#guests.get(person);
    guests?.delete(guest);
    if (guests?.size === 0) this.#guests.delete(person);
  }
}
