/**
 * A chat, put together: what the log comes to, what is kept and shown of it, and how people do something.
 *
 * @module
 */

import { PASSWORDS, type Passwords } from "../accounts/password.ts";
import { TOKENS, type Tokens } from "../accounts/token.ts";
import type { Bus } from "../cluster/bus.ts";
import { PasswordTries } from "../guard/password_tries.ts";
import type { Archive } from "../history/archive.ts";
import type { Past } from "../history/past.ts";
import { LOBBY } from "../model/room_name.ts";
import type { Clock } from "../runtime/clock.ts";
import type { InForce } from "../runtime/live_config.ts";
import type { Log } from "../runtime/log.ts";
import { Announcer } from "./announcer.ts";
import { droppedOf } from "./consequences.ts";
import type { Deed } from "./deed.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Fold } from "./fold.ts";
import { Hub } from "./hub.ts";
import { Ignorers } from "./ignorers.ts";
import { Neighbours } from "./neighbours.ts";
import { keepState, type KeptState, lastNumber, type Position } from "./node_state.ts";
import { Queries } from "./queries.ts";
import { Records } from "./records.ts";
import { Seating } from "./seating.ts";
import type { Seats } from "./seats.ts";
import type { Services } from "./services.ts";
import type { ThisNode } from "./this_node.ts";

/**
 * A number beyond those of any store, that of another start without a store aside: the time after it is for that. Time
 * alone would not do: a clock may be in 1970, and then what was kept before would seem to come after all that is said.
 */
const NEVER_REACHED = 2 ** 43;

/** Rooms that are let go of in one turn: some 5 ms. */
const TIDIED_AT_ONCE = 100;

export interface ChatParts {
  readonly bus: Bus<Deed>;
  readonly seats: Seats;
  readonly archive: Archive;
  /** Takes back what was said. */
  readonly past: Past;
  readonly clock: Clock;
  /** Told of joins, leaves, new names, bugs, and of talk where that is wanted. */
  readonly log: Log;
  /** Read whenever they are needed: they may change. */
  readonly settings: Services["settings"] & Pick<InForce, "logChat">;
  /** Where this server is a node of several: how it stands, what was kept, and how far the log has been read. */
  readonly node?: {
    readonly condition: ThisNode;
    readonly kept: KeptState<Position> | undefined;
    position(): Position;
  } | undefined;
  /** Web Crypto unless given. */
  readonly passwords?: Passwords;
  /** Web Crypto unless given. */
  readonly tokens?: Tokens;
}

export class Chat {
  readonly fold: Fold;
  readonly services: Services;
  readonly #records: Records;
  readonly #archive: Archive;
  readonly #clock: Clock;

  /** The chat as it was kept, with nobody in it; where nothing can be read, as if nothing had been kept. */
  constructor(parts: ChatParts) {
    const { archive, past, clock, seats, settings, passwords = PASSWORDS, tokens = TOKENS, node } = parts;
    this.#archive = archive;
    this.#clock = clock;
    const kept = this.#keptRooms();
    // Numbers go on where the archive's end; where it cannot say, they start at a number never reached.
    const lastId = lastNumber(archive) ?? NEVER_REACHED + clock.time();
    const now = clock.now(), time = clock.time();
    const present = node?.kept && { saved: node.kept.saved, time };
    const fold = this.fold = new Fold({ rooms: kept ?? [], lastId, now, ...present && { present } });
    const presence = node && keepState(archive, fold, clock, () => node.position());
    const records = this.#records = new Records(archive, past, fold, presence);
    const seating = new Seating(seats), ignorers = new Ignorers(), queries = new Queries();
    const announcer = new Announcer({
      ...parts,
      seating,
      ignorers,
      queries,
      names: fold.names,
      lobby: fold.rooms.lobby,
    });
    const neighbours = new Neighbours({ ...parts, fold, announcer });
    const dispatcher = new Dispatcher({ ...parts, fold, records, seating, announcer, neighbours });
    const { people, names, rooms, hooks } = fold;
    this.services = {
      people,
      names,
      rooms,
      hooks,
      dispatcher,
      hub: new Hub({ ...parts, dispatcher, neighbours, fold, seating, ignorers }),
      seating,
      ignorers,
      neighbours,
      queries,
      past,
      clock,
      passwords,
      tokens,
      passwordTries: new PasswordTries(),
      settings,
      node: node?.condition,
      tidy: () => this.tidy(),
    };
    if (kept?.some(({ name }) => name === LOBBY) !== true) records.save(rooms.lobby);
    archive.health.listen({ onOpened: () => this.#takeInRooms(), onBegunAnew: () => this.#saveRooms() });
  }

  /**
   * Lets go of rooms that are empty and have no history any more, up to {@linkcode TIDIED_AT_ONCE} of them.
   * @returns whether there are more
   */
  tidy(): boolean {
    const { rooms } = this.fold;
    const [gone] = droppedOf(rooms.all(), rooms.lobby, this.#records, this.#clock.now());
    if (gone?.kind !== "dropped") return false;
    this.services.dispatcher.do({ kind: "dropped", rooms: gone.rooms.slice(0, TIDIED_AT_ONCE) });
    return gone.rooms.length > TIDIED_AT_ONCE;
  }

  /** Takes in the rooms that were kept, once the store is opened late. */
  #takeInRooms(): void {
    const rooms = this.#keptRooms();
    if (rooms !== undefined) this.services.dispatcher.append({ kind: "restored", rooms });
  }

  /** Keeps all rooms again, where the store is another one. */
  #saveRooms(): void {
    for (const room of this.fold.rooms.all()) this.#records.save(room);
  }

  #keptRooms() {
    const kept = this.#archive.ask((store) => store.rooms());
    return kept.kind === "answer" ? kept.value : undefined;
  }
}
