/**
 * States what happened: gives it its number and its time, hands what was said to the archive, and delivers it. There
 * is one herald, so there is one order of everything: that of the numbers. Times are the clock's, and go back with it.
 *
 * @module
 */

import type { Archive } from "../history/archive.ts";
import type { Clock } from "../runtime/clock.ts";
import type { CleanText, Name, RoomName } from "../text/clean.ts";
import type { Event, Happening } from "../model/event.ts";
import type { Message } from "../model/message.ts";
import type { Seat, Seats, Topic } from "./seats.ts";

/**
 * A number beyond those of any store, that of another start without a store aside: the time after it is for that. Time
 * alone would not do: a clock may be in 1970, and then what was kept before would seem to come after all that is said.
 */
const NEVER_REACHED = 2 ** 43;

/** What a herald is built from. */
export interface HeraldParts {
  /** Through which events go. */
  readonly seats: Seats;
  /** Where lines are kept. */
  readonly archive: Archive;
  /** Where the time is read. */
  readonly clock: Clock;
}

/** Where something can be said: a room. */
export interface Place extends Topic {
  /** Its name. */
  readonly label: RoomName;
  /** Whether what is said in it is kept. */
  readonly keepsHistory: boolean;
}

/** The herald of one server. */
export class Herald {
  readonly #parts: HeraldParts;
  #lastId: number;
  #lastKeptId: number;

  /** A herald whose numbers go on where the archive's end; where it cannot say, they start at a number never reached. */
  constructor(parts: HeraldParts) {
    this.#parts = parts;
    this.#lastId = parts.archive.lastId ?? NEVER_REACHED + parts.clock.time();
    this.#lastKeptId = this.#lastId;
  }

  /** Delivers what happened to a topic or a few seats, but the exceptions. */
  tell(happening: Happening, to: Topic | ReadonlySet<Seat>, except: Iterable<Seat> = []): Event {
    const event: Event = { ...happening, id: ++this.#lastId, time: this.#parts.clock.time() };
    this.#parts.seats.deliver(to, event, except);
    return event;
  }

  /** Delivers what somebody said or did in a room, and has it kept first. */
  speak(
    kind: Message["kind"],
    name: Name,
    room: Place,
    text: CleanText,
    except: Iterable<Seat>,
  ): Message {
    const message = {
      id: ++this.#lastId,
      time: this.#parts.clock.time(),
      room: room.label,
      kind,
      name,
      text,
    };
    if (room.keepsHistory) {
      this.#lastKeptId = message.id;
      this.#parts.archive.add(message);
    }
    this.#parts.seats.deliver(room, message, except);
    return message;
  }

  /** The number of the last event. */
  get lastId(): number {
    return this.#lastId;
  }

  /** The number of the last line that is kept: numbers beyond it may come again after a restart. */
  get lastKeptId(): number {
    return this.#lastKeptId;
  }
}
