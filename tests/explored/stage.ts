/**
 * The core of the server on the world of a model: its very source files, with time, terminals and a store that the order
 * decides about. Whatever happens on it has to obey the same laws.
 *
 * 1. A pump has one write in flight, of no more lines than an outbox holds, and none after a failed one.
 * 2. At the end nobody and nothing is left: no guests, members, names, readers or slow readers; no timers, which the
 *    explorer sees to.
 * 3. Everybody who came has left, once.
 * 4. A guest is in the rooms that the log has them in, and in no other.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { Archive } from "../../lib/history/archive.ts";
import { Past } from "../../lib/history/past.ts";
import { Chat } from "../../lib/chat/chat.ts";
import { isSilent } from "../../lib/chat/deed.ts";
import type { Fold } from "../../lib/chat/fold.ts";
import { MemoryBus } from "../../lib/cluster/memory_bus.ts";
import { REPLACED_MS } from "../../lib/chat/hub.ts";
import type { Services } from "../../lib/chat/services.ts";
import type { Log } from "../../lib/runtime/log.ts";
import { type Dialect, USUAL } from "../../lib/model/dialect.ts";
import type { Tokens } from "../../lib/accounts/token.ts";
import type { Passwords } from "../../lib/accounts/password.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { Paces } from "../../lib/guard/paces.ts";
import { FanOut } from "../../lib/delivery/fan_out.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { ResumableSeats } from "../../lib/session/resumable_seats.ts";
import type { World } from "../explorer/mod.ts";
import { Terminal, type TerminalOptions } from "./terminal.ts";

/** A program's dialect: its lines tell what happened without a sentence to take apart. */
export const PROGRAM: Dialect = {
  color: false,
  language: "en",
  lineEnd: "\n",
  json: true,
  timeZone: "UTC",
  ...USUAL,
};

/** How long a seat is held whose client lost its connection, in milliseconds. */
export const RESUME_MS = 600;

/** What a stage may have otherwise. */
export interface StageOptions {
  /** How many lines an outbox holds; 2 unless given. */
  readonly outboxLines?: number;
  /** How many bytes all outboxes hold together; without end unless given. */
  readonly allOutboxesBytes?: number;
  /** How long nobody is flushed after a flush, in milliseconds; 0 unless given. */
  readonly flushMs?: number;
  /** How long a reader may accept nothing, in milliseconds; for ever unless given. */
  readonly stalledMs?: number;
  /** Names of terminals whose peer has vanished: it has acknowledged nothing for longer than it takes to be replaced. */
  readonly vanished?: readonly string[];
  /** Opens the store; one in memory unless given. */
  readonly open?: () => Store;
}

/** Somewhere for somebody's bytes to go. */
export interface Seat {
  /** What the server knows of it. */
  readonly reader: Reader;
  /** What is behind it. */
  readonly terminal: Terminal;
}

/** The core of one run. Dispose it when everybody is through. */
export class Stage implements Disposable {
  /** Who is in and what they say. */
  readonly services: Services;
  /** Seats whose clients may come back. */
  readonly resumableSeats: ResumableSeats;
  readonly paces = new Paces({ maxGuestsPerAddress: 1 });
  /** All readers. */
  readonly fanOut: FanOut;
  readonly #world: World;
  readonly #archive: Archive;
  readonly #outboxLines: number;
  readonly #logged = { joined: 0, left: 0, said: 0 };

