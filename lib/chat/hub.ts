/**
 * Who comes and goes, where they sit, what they are called, and what they whisper. It refuses what cannot be, and has the
 * rest done through the log.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import type { Forgotten } from "../history/forget_lines.ts";
import { type Abilities, isProgram } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell } from "../model/farewell.ts";
import { checkName, type NameCheck } from "../model/name.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { CleanText, Name } from "../text/clean.ts";
import { trimmed } from "../text/clean_parts.ts";
import { quoted } from "../text/quoted.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { FactOf } from "./fact.ts";
import type { Fold } from "./fold.ts";
import type { Guest, Preferences } from "./guest.ts";
import type { Ignorers } from "./ignorers.ts";
import { type GuestId, type Person, type Secrecy, secrecyOf } from "./person.ts";
import type { Seating } from "./seating.ts";
import type { Seat, Seats } from "./seats.ts";

/**
 * How long the connection of a guest may have acknowledged nothing before whoever comes back under the same name, from the
 * same address, replaces them, in milliseconds. What they left unread so long is proof enough for the one whose it is.
 */
export const REPLACED_MS = 20_000;

export interface HubParts {
  readonly dispatcher: Dispatcher;
  readonly fold: Fold;
  /** Where people hear what is for them alone. */
  readonly seats: Seats;
  readonly seating: Seating;
  readonly ignorers: Ignorers;
  readonly clock: Clock;
}

export class Hub {
  readonly #parts: HubParts;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /** Lets somebody in under a name, into the lobby, and tells the others; refuses a bad or taken name. */
  enter(seat: Seat, line: CleanText, address: string, preferences: Preferences): Guest | Refusal {
    const check = this.#free(line, address);
    if (check.kind !== "name") return check;
    const { person, room } = this.#join(check.name, address, seat);
    return this.#parts.seating.arrive(person, seat, preferences, room);
  }

  /** Takes a connection from whoever sits at it. With their last one they leave the chat. */
  unseat(seat: Seat, farewell: Farewell): void {
    const { seating } = this.#parts, guest = seating.at(seat);
    if (guest === undefined) return;
    if (guest.seats.size === 1) return this.leave(guest, farewell);
    seating.remove(guest, seat);
    this.#takeIn(guest);
  }

  /** Takes a guest out, frees the name and tells the others. Does nothing the second time. */
  leave({ person }: Guest, { kind: farewell }: Farewell): void {
    const { dispatcher, fold } = this.#parts, { id: who } = person;
    if (fold.people.has(who)) dispatcher.do({ kind: "left", who, farewell });
  }

  /**
   * Says a line to one person, and shows it to whoever said it; returns the event's id. It is kept nowhere.
   * @param seat where it is shown already
   */
  whisper(guest: Guest, to: Person, text: CleanText, seat?: Seat): number {
    const { seating, ignorers, clock, dispatcher } = this.#parts;
    const { person, seats } = guest, other = seating.guest(to);
    const isHeard = other !== undefined && ignorers.hears(other, person);
    guest.correspondence.last = to;
    if (isHeard) other.correspondence.last = person;
    guest.correspondence.writtenAt = clock.now();
    const id = dispatcher.number(), time = clock.time();
    const event: Event = { kind: "whispered", id, time, name: person.name, to: to.name, text };
    this.#parts.seats.deliver(new Set(isHeard ? [...seats, ...other.seats] : seats), event, seat && [seat]);
    return id;
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename({ person }: Guest, line: CleanText): Name | Refusal {
    const check = this.#free(line, person.address, person);
    if (check.kind !== "name") return check;
    const { name: to } = check;
    if (to !== person.name) this.#parts.dispatcher.do({ kind: "renamed", who: person.id, to });
    return to;
  }

  /** Takes back all that somebody said since they came; tells how many lines went, as far as that is known. */
  forget({ person: { id: who, trail } }: Guest): Forgotten | Promise<Forgotten> {
    const { dispatcher, fold: { lastId } } = this.#parts;
    const spans = trail.spans().map((span) => ({ ...span, upTo: Math.min(span.upTo, lastId) }));
    return dispatcher.do({ kind: "forgotten", who, spans }).erased;
  }

  /** Learns what a connection can take. */
  able(seat: Seat, abilities: Partial<Abilities>): void {
    seat.restyle({ abilities });
    const guest = this.#parts.seating.at(seat);
    if (guest !== undefined) this.#takeIn(guest);
  }

  /** Gives a guest one more connection. */
  addSeat(guest: Guest, seat: Seat): void {
    this.#parts.seating.add(guest, seat);
    this.#takeIn(guest);
  }

  /** Has somebody come; or go again, where a bug keeps them from their seat. */
  #join(name: Name, address: string, { dialect, origin }: Seat): FactOf<"joined"> {
    const { dispatcher, fold } = this.#parts, secrecy = secrecyIn([origin]);
    try {
      return dispatcher.do({ kind: "joined", name, address, isBot: isProgram(dialect), ...secrecy });
    } catch (error) {
      const who = fold.lastId as GuestId; // theirs, if they came
      if (fold.people.has(who)) dispatcher.append({ kind: "left", who, farewell: "bug" });
      throw error;
    }
  }

  /** Somebody is a program where one is at all their connections; encrypted, and here by SSH, where all of those are. */
  #takeIn({ person, seats }: Guest): void {
    const { dispatcher } = this.#parts, { id: who } = person, all = [...seats];
    const isBot = all.every(({ dialect }) => isProgram(dialect));
    const secrecy = secrecyIn(all.map(({ origin }) => origin));
    if (isBot !== person.isBot) dispatcher.do({ kind: "bot", who, isBot });
    if (secrecy !== person.secrecy) dispatcher.do({ kind: "encrypted", who, ...secrecy });
  }

  /** Lets go of somebody who vanished, where the one who comes is by all that is known the same. */
  #replaceVanished(name: Name, address: string): void {
    const { fold, seating } = this.#parts;
    const person = fold.names.find(name),
      holder = person?.kind === "person" ? seating.guest(person) : undefined;
    if (holder === undefined || !holder.person.identity.matches(Identity.of(name, address))) return;
    const silentMs = holder.seats.vanishedMs(REPLACED_MS);
    if (silentMs === undefined) return;
    const farewell = { kind: "vanished", silentMs } as const;
    holder.seats.end(farewell);
    this.leave(holder, farewell);
  }

  /** A name that may be had by whoever comes from that address, or has it already. */
  #free(line: CleanText, address: string, own?: Person): Extract<NameCheck, { kind: "name" }> | Refusal {
    const given = quoted(trimmed(line)), { names } = this.#parts.fold;
    const check = checkName(line);
    if (check.kind === "problem") return { kind: "bad_name", problem: check.problem, given };
    if (names.isFree(check.name, own)) return check;
    this.#replaceVanished(check.name, address);
    return names.isFree(check.name, own) ? check : { kind: "bad_name", problem: "taken", given };
  }
}

function secrecyIn(origins: readonly Seat["origin"][]): Secrecy {
  const isEncrypted = origins.every((origin) => origin.isEncrypted);
  return secrecyOf({ isEncrypted, isSsh: origins.every(({ door }) => door === "ssh") });
}
