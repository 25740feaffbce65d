/**
 * The chat itself: names, who is here, and what they say, told to everybody concerned. It turns requests into events;
 * rooms, how an event looks and where bytes go are not its business.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Past } from "../history/past.ts";
import type { Clock } from "../runtime/clock.ts";
import { Guest, type Preferences } from "./guest.ts";
import { type GuestId, Person } from "./person.ts";
import type { Seating } from "./seating.ts";
import type { Seat } from "./seats.ts";
import { Identity } from "../accounts/identity.ts";
import type { Herald } from "./herald.ts";
import { Ignorers } from "./ignorers.ts";
import { Keyrings } from "../guard/keyring.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Log } from "../runtime/log.ts";
import type { CleanText, Name } from "../text/clean.ts";
import type { Farewell } from "../model/farewell.ts";
import { checkName, type NameCheck } from "../model/name.ts";
import { quoted } from "../model/notice.ts";
import type { Refusal } from "../model/refusal.ts";
import type { NameBook } from "./name_book.ts";
import { PASSWORDS, type Passwords } from "../accounts/password.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";

/**
 * How long the connection of a guest may have acknowledged nothing before whoever comes back under the same name, from the
 * same address, replaces them, in milliseconds. What they left unread so long is proof enough for the one whose it is.
 */
export const REPLACED_MS = 20_000;

/** What the hub is built from. */
export interface HubParts {
  /** Who sits where. */
  readonly seating: Seating;
  /** Tells everybody concerned. */
  readonly herald: Herald;
  /** Where people are. */
  readonly rooms: Rooms;
  /** What is kept. */
  readonly archive: Archive;
  /** What was said. */
  readonly past: Past;
  /** Who has which name. */
  readonly names: NameBook<Person>;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told of joins, leaves and new names. */
  readonly log: Log;
  /** Seals and compares the passwords of rooms; Web Crypto unless given. */
  readonly passwords?: Passwords;
  /** Read whenever they are needed: they may change. */
  readonly settings: HubSettings;
}

