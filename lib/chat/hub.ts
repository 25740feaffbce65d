/**
 * The chat itself: who comes and goes, what they are called, and what they say. It refuses what cannot be, and has the
 * rest done through the log; rooms, how an event looks and where bytes go are not its business.
 *
 * @module
 */

import { PASSWORDS, type Passwords } from "../accounts/password.ts";
import { Identity } from "../accounts/identity.ts";
import { PasswordTries } from "../guard/password_tries.ts";
import type { Forgotten } from "../history/forget_lines.ts";
import type { Past } from "../history/past.ts";
import type { Abilities } from "../model/dialect.ts";
import type { Event } from "../model/event.ts";
import type { Farewell } from "../model/farewell.ts";
import { checkName, type NameCheck } from "../model/name.ts";
import { trimmed } from "../text/clean_parts.ts";
import { quoted } from "../text/quoted.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { CleanText, Name } from "../text/clean.ts";
import type { DeedOf } from "./deed.ts";
import type { FactOf } from "./fact.ts";
import type { Fold } from "./fold.ts";
import type { Guest, Preferences } from "./guest.ts";
import type { Ignorers } from "./ignorers.ts";
import type { GuestId, Person } from "./person.ts";
import type { Postman } from "./postman.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import type { Seating } from "./seating.ts";
import type { Seat, Seats } from "./seats.ts";

/**
 * How long the connection of a guest may have acknowledged nothing before whoever comes back under the same name, from the
 * same address, replaces them, in milliseconds. What they left unread so long is proof enough for the one whose it is.
 */
export const REPLACED_MS = 20_000;

/** What the hub is built from. */
export interface HubParts {
  /** Where all is done. */
  readonly postman: Postman;
  /** What has come of it. */
  readonly fold: Fold;
  /** Where people are. */
  readonly rooms: Rooms;
  /** Where people hear what is for them alone. */
  readonly seats: Seats;
  /** Who sits where. */
  readonly seating: Seating;
  /** Who does not want to hear whom. */
  readonly ignorers: Ignorers;
  /** What was said. */
  readonly past: Past;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Seals and compares the passwords of rooms; Web Crypto unless given. */
  readonly passwords?: Passwords;
  /** Read whenever they are needed: they may change. */
  readonly settings: HubSettings;
}

/** What the chat wants to know of the settings: whether talk is logged, and what newcomers are told. */
export type HubSettings = Pick<InForce, "logChat" | "name" | "motdLines">;

/** Somebody who says something, and the connection they say it at. */
export interface Speaker {
  /** Who. */
  readonly guest: Guest;
  /** Where. */
  readonly seat: Seat;
}

/** The hub of one server. */
export class Hub {
  /** The rooms. */
  readonly rooms: Rooms;
  /** What was said, for those who look back. */
  readonly past: Past;
  /** Where the time is read. */
  readonly clock: Clock;
  /** What is in force now. */
  readonly settings: HubSettings;
  /** Who tried which passwords. */
  readonly passwordTries: PasswordTries = new PasswordTries();
  /** Seals and compares the passwords of rooms. */
  readonly passwords: Passwords;
  /** Who does not want to hear whom. */
  readonly ignorers: Ignorers;
  /** The guests of this server, and where they sit. */
  readonly seating: Seating;
  readonly #parts: HubParts;

  /** A hub with nobody in it. */
  constructor(parts: HubParts) {
    this.#parts = parts;
    this.rooms = parts.rooms;
    this.seating = parts.seating;
    this.ignorers = parts.ignorers;
    this.past = parts.past;
    this.clock = parts.clock;
    this.passwords = parts.passwords ?? PASSWORDS;
    this.settings = parts.settings;
  }

  /** Lets somebody in under a name, into the lobby, and tells the others; refuses a bad or taken name. */
  enter(seat: Seat, line: CleanText, address: string, preferences: Preferences): Guest | Refusal {
    const check = this.#free(line, address);
    if (check.kind !== "name") return check;
    const { person, room } = this.#join(check.name, address, seat.dialect.json);
    return this.seating.arrive(person, seat, preferences, room);
  }

  /** Takes a connection from whoever sits at it. With their last one they leave the chat. */
  unseat(seat: Seat, farewell: Farewell): void {
    const guest = this.seating.at(seat);
    if (guest === undefined) return;
    if (guest.seats.size === 1) return this.leave(guest, farewell);
    this.seating.remove(guest, seat);
    this.#countBots(guest);
  }

  /** Takes a guest out, frees the name and tells the others. Does nothing the second time. */
  leave({ person }: Guest, { kind: farewell }: Farewell): void {
    if (this.has(person)) this.#parts.postman.do({ kind: "left", who: person.id, farewell });
  }

