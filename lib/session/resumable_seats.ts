/**
 * The seats whose clients may come back after they lost their connection, by a token that only the client has. A seat
 * that lost its connection is held: whoever sits there stays in the chat, marked away, until the client comes back at
 * another connection, or has not for `resumeMs`.
 *
 * Tokens are forgotten with their seats, and with the server: they are kept nowhere.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { GuestId, Person } from "../chat/person.ts";
import type { Services } from "../chat/services.ts";
import type { Reader } from "../delivery/reader.ts";
import type { Place } from "../guard/place.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Tally } from "../observe/tally.ts";
import { type Clock, until } from "../runtime/clock.ts";
import { NO_TEXT } from "../text/clean_parts.ts";
import { EarlierRequests } from "./earlier_requests.ts";

/** How a session ends where nothing else is known. */
const HUNG_UP: Farewell = { kind: "hung_up" };

/** How a session ends whose client has gone on at another connection. */
const RESUMED: Farewell = { kind: "resumed" };

/** How long somebody may take to leave another node that gives up their seat, in milliseconds. */
const LEAVING_MS = 3000;

/** A seat that may move to another connection. */
export interface ResumableSeat {
  readonly token: string;
  /** Its connection, or the one it lost. */
  reader: Reader;
  /** The place of that connection among all. */
  place: Place;
  readonly requests: EarlierRequests;
  /** Whether the guest is away because of the lost connection alone. */
  isMarkedAway: boolean;
}

/** A connection, and its place among all. */
export type SeatedConnection = Pick<ResumableSeat, "reader" | "place">;

export interface ResumableSeatsParts {
  readonly services: Pick<Services, "hub" | "seating" | "dispatcher" | "tokens" | "people" | "neighbours">;
  readonly clock: Clock;
  readonly settings: { readonly resumeMs: number };
  readonly tally: Tally;
}

export class ResumableSeats {
  readonly #parts: ResumableSeatsParts;
  readonly #byToken = new Map<string, ResumableSeat>();

  constructor(parts: ResumableSeatsParts) {
    this.#parts = parts;
    parts.services.neighbours.onGivenUp = (token) => this.#byToken.get(token)?.reader.end(RESUMED);
  }

  /** How long a seat is held, in milliseconds; 0 where none is. */
  get resumeMs(): number {
    return this.#parts.settings.resumeMs;
  }

  /** Makes a connection's seat one that may move. Where there are several nodes, its token says whose it is. */
  add({ reader, place }: SeatedConnection): ResumableSeat {
    const { tokens, seating } = this.#parts.services, person = seating.at(reader)?.person;
    const token = (person?.life === undefined ? "" : `${person.id}.`) + tokens.fresh();
    place.expectBack();
    const seat = { token, reader, place, requests: new EarlierRequests(), isMarkedAway: false };
    this.#byToken.set(token, seat);
    reader.isResumable = true;
    return seat;
  }

  /** The seat of a token, and who sits there; undefined also where they have to go, and only have not heard it yet. */
  find(token: string): { readonly seat: ResumableSeat; readonly guest: Guest } | undefined {
    const seat = this.#byToken.get(token);
    if (seat === undefined || seat.reader.farewell !== undefined) return undefined;
    const guest = this.#parts.services.seating.at(seat.reader);
    return guest && { seat, guest };
  }

  /** Who has the seat of a token at another node, by what the token says; only that node knows whether it is right. */
  whoElsewhere(token: string): Person | undefined {
    const { people, seating } = this.#parts.services, [, id] = /^(\d{1,15})\./.exec(token) ?? [];
    const person = id === undefined ? undefined : people.get(Number(id) as GuestId);
    return person !== undefined && seating.guest(person) === undefined ? person : undefined;
  }

  /** Has another node give up a seat; resolves when whoever had it has left, so that they can come in here. */
  async giveUpElsewhere(person: Person, token: string): Promise<void> {
    const { services: { neighbours, people }, clock } = this.#parts;
    if (await neighbours.giveUp(person, token)) await until(clock, LEAVING_MS, () => !people.has(person.id));
  }

  /** Holds a seat whose connection is lost; resolves when it has moved, or its session has to end. */
  hold(seat: ResumableSeat): Promise<void> {
    const { services: { seating }, clock, tally } = this.#parts, { reader } = seat;
    reader.lose(HUNG_UP); // unless more is known already; what is found out later of that connection ends no seat
    reader.outbox.hold();
    const guest = seating.at(reader);
    if (guest !== undefined && guest.person.away === undefined) this.#mark(seat, guest, true);
    return new Promise((resolve) => {
      const expiry = clock.after(this.resumeMs, () => {
        tally.expired++;
        reader.end(reader.loss!);
      });
      reader.onEnd(() => {
        expiry.cancel();
        resolve();
      });
    });
  }

  /**
   * Moves a seat to another connection, behind all that the one before was told; its session there ends, and its place is
   * given back. Returns why that cannot be.
   */
  move(seat: ResumableSeat, guest: Guest, { reader, place }: SeatedConnection): Refusal | undefined {
    const refusal = place.succeed(seat.place);
    if (refusal !== undefined) return refusal;
    const { services: { hub }, tally } = this.#parts;
    const { reader: before } = seat;
    hub.addSeat(guest, reader);
    hub.unseat(before, RESUMED);
    seat.reader = reader;
    seat.place = place;
    reader.isResumable = true;
    seat.requests.onResumed();
    before.end(RESUMED);
    if (seat.isMarkedAway) this.#mark(seat, guest, false);
    tally.resumed++;
    return undefined;
  }

  /** The session at a connection is over: its token is worth nothing any more, unless the seat has moved. */
  forget(seat: ResumableSeat, reader: Reader): void {
    if (seat.reader === reader) this.#byToken.delete(seat.token);
  }

  #mark(seat: ResumableSeat, { person: { id: who } }: Guest, isAway: boolean): void {
    seat.isMarkedAway = isAway;
    this.#parts.services.dispatcher.do({ kind: "away", who, text: isAway ? NO_TEXT : undefined });
  }
}
