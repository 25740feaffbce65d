/**
 * Who comes and goes, where they sit, what they are called, and what they whisper. It refuses what cannot be, and has the
 * rest done through the log.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import { type Abilities, isProgram } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell } from "../model/farewell.ts";
import { checkName, type NameCheck } from "../model/name.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Clock } from "../runtime/clock.ts";
import { once, type Soon } from "../runtime/soon.ts";
import type { CleanText, Name } from "../text/clean.ts";
import { trimmed } from "../text/clean_parts.ts";
import { quoted } from "../text/quoted.ts";
import type { Dispatcher, Done } from "./dispatcher.ts";
import type { Fold } from "./fold.ts";
import type { Guest, Preferences } from "./guest.ts";
import type { Ignorers } from "./ignorers.ts";
import type { Neighbours } from "./neighbours.ts";
import { type Person, type Proven, secrecyOf } from "./person.ts";
import type { Seating } from "./seating.ts";
import type { Seat, Seats } from "./seats.ts";

/**
 * How long the connection of a guest may have acknowledged nothing before whoever comes back under the same name, from the
 * same address, replaces them, in milliseconds. What they left unread so long is proof enough for the one whose it is.
 */
export const REPLACED_MS = 20_000;

type FreeName = Extract<NameCheck, { readonly kind: "name" }>;

interface Whisper {
  readonly guest: Guest;
  readonly to: Person;
  readonly text: CleanText;
  readonly shownAt: Seat | undefined;
}

export interface HubParts {
  readonly dispatcher: Dispatcher;
  readonly neighbours: Pick<Neighbours, "say">;
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
  enter(seat: Seat, line: CleanText, address: string, preferences: Preferences): Soon<Guest | Refusal> {
    const { dispatcher, seating } = this.#parts;
    return once(this.#free(line, address), (check) => {
      if (check.kind !== "name") return check;
      const { name } = check, isBot = isProgram(seat.dialect), proven = provenBy([seat.origin]);
      return once(dispatcher.do({ kind: "joined", name, address, isBot, ...proven }), (came) => (
        came.kind === "joined" ? seating.arrive(came.person, seat, preferences, came.room) : came
      ));
    });
  }

  /** Takes a connection from whoever sits at it. With their last one they leave the chat. */
  unseat(seat: Seat, farewell: Farewell): void {
    const { seating } = this.#parts, guest = seating.at(seat);
    if (guest === undefined) return;
    const isLast = guest.seats.size === 1;
    if (isLast) this.leave(guest, farewell);
    if (seating.at(seat) !== guest) return;
    seating.remove(guest, seat);
    if (!isLast) this.#takeIn(guest);
  }

  /** Takes a guest out, frees the name and tells the others. Does nothing the second time. */
  leave({ person }: Guest, { kind: farewell }: Farewell): Soon<unknown> {
    const { dispatcher, fold } = this.#parts, { id: who } = person;
    return fold.people.has(who) ? dispatcher.do({ kind: "left", who, farewell }) : undefined;
  }

  /**
   * Says a line to one person, and shows it to whoever said it; returns the event's id. It is kept nowhere, so it does not
   * go through the log. To somebody at another node: it is shown here once it has come there.
   * @param shownAt the seat where it is shown already
   */
  whisper(guest: Guest, to: Person, text: CleanText, shownAt?: Seat): Soon<number | Refusal> {
    const { seating, ignorers, neighbours, fold } = this.#parts, { person, seats } = guest;
    const other = seating.guest(to), whisper = { guest, to, text, shownAt };
    if (other === undefined) {
      return once(neighbours.say(person, to, text), (hasCome) => {
        if (hasCome) return this.#show(whisper, seats);
        const isHere = fold.people.has(to.id);
        return isHere ? { kind: "cut_off", isLine: true } : { kind: "unknown_person", given: to.name };
      });
    }
    const isHeard = ignorers.hears(other, person);
    if (isHeard) other.correspondence.last = person;
    return this.#show(whisper, isHeard ? [...seats, ...other.seats] : seats);
  }

  #show({ guest, to, text, shownAt }: Whisper, seats: Iterable<Seat>): number {
    const { clock, dispatcher } = this.#parts, { name, correspondence } = guest;
    correspondence.last = to;
    correspondence.writtenAt = clock.now();
    const id = dispatcher.number();
    const event: Event = { kind: "whispered", id, time: clock.time(), name, to: to.name, text };
    this.#parts.seats.deliver(new Set(seats), event, shownAt && [shownAt]);
    return id;
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename({ person }: Guest, line: CleanText): Soon<Name | Refusal> {
    return once(this.#free(line, person.address, person), (check) => {
      if (check.kind !== "name") return check;
      const { name: to } = check;
      if (to === person.name) return to;
      const done = this.#parts.dispatcher.do({ kind: "renamed", who: person.id, to });
      return once(done, (came) => came.kind === "renamed" ? to : came);
    });
  }

  /** Takes back all that somebody said since they came. */
  forget({ person: { id: who, trail } }: Guest): Soon<Done<"forgotten">> {
    const { dispatcher, fold: { lastId } } = this.#parts;
    const spans = trail.spans().map((span) => ({ ...span, upTo: Math.min(span.upTo, lastId) }));
    return dispatcher.do({ kind: "forgotten", who, spans });
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

  /** Somebody is a program where one is at all their connections; encrypted, and here by SSH, where all of those are. */
  #takeIn({ person, seats }: Guest): void {
    const { dispatcher } = this.#parts, { id: who } = person, all = [...seats];
    const isBot = all.every(({ dialect }) => isProgram(dialect));
    const proven = provenBy(all.map(({ origin }) => origin));
    if (isBot !== person.isBot) dispatcher.do({ kind: "bot", who, isBot });
    if (secrecyOf(proven) === person.secrecy && proven.key === person.key) return;
    dispatcher.do({ kind: "encrypted", who, ...proven });
  }

  /** Lets go of somebody who vanished, where the one who comes is by all that is known the same. */
  #replaceVanished(name: Name, address: string): Soon<unknown> {
    const { fold, seating } = this.#parts;
    const person = fold.names.find(name),
      holder = person?.kind === "person" ? seating.guest(person) : undefined;
    if (!holder?.person.identity.matches(Identity.of(name, address))) return undefined;
    const silentMs = holder.seats.vanishedMs(REPLACED_MS);
    if (silentMs === undefined) return undefined;
    const farewell = { kind: "vanished", silentMs } as const;
    holder.seats.end(farewell);
    return this.leave(holder, farewell);
  }

  /** A name that may be had by whoever comes from that address, or has it already. */
  #free(line: CleanText, address: string, own?: Person): Soon<FreeName | Refusal> {
    const given = quoted(trimmed(line)), { names } = this.#parts.fold;
    const check = checkName(line);
    if (check.kind === "problem") return { kind: "bad_name", problem: check.problem, given };
    if (names.isFree(check.name, own)) return check;
    return once(this.#replaceVanished(check.name, address), () => (
      names.isFree(check.name, own) ? check : { kind: "bad_name", problem: "taken", given }
    ));
  }
}

/** What all connections have in common. */
function provenBy(origins: readonly Seat["origin"][]): Proven {
  const isEncrypted = origins.every((origin) => origin.isEncrypted), key = origins[0]?.key;
  const secrecy = secrecyOf({ isEncrypted, isSsh: origins.every(({ door }) => door === "ssh") });
  return key !== undefined && origins.every((origin) => origin.key === key) ? { ...secrecy, key } : secrecy;
}
