/**
 * Somebody who is in, here: the person everybody sees, the connections they sit at, where their lines go, what they wish,
 * and whom they ignore.
 *
 * @module
 */

import type { Wishes } from "../model/dialect.ts";
import type { Name } from "../text/clean.ts";
import type { GuestSeats } from "./guest_seats.ts";
import type { NameTrail } from "./name_trail.ts";
import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/** Most names one may ignore. */
export const MAX_IGNORED = 100;

/** Past lines shown on entering a room, until somebody says `/set replay`. */
export const REPLAY_LINES = 10;

/** What somebody wishes, wherever they sit; a connection has some before it has a name. */
export interface Preferences extends Wishes {
  /** How many past lines are shown on entering a room. */
  readonly replayLines: number;
}

/** One guest of this server. */
export class Guest {
  /** Tells a guest from a refusal. */
  readonly kind = "guest";
  readonly person: Person;
  readonly seats: GuestSeats;
  preferences: Preferences;
  /** The rooms they are in, the one they were in last at the end. */
  readonly rooms = new Set<Room>();
  /** The room their plain lines go to. */
  current: Room;
  /**
   * Names they ignore, by look-alike key; chosen by them, or taken by somebody they ignore. The reason is the key of the
   * name that was chosen.
   */
  readonly ignored = new Map<string, { readonly name: Name; readonly reason: string }>();
  /** Whose lines they do not see in the past, by the key of the name they chose. */
  readonly silenced = new Map<NameTrail, string>();
  /** When they wrote to one person last, by the clock, in milliseconds: nobody else learns of it. */
  whisperedAt: number = -Infinity;
  /** Who wrote to them last, or whom they wrote to last. */
  correspondent: Person | undefined;

  constructor(person: Person, seats: GuestSeats, preferences: Preferences, room: Room) {
    this.person = person;
    this.seats = seats;
    this.preferences = preferences;
    this.current = room;
    this.rooms.add(room);
  }

  get name(): Name {
    return this.person.name;
  }

  /** Has their lines go to a room they are in. */
  focus(room: Room): void {
    this.current = room;
    this.rooms.delete(room); // to the end
    this.rooms.add(room);
    this.seats.restyle({ focus: room });
  }
}
