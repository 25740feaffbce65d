/**
 * Who sits where: the guests of this server by their person and by their connections.
 *
 * @module
 */

import { Guest, type Preferences } from "./guest.ts";
import { GuestSeats } from "./guest_seats.ts";
import type { GuestId, Person } from "./person.ts";
import type { Room } from "./room.ts";
import type { Seat, Seats, Topic } from "./seats.ts";

export class Seating {
  /** What everybody hears. */
  readonly everybody: Topic = {};
  readonly #seats: Seats;
  readonly #guests = new Map<GuestId, Guest>();
  readonly #bySeat = new Map<Seat, Guest>();

  constructor(seats: Seats) {
    this.#seats = seats;
  }

  /** How many guests there are. */
  get size(): number {
    return this.#guests.size;
  }

  /** The guest whom a person is here. */
  guest({ id }: Person): Guest | undefined {
    return this.#guests.get(id);
  }

  /** The guest who sits at a connection. */
  at(seat: Seat): Guest | undefined {
    return this.#bySeat.get(seat);
  }

  /** Makes a person who came a guest, at their first seat and in their first room. */
  arrive(person: Person, seat: Seat, preferences: Preferences, room: Room): Guest {
    const guest = new Guest(person, new GuestSeats(this.#seats), preferences, room);
    this.#guests.set(person.id, guest);
    this.add(guest, seat);
    return guest;
  }

  /** Lets go of a guest and all their seats. */
  leave(guest: Guest): void {
    this.#guests.delete(guest.person.id);
    for (const seat of guest.seats) this.#giveUp(guest, seat);
  }

  /** Gives a guest one more seat: it hears what they hear, and is spoken to as they wish. */
  add(guest: Guest, seat: Seat): void {
    guest.seats.add(seat);
    this.#bySeat.set(seat, guest);
    seat.person = guest.name;
    for (const topic of [this.everybody, ...guest.rooms]) this.#seats.subscribe(seat, topic);
    seat.restyle({ wishes: guest.preferences, focus: guest.correspondence.query ?? guest.current });
  }

  /** Takes one of several seats from a guest. */
  remove(guest: Guest, seat: Seat): void {
    this.#giveUp(guest, seat);
    guest.seats.delete(seat);
  }

  /** Takes over what somebody wishes, wherever they sit; a connection may wish before it has a name. */
  prefer(seat: Seat, preferences: Preferences): void {
    const guest = this.at(seat);
    if (guest !== undefined) guest.preferences = preferences;
    for (const each of guest?.seats ?? [seat]) each.restyle({ wishes: preferences });
  }

  #giveUp(guest: Guest, seat: Seat): void {
    this.#bySeat.delete(seat);
    for (const topic of [this.everybody, ...guest.rooms]) this.#seats.unsubscribe(seat, topic);
  }
}
