/**
 * The chat itself: names, who is here, and what they say, told to everybody concerned. It turns requests into events;
 * rooms, how an event looks and where bytes go are not its business.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Clock } from "../runtime/clock.ts";
import { Guest, guestKey } from "./guest.ts";
import type { Herald } from "./herald.ts";
import { Ignorers } from "./ignorers.ts";
import { Keyrings } from "../guard/keyring.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Log } from "../runtime/log.ts";
import type { CleanText, Name } from "../text/clean.ts";
import type { Farewell } from "../model/farewell.ts";
import { checkName } from "../model/name.ts";
import { quoted } from "../model/notice.ts";
import type { Refusal } from "../model/refusal.ts";
import type { NameBook } from "./name_book.ts";
import { PASSWORDS, type Passwords } from "../accounts/password.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { Registry } from "../delivery/registry.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import { REPLACED_MS, type UnansweredMs } from "./vanished.ts";

/** What the hub is built from. */
export interface HubParts {
  /** Asked to hand out what was said before anybody comes or goes. */
  readonly registry: Registry;
  /** Tells everybody concerned. */
  readonly herald: Herald;
  /** Where people are. */
  readonly rooms: Rooms;
  /** What is kept. */
  readonly archive: Archive;
  /** Who has which name. */
  readonly names: NameBook<Recipient>;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told of joins, leaves and new names. */
  readonly log: Log;
  /** Tells for how long a peer has acknowledged nothing; that is never known unless given. */
  readonly unansweredMs?: UnansweredMs;
  /** Seals and compares the passwords of rooms; Web Crypto unless given. */
  readonly passwords?: Passwords;
  /** Read whenever they are needed: they may change. */
  readonly settings: HubSettings;
}

/** What the hub wants to know of the settings: whether talk is logged, and what newcomers are told. */
export type HubSettings = Pick<InForce, "logChat" | "name" | "motdLines">;