/** What the hub wants to know of the settings: whether talk is logged, and what newcomers are told. */
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
  readonly keyrings: Keyrings = new Keyrings();
  /** Seals and compares the passwords of rooms. */
  readonly passwords: Passwords;
  /** Who does not want to hear whom. */
  readonly ignorers: Ignorers = new Ignorers();
  /** The guests of this server, and where they sit. */
  readonly seating: Seating;
  readonly #parts: HubParts;

  /** A hub with nobody in it. */
  constructor(parts: HubParts) {
    this.#parts = parts;
    this.rooms = parts.rooms;
    this.seating = parts.seating;
    this.past = parts.past;
    this.clock = parts.clock;
    this.passwords = parts.passwords ?? PASSWORDS;
    this.settings = parts.settings;
  }

  /** Lets somebody in under a name, into the lobby, and tells the others; refuses a bad or taken name. */
  enter(seat: Seat, line: CleanText, address: string, preferences: Preferences): Guest | Refusal {
    const { clock, herald, log } = this.#parts;
    const check = this.#free(line, address);
    if (check.kind !== "name") return check;
    const { name } = check;
    const person = new Person({ id: herald.lastId + 1 as GuestId, name, address, now: clock.now() });
    if (!this.#parts.names.claim(name, person)) return taken(line);
    const guest = new Guest(person, seat, preferences, this.rooms.lobby);
    this.seating.arrive(guest);
    this.rooms.arrive(guest);
    this.ignorers.arrived(person);
    herald.tell({ kind: "joined", name }, this.seating.everybody, guest.seats);
    log("info", "{name} has joined the chat from {address}", { sign: "joined", name, address });
    return guest;
  }

  /** Takes a connection from whoever sits at it. With their last one they leave the chat. */
  unseat(seat: Seat, farewell: Farewell): void {
    const guest = this.seating.at(seat);
    if (guest === undefined) return;
    if (guest.seats.size === 1) this.leave(guest, farewell);
    else this.seating.remove(guest, seat);
  }

  /**
   * Takes a guest out, frees the name and tells the others. Does nothing the second time. When the server stops, nobody
   * is told of the others: everybody goes, and the notices would grow with the square of the crowd.
   */
  leave(guest: Guest, farewell: Farewell): void {
    const { clock, herald, names, log, archive } = this.#parts;
    const { person, name } = guest;
    if (!this.has(person)) return;
    names.release(name, person);
    this.seating.leave(guest);
    this.rooms.depart(guest);
    guest.correspondent = undefined; // or those who left would be kept by those who left after them
    this.ignorers.left(guest);
    const { key } = person.identity, seen = herald.lastKeptId, time = clock.time();
    archive.keep(`seen ${key}`, (store) => store.saveSeen(key, seen, time), false);
    if (farewell.kind !== "stopping") herald.tell({ kind: "left", name }, this.seating.everybody);
    const seconds = Math.round((clock.now() - person.since) / 1000);
    log(
      "info",
      "{name} has left the chat ({farewell}) from {address} after {seconds} s, lines said: {lines}",
      {
        sign: "left",
        name,
        farewell: farewell.kind,
        seconds,
        lines: person.lines,
        address: person.address,
      },
    );
  }

  /** Says a line, or what somebody does, to all others in a room they are in; returns the event's id. */
  speak(kind: "said" | "acted", { guest: { person }, seat }: Speaker, room: Room, text: CleanText): number {
    const { name } = person;
    const { id } = this.#parts.herald.speak(kind, name, room, text, this.#notFor(person, seat));
    person.lines++;
    if (room.keepsHistory) person.trail.spoke();
    person.lastLineAt = this.clock.now();
    if (this.settings.logChat) {
      const sentence = kind === "said" ? "{room} {name}: {text}" : "{room} * {name} {text}";
      this.#parts.log("info", sentence, { sign: "said", room: room.label, name, text });
    }
    return id;
  }

  /** Says a line to one person, and shows it to whoever said it; returns the event's id. It is kept nowhere. */
  whisper(guest: Guest, to: Person, text: CleanText): number {
    const { person, seats } = guest, other = this.seating.guest(to);
    const isHeard = other !== undefined && this.ignorers.deafTo(person)?.has(other) !== true;
    guest.correspondent = to;
    if (isHeard) other.correspondent = person;
    const { id } = this.#parts.herald.tell(
      { kind: "whispered", name: person.name, to: to.name, text },
      new Set(isHeard ? [...seats, ...other.seats] : seats),
    );
    person.lastLineAt = this.clock.now();
    return id;
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename(guest: Guest, line: CleanText): Name | Refusal {
    const { herald, names, log } = this.#parts;
    const { person, name: from } = guest, { identity } = person;
    const check = this.#free(line, person.address, person);
    if (check.kind !== "name") return check;
    const to = check.name;
    if (!names.claim(to, person)) return taken(line);
    if (from === to) return to;
    names.release(from, person, to);
    person.rename(to, herald.lastId + 1);
    this.seating.renamed(guest);
    this.rooms.renamed(person, identity);
    herald.tell({ kind: "renamed", name: from, to }, this.seating.everybody, guest.seats);
    this.ignorers.renamed(person, from);
    log("info", "{from} is now known as {to}", { from, to });
    return to;
  }

  /** Somebody who is in, by a name that looks like theirs. */
  find(name: string): Person | undefined {
    return this.#parts.names.find(name);
  }

  /** Whether somebody is still in. */
  has(person: Person): boolean {
    return this.seating.guest(person) !== undefined;
  }

  /** Whether a person gets what another one says. */
  hears(person: Person, other: Person): boolean {
    const guest = this.seating.guest(person);
    return guest !== undefined && this.ignorers.deafTo(other)?.has(guest) !== true;
  }

  /** The rooms somebody is in; the one a guest of this server was in last at the end. */
  roomsOf(person: Person): Room[] {
    return [...this.seating.guest(person)?.rooms ?? this.rooms.all().filter((room) => room.has(person))];
  }

  /** Everybody who is in, in the order they came. */
  people(): Person[] {
    return Array.from(this.seating.all(), ({ person }) => person);
  }

  /** Whom a text mentions by name: each of their seats, with the name; somebody mentioned twice comes twice. */
  *mentionedIn(text: string): Generator<readonly [Seat, name: string]> {
    for (const [person, name] of this.#parts.names.mentionedIn(text)) {
      for (const seat of this.seating.guest(person)?.seats ?? []) yield [seat, name];
    }
  }

  /** How many people are in. */
  get size(): number {
    return this.seating.size;
  }

  /** The seats that do not get what somebody says: the one where they typed it, and those of whoever ignores them. */
  #notFor(person: Person, seat: Seat): Iterable<Seat> {
    const deaf = this.ignorers.deafTo(person);
    return deaf === undefined ? [seat] : [seat, ...Array.from(deaf, ({ seats }) => [...seats]).flat()];
  }

  /** Lets go of somebody who vanished, where the one who comes is by all that is known the same. */
  #replaceVanished(name: Name, address: string): void {
    const person = this.find(name), holder = person && this.seating.guest(person);
    if (holder === undefined || !holder.person.identity.matches(Identity.of(name, address))) return;
    const silentMs = this.seating.vanishedMs(holder, REPLACED_MS);
    if (silentMs === undefined) return;
    const farewell = { kind: "vanished", silentMs } as const;
    this.seating.end(holder, farewell);
    this.leave(holder, farewell);
  }

  /** A name that may be claimed by whoever comes from that address, or has it already. */
  #free(line: CleanText, address: string, own?: Person): Extract<NameCheck, { kind: "name" }> | Refusal {
    const check = checkName(line);
    if (check.kind === "problem") {
      return { kind: "bad_name", problem: check.problem, given: quoted(line.trim() as CleanText) };
    }
    if (!this.#parts.names.isFree(check.name, own)) this.#replaceVanished(check.name, address);
    return this.#parts.names.isFree(check.name, own) ? check : taken(line);
  }
}

/** The refusal of a name that somebody has. */
function taken(line: CleanText): Refusal {
  return { kind: "bad_name", problem: "taken", given: quoted(line.trim() as CleanText) };
}