  /** Says a line, or what somebody does, to all others in a room they are in; returns the event's id. */
  speak(kind: "said" | "acted", { guest: { person }, seat }: Speaker, room: Room, text: CleanText): number {
    const deed: DeedOf<"said" | "acted"> = { kind, who: person.id, room: room.label, text };
    return this.#parts.postman.do<"said" | "acted">(deed, seat).id;
  }

  /** Says a line to one person, and shows it to whoever said it; returns the event's id. It is kept nowhere. */
  whisper(guest: Guest, to: Person, text: CleanText): number {
    const { person, seats } = guest, other = this.seating.guest(to);
    const isHeard = other !== undefined && this.hears(to, person);
    guest.correspondent = to;
    if (isHeard) other.correspondent = person;
    guest.whisperedAt = this.clock.now();
    const id = this.#parts.postman.number(), time = this.clock.time();
    const event: Event = { kind: "whispered", id, time, name: person.name, to: to.name, text };
    this.#parts.seats.deliver(new Set(isHeard ? [...seats, ...other.seats] : seats), event);
    return id;
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename({ person }: Guest, line: CleanText): Name | Refusal {
    const check = this.#free(line, person.address, person);
    if (check.kind !== "name") return check;
    const { name: to } = check;
    if (to !== person.name) this.#parts.postman.do({ kind: "renamed", who: person.id, to });
    return to;
  }

  /** Takes back all that somebody said since they came; tells how many lines went, as far as that is known. */
  forget({ person: { id: who, trail } }: Guest): Forgotten | Promise<Forgotten> {
    const { postman, fold: { lastId } } = this.#parts;
    const spans = trail.spans().map((span) => ({ ...span, upTo: Math.min(span.upTo, lastId) }));
    return postman.do({ kind: "forgotten", who, spans }).erased;
  }

  /** Says that somebody is away, and why; or with nothing that they are back. */
  goAway({ person: { id: who } }: Guest, text: CleanText | undefined): void {
    this.#parts.postman.do({ kind: "away", who, text });
  }

  /** Learns what a connection can take. */
  able(seat: Seat, abilities: Partial<Abilities>): void {
    seat.restyle({ abilities });
    const guest = this.seating.at(seat);
    if (guest !== undefined) this.#countBots(guest);
  }

  /** Gives a guest one more connection. */
  addSeat(guest: Guest, seat: Seat): void {
    this.seating.add(guest, seat);
    this.#countBots(guest);
  }

  /** Somebody who is in, by a name that looks like theirs. */
  find(name: string): Person | undefined {
    return this.#parts.fold.names.find(name);
  }

  /** Whether somebody is still in. */
  has({ id }: Person): boolean {
    return this.#parts.fold.people.has(id);
  }

  /** Whether a person gets what another one says. */
  hears(person: Person, other: Person): boolean {
    const guest = this.seating.guest(person);
    return guest !== undefined && this.ignorers.deafTo(other)?.has(guest) !== true;
  }

  /** When somebody said or wrote something last, or came, by the clock, in milliseconds. */
  lastHeardAt(person: Person): number {
    return Math.max(person.trail.lastLineAt, this.seating.guest(person)?.whisperedAt ?? -Infinity);
  }

  /** The rooms somebody is in; the one a guest of this server was in last at the end. */
  roomsOf(person: Person): Room[] {
    return [
      ...this.seating.guest(person)?.rooms ?? this.rooms.all().filter(({ members }) => members.has(person)),
    ];
  }

  /** Everybody who is in, in the order they came. */
  people(): Person[] {
    return [...this.#parts.fold.people.values()];
  }

  /** How many people are in. */
  get size(): number {
    return this.#parts.fold.people.size;
  }

  /** Has somebody come; or go again, where a bug keeps them from their seat. */
  #join(name: Name, address: string, isBot: boolean): FactOf<"joined"> {
    const { postman, fold } = this.#parts;
    try {
      return postman.do({ kind: "joined", name, address, isBot });
    } catch (error) {
      const who = fold.lastId as GuestId; // theirs, if they came
      if (fold.people.has(who)) postman.append({ kind: "left", who, farewell: "bug" });
      throw error;
    }
  }

  /** Somebody is a program where all their connections are read by one. */
  #countBots({ person, seats }: Guest): void {
    const isBot = [...seats].every(({ dialect }) => dialect.json);
    if (isBot !== person.isBot) this.#parts.postman.do({ kind: "bot", who: person.id, isBot });
  }

  /** Lets go of somebody who vanished, where the one who comes is by all that is known the same. */
  #replaceVanished(name: Name, address: string): void {
    const person = this.find(name), holder = person && this.seating.guest(person);
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
    if (!names.isFree(check.name, own)) this.#replaceVanished(check.name, address);
    return names.isFree(check.name, own) ? check : { kind: "bad_name", problem: "taken", given };
  }
}
