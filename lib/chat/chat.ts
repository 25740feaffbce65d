/**
 * A chat, put together: what the log comes to, what is kept and shown of it, and the hub and the rooms by which people do
 * something.
 *
 * @module
 */

import type { Passwords } from "../accounts/password.ts";
import type { Bus } from "../cluster/bus.ts";
import type { Archive } from "../history/archive.ts";
import type { Past } from "../history/past.ts";
import { LOBBY } from "../model/room_name.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { Announcer } from "./announcer.ts";
import type { Deed } from "./deed.ts";
import { Fold } from "./fold.ts";
import { Hub, type HubSettings } from "./hub.ts";
import { Ignorers } from "./ignorers.ts";
import { Postman } from "./postman.ts";
import { Records } from "./records.ts";
import { type RoomLimits, Rooms } from "./rooms.ts";
import { Seating } from "./seating.ts";
import type { Seat, Seats } from "./seats.ts";

/**
 * A number beyond those of any store, that of another start without a store aside: the time after it is for that. Time
 * alone would not do: a clock may be in 1970, and then what was kept before would seem to come after all that is said.
 */
const NEVER_REACHED = 2 ** 43;

/** What a chat is built from. */
export interface ChatParts {
  /** The log of all that is done. */
  readonly bus: Bus<Deed>;
  /** Where people hear what happens. */
  readonly seats: Seats;
  /** What is kept. */
  readonly archive: Archive;
  /** What was said. */
  readonly past: Past;
  /** Where the time is read. */
  readonly clock: Clock;
  /** Told of joins, leaves, new names, and of talk where that is wanted. */
  readonly log: Log;
  /** Read whenever they are needed: they may change. */
  readonly settings: HubSettings;
  /** How many rooms there may be; read whenever one is made. */
  readonly limits: RoomLimits;
  /** Seals and compares the passwords of rooms; Web Crypto unless given. */
  readonly passwords?: Passwords;
}

/** A chat. */
export class Chat {
  /** What the log comes to. */
  readonly fold: Fold;
  /** Who comes and goes, and what they say. */
  readonly hub: Hub;
  /** What happens in rooms. */
  readonly rooms: Rooms;
  readonly #parts: ChatParts;

  /** The chat as it was kept, with nobody in it; where nothing can be read, as if nothing had been kept. */
  constructor(parts: ChatParts) {
    this.#parts = parts;
    const { archive, clock, seats } = parts;
    const kept = this.#keptRooms();
    // Numbers go on where the archive's end; where it cannot say, they start at a number never reached.
    const lastId = archive.lastId ?? NEVER_REACHED + clock.time();
    const fold = this.fold = new Fold({ rooms: kept ?? [], lastId });
    const records = new Records(parts, fold);
    const seating = new Seating(seats), ignorers = new Ignorers();
    const announcer = new Announcer({ ...parts, seating, ignorers, lobby: fold.rooms.lobby });
    const postman = new Postman({ ...parts, fold, records, seating, announcer });
    const rooms = this.rooms = new Rooms({ ...parts, postman, fold, records });
    this.hub = new Hub({ ...parts, postman, fold, rooms, seating, ignorers });
    if (kept?.some(({ name }) => name === LOBBY) !== true) records.save(rooms.lobby);
  }

  /** Takes in the rooms that were kept, once the store is opened late. */
  storeOpened(): void {
    const kept = this.#keptRooms();
    if (kept !== undefined) this.rooms.restore(kept);
  }

  /** Whom a text mentions by name: each of their seats, with the name; somebody mentioned twice comes twice. */
  *mentionedIn(text: string): Generator<readonly [Seat, name: string]> {
    for (const [person, name] of this.fold.names.mentionedIn(text)) {
      for (const seat of this.hub.seating.guest(person)?.seats ?? []) yield [seat, name];
    }
  }

  #keptRooms() {
    const kept = this.#parts.archive.ask((store) => store.rooms());
    return kept.kind === "answer" ? kept.value : undefined;
  }
}
