/**
 * Somebody who is in, here: the person everybody sees, the connections they sit at, where their lines go, what they wish,
 * and whom they ignore.
 *
 * @module
 */

import type { Wishes } from "../model/dialect.ts";
import type { Name } from "../text/clean.ts";
import { Correspondence } from "./correspondence.ts";
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
  /** The room their plain lines go to, unless they go to one person alone. */
  current: Room;
  /**
   * Names they ignore, by look-alike key; chosen by them, or taken by somebody they ignore. The reason is the key of the
   * name that was chosen.
   */
  readonly ignored = new Map<string, { readonly name: Name; readonly reason: string }>();
  /** Whose lines they do not see in the past, by the key of the name they chose. */
  readonly silenced = new Map<NameTrail, string>();
  /** What they write to single people. */
  readonly correspondence = new Correspondence();

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

  /** Has their lines go to a room they are in, as long as they go to no one person. */
  focus(room: Room): void {
    this.current = room;
    this.rooms.delete(room); // to the end
    this.rooms.add(room);
    if (this.correspondence.query === undefined) this.seats.restyle({ focus: room });
  }
}
