/**
 * The chat itself: names, who is here, and what happened, told to everybody concerned. It turns requests into events
 * and gives each its number; how an event looks and where bytes go is not its business.
 *
 * @module
 */

import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { CleanText, Name } from "./model/clean.ts";
import type { Event, Happening } from "./model/event.ts";
import type { Farewell } from "./model/farewell.ts";
import { checkName } from "./model/name.ts";
import type { Notice } from "./model/notice.ts";
import { quoted } from "./model/notice.ts";
import type { Refusal } from "./model/refusal.ts";
import { NameBook } from "./name_book.ts";
import type { Recipient } from "./recipient.ts";
import type { Registry } from "./registry.ts";

/** Somebody who is in. */
export interface Guest {
  /** Tells a guest from a refusal. */
  readonly kind: "guest";
  /** The name they have now. */
  readonly name: Name;
  /** Where their lines go. */
  readonly recipient: Recipient;
}

/** A guest as the hub keeps it. */
interface Member extends Guest {
  name: Name;
  readonly since: number;
  lines: number;
}

/** What the hub is built from. */
export interface HubParts {
  /** Where recipients are, and through which events go. */
  readonly registry: Registry;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told of joins, leaves and new names. */
  readonly log: Log;
  /** Whether what people say is logged. */
  readonly logChat: boolean;
}

/** The hub of one server. */
export class Hub {
  readonly #parts: HubParts;
  readonly #names = new NameBook<Recipient>();
  readonly #members = new Map<Recipient, Member>();
  #lastId = 0;

  /** A hub with nobody in it. */
  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /** Lets a recipient in under a name and tells the others; refuses a bad or taken name. */
  enter(recipient: Recipient, line: CleanText): Guest | Refusal {
    const name = this.#claim(recipient, line);
    if (typeof name !== "string") return name;
    const others = this.names();
    const member: Member = { kind: "guest", name, recipient, since: this.#parts.clock.now(), lines: 0 };
    this.#parts.registry.settle(); // what was said before is not for the newcomer
    this.#members.set(recipient, member);
    this.#happen({ kind: "joined", name }, recipient);
    this.#parts.log("info", "{name} has joined the chat", { sign: "joined", name });
    recipient.tell({ kind: "greeting", name, others });
    return member;
  }

  /**
   * Takes a guest out, frees the name and tells the others. Does nothing the second time. When the server stops, nobody
   * is told of the others: everybody goes, and the notices would grow with the square of the crowd.
   */
  leave(guest: Guest, farewell: Farewell): void {
    const member = this.#members.get(guest.recipient);
    if (member === undefined) return;
    this.#parts.registry.settle(); // what was said before is still for the leaver
    this.#members.delete(guest.recipient);
    this.#names.release(member.name, guest.recipient);
    if (farewell.kind !== "stopping") this.#happen({ kind: "left", name: member.name }, guest.recipient);
    const seconds = Math.round((this.#parts.clock.now() - member.since) / 1000);
    this.#parts.log("info", "{name} has left the chat ({farewell}) after {seconds} s, lines said: {lines}", {
      sign: "left",
      name: member.name,
      farewell: farewell.kind,
      seconds,
      lines: member.lines,
    });
  }

  /** Says a line to all others. */
  say(guest: Guest, text: CleanText): void {
    this.#speak("said", guest, text, "{name}: {text}");
  }

  /** Tells all others what somebody does. */
  act(guest: Guest, text: CleanText): void {
    this.#speak("acted", guest, text, "* {name} {text}");
  }

  /** Gives a guest another name and tells the others; refuses a bad or taken one. */
  rename(guest: Guest, line: CleanText): Refusal | undefined {
    const member = this.#members.get(guest.recipient);
    if (member === undefined) return;
    const to = this.#claim(guest.recipient, line);
    if (typeof to !== "string") return to;
    const from = member.name;
    if (from === to) return void guest.recipient.tell({ kind: "same_name", name: to });
    this.#names.release(from, guest.recipient, to);
    member.name = to;
    this.#happen({ kind: "renamed", from, to }, guest.recipient);
    this.#parts.log("info", "{from} is now known as {to}", { from, to });
    guest.recipient.tell({ kind: "renamed_you", to });
  }

  /** Tells something to one recipient only. */
  tell(recipient: Recipient, notice: Notice): void {
    recipient.tell(notice);
  }

  /** The names of everybody here, in the order they came. */
  names(): Name[] {
    return Array.from(this.#members.values(), (member) => member.name);
  }

  /** How many people are in. */
  get size(): number {
    return this.#members.size;
  }

  #claim(recipient: Recipient, line: CleanText): Name | Refusal {
    const given = quoted(line.trim() as CleanText);
    const check = checkName(line);
    if (check.kind === "problem") return { kind: "bad_name", problem: check.problem, given };
    if (!this.#names.claim(check.name, recipient)) return { kind: "bad_name", problem: "taken", given };
    return check.name;
  }

  #happen(happening: Happening, except: Recipient): void {
    const event: Event = { ...happening, id: ++this.#lastId };
    this.#parts.registry.deliver(event, this.#members, except);
  }

  #speak(kind: "said" | "acted", guest: Guest, text: CleanText, logged: string): void {
    const { name, recipient } = guest;
    const member = this.#members.get(recipient);
    if (member !== undefined) member.lines++;
    this.#happen({ kind, name, text }, recipient);
    if (this.#parts.logChat) this.#parts.log("info", logged, { sign: "said", name, text });
  }
}
