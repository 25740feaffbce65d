/**
 * Who sits where: the guests of this server, and the connections of each. Whatever the chat does for a guest is done at
 * all of their seats here, so that nobody else has to think of more than one.
 *
 * @module
 */

import type { Farewell } from "../model/farewell.ts";
import type { Notice } from "../model/notice.ts";
import type { Guest, Preferences } from "./guest.ts";
import type { GuestId, Person } from "./person.ts";
import type { Room } from "./room.ts";
import type { Seat, Seats, Topic } from "./seats.ts";

/** All guests of one server. */
export class Seating {
  /** What everybody hears. */
  readonly everybody: Topic = {};
  readonly #seats: Seats;
  readonly #guests = new Map<GuestId, Guest>();
  readonly #bySeat = new Map<Seat, Guest>();

  /** Nobody sits anywhere. */
  constructor(seats: Seats) {
    this.#seats = seats;
  }

  /** The guest whom a person is here. */
  guest({ id }: Person): Guest | undefined {
    return this.#guests.get(id);
  }

  /** The guest who sits at a connection. */
  at(seat: Seat): Guest | undefined {
    return this.#bySeat.get(seat);
  }

  /** All guests, in the order they came. */
  all(): Iterable<Guest> {
    return this.#guests.values();
  }

  /** How many they are. */
  get size(): number {
    return this.#guests.size;
  }

  /** Takes in a new guest with their first seat. */
  arrive(guest: Guest): void {
    this.#guests.set(guest.person.id, guest);
    for (const seat of guest.seats) this.#take(guest, seat);
  }

  /** Lets go of a guest and all their seats. */
  leave(guest: Guest): void {
    this.#guests.delete(guest.person.id);
    for (const seat of guest.seats) this.#giveUp(guest, seat);
  }

  /** Gives a guest one more seat: it hears what they hear, and is spoken to as they wish. */
  add(guest: Guest, seat: Seat): void {
    guest.seats.add(seat);
    this.#take(guest, seat);
    for (const room of guest.rooms) this.#seats.subscribe(seat, room);
    this.#seats.restyle(seat, { wishes: guest.preferences, focus: guest.current });
  }

  /** Takes one of several seats from a guest. */
  remove(guest: Guest, seat: Seat): void {
    this.#giveUp(guest, seat);
    guest.seats.delete(seat);
  }

  /** Has a guest hear a topic. */
  hear(guest: Guest, topic: Topic): void {
    for (const seat of guest.seats) this.#seats.subscribe(seat, topic);
  }

  /** Has a guest hear it no more. */
  hearNoMore(guest: Guest, topic: Topic): void {
    for (const seat of guest.seats) this.#seats.unsubscribe(seat, topic);
  }

  /** Has the lines of a guest go to a room they are in. */
  focus(guest: Guest, room: Room): void {
    guest.focus(room);
    for (const seat of guest.seats) this.#seats.restyle(seat, { focus: room });
  }

  /** Shows operators the name that a guest has now. */
  renamed({ name, seats }: Guest): void {
    for (const seat of seats) seat.person = name;
  }

  /** Tells somebody something, wherever they sit. */
  tell(person: Person, notice: Notice): void {
    for (const seat of this.guest(person)?.seats ?? []) this.#seats.tell(seat, notice);
  }

  /** Takes over what somebody wishes, wherever they sit; a connection may wish before it has a name. */
  prefer(seat: Seat, preferences: Preferences): void {
    const guest = this.at(seat);
    if (guest !== undefined) guest.preferences = preferences;
    for (const each of guest?.seats ?? [seat]) this.#seats.restyle(each, { wishes: preferences });
  }

  /** For how long all connections of a guest have acknowledged nothing, if at least so long; both in milliseconds. */
  vanishedMs({ seats }: Guest, atLeastMs: number): number | undefined {
    const silent = Array.from(seats, (seat) => this.#seats.vanishedMs(seat, atLeastMs));
    return silent.includes(undefined) ? undefined : Math.min(...silent as number[]);
  }

  /** Ends the sessions of a guest. */
  end({ seats }: Guest, farewell: Farewell): void {
    for (const seat of seats) this.#seats.end(seat, farewell);
  }

  #take(guest: Guest, seat: Seat): void {
    this.#bySeat.set(seat, guest);
    seat.person = guest.name;
    this.#seats.subscribe(seat, this.everybody);
  }

  #giveUp(guest: Guest, seat: Seat): void {
    this.#bySeat.delete(seat);
    this.#seats.unsubscribe(seat, this.everybody);
    for (const room of guest.rooms) this.#seats.unsubscribe(seat, room);
  }
}
