/**
 * Somebody who is in: their name, where they are and what they have set. The hub and the rooms change it; commands
 * read it.
 *
 * @module
 */

import type { CleanText, Name } from "../text/clean.ts";
import { lookAlikeKeys } from "../text/look_alike.ts";
import { NameTrail } from "./name_trail.ts";
import type { Recipient } from "../delivery/recipient.ts";
import type { Room } from "./room.ts";

/** Most names one may ignore. */
export const MAX_IGNORED = 100;

/** What a guest is made of. */
export interface GuestParts {
  /** The name, claimed. */
  readonly name: Name;
  /** Where their lines go. */
  readonly recipient: Recipient;
  /** Where they come from, without a port. */
  readonly address: string;
  /** When they came, by the clock, in milliseconds. */
  readonly now: number;
  /** The id of the event of their coming. */
  readonly id: number;
  /** Where their lines go at first. */
  readonly room: Room;
}

/** One person or program in the chat, from its name to its leaving. */
export class Guest {
  /** Tells a guest from a refusal. */
  readonly kind = "guest";
  /** Where their lines go. */
  readonly recipient: Recipient;
  /** Where they come from, without a port. */
  readonly address: string;
  /** When they came, by the clock, in milliseconds. */
  readonly since: number;
  /** The rooms they are in, the one they were in last at the end. */
  readonly rooms = new Set<Room>();
  /** Everybody who does not get their lines: they themselves, and who ignores them. */
  readonly unheardBy: Set<Recipient>;
  /**
   * Names they ignore, by look-alike key; chosen by them, or taken by somebody they ignore. The reason is the key of the
   * name that was chosen.
   */
  readonly ignored = new Map<string, { readonly name: Name; readonly reason: string }>();
  /** The id of the event of their coming. */
  readonly arrivedId: number;
  /** The names they had since they came. */
  readonly trail: NameTrail;
  /** Whose lines they do not see in the past, by the key of the name they chose. */
  readonly silenced = new Map<NameTrail, string>();
  /** The room their plain lines go to. */
  current: Room;
  /** Why they are away: empty for no reason, undefined where they are here. */
  away: CleanText | undefined;
  /** Who wrote to them last, or whom they wrote to last. */
  correspondent: Guest | undefined;
  /** How many lines they said. */
  lines = 0;
  /** When they said the last one, by the clock, in milliseconds: the time of day may be set back. */
  lastLineAt: number;
  #name!: Name;
  #key!: string;

  /** A guest who is in no room yet. */
  constructor({ name, recipient, address, now, id, room }: GuestParts) {
    this.recipient = recipient;
    this.address = address;
    this.name = name; // by its setter, which needs the address
    this.since = now;
    this.lastLineAt = now;
    this.arrivedId = id;
    this.trail = new NameTrail(name, id);
    this.current = room;
    this.unheardBy = new Set([recipient]);
  }

  /** Whether it is a program: those who speak JSON are. */
  get isBot(): boolean {
    return this.recipient.dialect.json;
  }

  /** The id of the event by which they got that name: what was said under it before was somebody else's. */
  get nameId(): number {
    return this.trail.from;
  }

  /** The name they have now. */
  get name(): Name {
    return this.#name;
  }
  set name(name: Name) {
    this.#name = name;
    this.#key = guestKey(name, this.address);
  }

  /**
   * What they are recognised by when they come back: the name as it looks, and the address. Names alone are not
   * passwords, so somebody else under this name has another key.
   */
  get key(): string {
    return this.#key;
  }

  /** Makes a room the one their lines go to. */
  focus(room: Room): void {
    this.current = room;
    this.rooms.delete(room); // to the end
    this.rooms.add(room);
    this.recipient.focus = room;
  }
}

/** The key of somebody with that name and address: the name as it looks. */
export function guestKey(name: string, address: string): string {
  return `${nameKey(name)}@${address}`;
}

/** The address in a guest's key; names hold no `@`. */
export function addressIn(key: string): string {
  return key.slice(key.lastIndexOf("@") + 1);
}

/** The key under which names that look the same are the same. */
export function nameKey(name: string): string {
  return lookAlikeKeys(name)[0]!;
}
