/**
 * The connections that one guest sits at, in the order they took them. Whatever the chat does for a guest is done at all
 * of them here, so that nobody else has to think of more than one.
 *
 * @module
 */

import type { Farewell } from "../model/farewell.ts";
import type { Notice } from "../model/notice.ts";
import type { Seat, Seats, Style, Topic } from "./seats.ts";

export class GuestSeats implements Iterable<Seat> {
  readonly #port: Seats;
  readonly #seats = new Set<Seat>();

  constructor(port: Seats) {
    this.#port = port;
  }

  [Symbol.iterator](): Iterator<Seat> {
    return this.#seats.values();
  }

  get size(): number {
    return this.#seats.size;
  }

  has(seat: Seat): boolean {
    return this.#seats.has(seat);
  }

  add(seat: Seat): void {
    this.#seats.add(seat);
  }

  delete(seat: Seat): void {
    this.#seats.delete(seat);
  }

  subscribe(topic: Topic): void {
    for (const seat of this.#seats) this.#port.subscribe(seat, topic);
  }

  unsubscribe(topic: Topic): void {
    for (const seat of this.#seats) this.#port.unsubscribe(seat, topic);
  }

  restyle(style: Style): void {
    for (const seat of this.#seats) seat.restyle(style);
  }

  tell(notice: Notice): void {
    for (const seat of this.#seats) seat.tell(notice);
  }

  end(farewell: Farewell): void {
    for (const seat of this.#seats) seat.end(farewell);
  }

  /** For how long all of them have acknowledged nothing, if at least so long; both in milliseconds. */
  vanishedMs(atLeastMs: number): number | undefined {
    const silent = Array.from(this.#seats, (seat) => seat.vanishedMs(atLeastMs));
    return silent.includes(undefined) ? undefined : Math.min(...silent as number[]);
  }
}