  /** A stage with nobody on it. */
  constructor(
    world: World,
    { outboxLines = 2, allOutboxesBytes = Infinity, flushMs = 0, stalledMs = Infinity, vanished = [], open }:
      StageOptions = {},
  ) {
    this.#world = world;
    this.#outboxLines = outboxLines;
    const { clock } = world;
    const log: Log = (level, _, { sign } = {}) => {
      assert(level !== "error", "a bug was logged");
      if (sign !== undefined) this.#logged[sign]++;
    };
    const archive = this.#archive = new Archive({
      open: open ?? (() => new MemoryStore({ lines: 100, length: 10_000 })),
      clock,
      log,
    });
    const fanOut = this.fanOut = new FanOut(clock, {
      outboxLines,
      outboxBytes: 10_000,
      allOutboxesBytes,
      flushMs,
      stalledMs,
      nameMs: 60_000,
    }, {
      keep: () => archive.commit(),
      unansweredMs: (peer) => vanished.includes(peer) ? REPLACED_MS : 0,
    });
    const chat = new Chat({
      bus: new MemoryBus(() => clock.time(), isSilent),
      seats: fanOut,
      archive,
      past: new Past({ archive, clock }),
      clock,
      log,
      settings: { logChat: false, name: "", motdLines: [], maxRooms: 10, maxRoomsPerGuest: 5 },
      passwords: slowPasswords(world),
      tokens: slowTokens(world),
    });
    const services = this.services = chat.services;
    const settings = { resumeMs: RESUME_MS }, tally = new Tally();
    this.resumableSeats = new ResumableSeats({ services, clock, settings, tally });
    world.always(() => this.#expectAgreement(chat.fold));
    world.atEnd(() => this.#expectNobody());
  }

  /** Seats a writer. */
  seat(name: string, options: TerminalOptions = {}): Seat {
    const terminal = new Terminal(this.#world, name, options);
    this.#world.always(() => {
      assert(terminal.fault === undefined, terminal.fault);
      // One line more than the outbox holds: that some were skipped.
      assert(terminal.mostLines <= this.#outboxLines + 1, `${terminal.mostLines} lines in one write`);
    });
    const origin = { peer: name, door: "stage", isEncrypted: false };
    return { reader: this.fanOut.seat(terminal.writer, PROGRAM, origin), terminal };
  }

  [Symbol.dispose](): void {
    this.fanOut[Symbol.dispose]();
    this.#archive[Symbol.dispose]();
  }

  #expectAgreement({ people, rooms }: Fold): void {
    for (const person of people.values()) {
      const own = this.services.seating.guest(person)!.rooms;
      let count = 0;
      for (const room of rooms.all()) {
        if (!room.members.has(person)) continue;
        count++;
        assert(own.has(room), `${person.name} is in ${room.label} by the log alone`);
      }
      assert(count === own.size, `${person.name} is in a room that the log has them not in`);
    }
  }

  #expectNobody(): void {
    const { services: { people, rooms, names }, fanOut } = this;
    assertEquals(people.size, 0, "guests are left");
    assertEquals(fanOut.readers.size, 0, "readers are left");
    assertEquals(fanOut.valve.behind, 0, "readers are still behind");
    assertEquals(fanOut.space.bytes, 0, "room is still taken by outboxes");
    assertEquals(fanOut.doorway.writing, 0, "newcomers still wait for a write");
    for (const room of rooms.all()) {
      assertEquals(room.members.size, 0, `members are left in ${room.label}`);
    }
    for (const name of ["ann", "bob", "cy", "eve"]) {
      assertEquals(names.find(name), undefined, `the name ${name} is not free`);
    }
    assertEquals(this.#logged.left, this.#logged.joined, "not everybody left exactly once");
  }
}

/** Tokens whose hashing is a step; the first one is `token 1`. */
function slowTokens(world: World): Tokens {
  let made = 0;
  const work = () => world.step({ object: "tokens", verb: "hash", perform: () => {} });
  return { fresh: () => `token ${++made}`, hashed: (token) => work().then(() => `hashed ${token}`) };
}

/** Passwords whose sealing and comparing are steps: everything else can happen meanwhile. */
function slowPasswords(world: World): Passwords {
  const work = (verb: string) => world.step({ object: "passwords", verb, perform: () => {} });
  return {
    sealed: (password) => work("seal").then(() => `sealed ${password}`),
    opens: (password, seal) => work("compare").then(() => seal === `sealed ${password}`),
  };
}