/** The hub of one server. */
export class Hub {
  /** The rooms. */
  readonly rooms: Rooms;
  /** What was said. */
  readonly archive: Archive;
  /** Where the time is read. */
  readonly clock: Clock;
  /** What is in force now. */
  readonly settings: HubSettings;
  /** Who tried which passwords. */
  readonly keyrings: Keyrings = new Keyrings();
  /** Seals and compares the passwords of rooms. */
  readonly passwords: Passwords;
  /** Who does not want to hear whom. */
  readonly ignorers: Ignorers = new Ignorers(() => this.#guests.values());
  readonly #parts: HubParts;
  readonly #guests = new Map<Recipient, Guest>();

  /** A hub with nobody in it. */
  constructor(parts: HubParts) {
    this.#parts = parts;
    this.rooms = parts.rooms;
    this.archive = parts.archive;
    this.clock = parts.clock;
    this.passwords = parts.passwords ?? PASSWORDS;
    this.settings = parts.settings;
  }

  /** Lets a recipient in under a name, into the lobby, and tells the others; refuses a bad or taken name. */
  enter(recipient: Recipient, line: CleanText, address: string): Guest | Refusal {
    const { clock, herald, registry, log } = this.#parts;
    const name = this.#claim(recipient, line, address);
    if (typeof name !== "string") return name;
    registry.settle(); // what was said before is not for the newcomer
    const parts = {
      name,
      recipient,
      address,
      now: clock.now(),
      id: herald.lastId + 1,
      room: this.rooms.lobby,
    };
    const guest = new Guest(parts);
    recipient.person = name;
    this.#guests.set(recipient, guest);
    this.rooms.arrive(guest);
    this.ignorers.arrived(guest);
    herald.tell({ kind: "joined", name }, this.#guests, [recipient]);
    log("info", "{name} has joined the chat from {address}", { sign: "joined", name, address });
    return guest;
  }

  /**
   * Takes a guest out, frees the name and tells the others. Does nothing the second time. When the server stops, nobody
   * is told of the others: everybody goes, and the notices would grow with the square of the crowd.
   */
  leave(guest: Guest, farewell: Farewell): void {
    const { clock, herald, registry, names, log, archive } = this.#parts;
    if (!this.has(guest)) return;
    const { name, key, recipient } = guest;
    registry.settle(); // what was said before is still for the leaver
    this.#guests.delete(recipient);
    names.release(name, recipient);
    this.rooms.depart(guest);
    guest.correspondent = undefined; // or those who left would be kept by those who left after them
    this.ignorers.left(guest);
    const seen = herald.lastKeptId, time = clock.time();
    archive.keep(`seen ${key}`, (store) => store.saveSeen(key, seen, time), false);
    if (farewell.kind !== "stopping") herald.tell({ kind: "left", name }, this.#guests);
    const seconds = Math.round((clock.now() - guest.since) / 1000);
    log(
      "info",
      "{name} has left the chat ({farewell}) from {address} after {seconds} s, lines said: {lines}",
      {
        sign: "left",
        name,
        farewell: farewell.kind,
        seconds,
        lines: guest.lines,
        address: guest.address,
      },
    );
  }

  /** Says a line, or what somebody does, to all others in a room they are in; returns the event's id. */
  speak(kind: "said" | "acted", guest: Guest, room: Room, text: CleanText): number {
    const { name } = guest;
    const { id } = this.#parts.herald.speak(kind, name, room, text, guest.unheardBy);
    guest.lines++;
    if (room.keepsHistory) guest.trail.spoke();
    guest.lastLineAt = this.clock.now();
    if (this.settings.logChat) {
      const sentence = kind === "said" ? "{room} {name}: {text}" : "{room} * {name} {text}";
      this.#parts.log("info", sentence, { sign: "said", room: room.label, name, text });
    }
    return id;
  }

  /** Says a line to one person, and shows it to who said it; returns the event's id. It is kept nowhere. */
  whisper(guest: Guest, to: Guest, text: CleanText): number {
    const isHeard = !guest.unheardBy.has(to.recipient);
    const audience = new Set(isHeard ? [guest.recipient, to.recipient] : [guest.recipient]);
    guest.correspondent = to;
    if (isHeard) to.correspondent = guest;
    const { id } = this.#parts.herald.tell(
      { kind: "whispered", name: guest.name, to: to.name, text },
      audience,
    );
    guest.lastLineAt = this.clock.now();
    return id;
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename(guest: Guest, line: CleanText): Name | Refusal {
    const { herald, names, log } = this.#parts;
    const to = this.#claim(guest.recipient, line, guest.address);
    if (typeof to !== "string") return to;
    const { name: from, key } = guest;
    if (from === to) return to;
    names.release(from, guest.recipient, to);
    guest.name = guest.recipient.person = to;
    this.rooms.renamed(guest, key);
    const { id } = herald.tell({ kind: "renamed", name: from, to }, this.#guests, [guest.recipient]);
    guest.trail.rename(to, id);
    this.ignorers.renamed(guest, from);
    log("info", "{from} is now known as {to}", { from, to });
    return to;
  }

  /** Somebody who is here, by a name that looks like theirs. */
  find(name: string): Guest | undefined {
    const recipient = this.#parts.names.find(name);
    return recipient && this.#guests.get(recipient);
  }

  /** The guest behind a recipient, if they have given a name. */
  guestOf(recipient: Recipient): Guest | undefined {
    return this.#guests.get(recipient);
  }

  /** Whether somebody is still here. */
  has(guest: Guest): boolean {
    return this.#guests.get(guest.recipient) === guest;
  }

  /** Everybody here, in the order they came. */
  guests(): Guest[] {
    return [...this.#guests.values()];
  }

  /** How many people are in. */
  get size(): number {
    return this.#guests.size;
  }

  /** Lets go of somebody who vanished, where the one who comes is by all that is known the same. */
  #replaceVanished(name: Name, address: string): void {
    const holder = this.find(name);
    if (holder === undefined || holder.key !== guestKey(name, address)) return;
    const { recipient } = holder;
    const silentMs = this.#parts.unansweredMs?.(recipient.origin.peer) ?? 0;
    if (silentMs < REPLACED_MS) {
      const isQuiet = this.clock.now() - recipient.heardAt >= REPLACED_MS;
      if (isQuiet) recipient.probe(); // the next try knows more
      return;
    }
    const farewell = { kind: "vanished", silentMs } as const;
    recipient.end(farewell);
    this.leave(holder, farewell);
  }

  /** Claims a name, for whoever comes from that address. */
  #claim(recipient: Recipient, line: CleanText, address: string): Name | Refusal {
    const given = quoted(line.trim() as CleanText);
    const check = checkName(line);
    if (check.kind === "problem") return { kind: "bad_name", problem: check.problem, given };
    const { names } = this.#parts;
    if (names.claim(check.name, recipient)) return check.name;
    this.#replaceVanished(check.name, address);
    return names.claim(check.name, recipient) ? check.name : { kind: "bad_name", problem: "taken", given };
  }
}
