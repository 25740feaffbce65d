/**
 * A hub with readers that are no sockets: the core of the server, without doors.
 *
 * @module
 */

import { assert } from "@std/assert";
import { Archive } from "../../lib/history/archive.ts";
import { runCommand } from "../../lib/commands/table.ts";
import { HiddenEntry } from "../../lib/commands/hidden_entry.ts";
import { say } from "../../lib/commands/talk/say.ts";
import type { Asker, GuestAsker } from "../../lib/commands/command.ts";
import { parseLine } from "../../lib/commands/line.ts";
import { type Guest, type Preferences, REPLAY_LINES } from "../../lib/chat/guest.ts";
import type { Deed } from "../../lib/chat/deed.ts";
import type { Bus } from "../../lib/cluster/bus.ts";
import { Chat as Core } from "../../lib/chat/chat.ts";
import type { Fold } from "../../lib/chat/fold.ts";
import { Paces } from "../../lib/guard/paces.ts";
import type { Hub } from "../../lib/chat/hub.ts";
import type { Services } from "../../lib/chat/services.ts";
import type { ThisNode } from "../../lib/chat/this_node.ts";
import { type Log, silentLog } from "../../lib/runtime/log.ts";
import { type Dialect, firstWishes } from "../../lib/model/dialect.ts";
import { refused } from "../../lib/model/notice.ts";
import { Past } from "../../lib/history/past.ts";
import type { Tokens } from "../../lib/accounts/token.ts";
import type { Passwords } from "../../lib/accounts/password.ts";
import { ResumableSeats } from "../../lib/session/resumable_seats.ts";
import { Tally } from "../../lib/observe/tally.ts";
import type { Reader } from "../../lib/delivery/reader.ts";
import { FanOut, type FanOutBounds } from "../../lib/delivery/fan_out.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import type { CleanText } from "../../lib/text/clean.ts";
import type { Person } from "../../lib/chat/person.ts";
import type { Room } from "../../lib/chat/room.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import type { Terminal } from "../../lib/terminal/terminal.ts";
import { atOnce } from "./at_once.ts";
import { NO_TERMINAL } from "./edited_terminal.ts";
import { FakeClock, settled } from "./fake_clock.ts";
import { HeldWriter } from "./held_writer.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";
import { Deeds } from "./deeds.ts";
import { RecordedLog } from "./recorded_log.ts";
import { ann, eventOf, lobby, PLAIN, text } from "./samples.ts";

export { PLAIN };

/** Bounds small enough to reach. */
export const SMALL: FanOutBounds = {
  outboxLines: 8,
  outboxBytes: 10_000,
  allOutboxesBytes: Infinity,
  flushMs: 5,
  stalledMs: 30_000,
  nameMs: 60_000,
};

/** How long a seat is held whose client lost its connection, in milliseconds. */
export const RESUME_MS = 120_000;

/** What a test may want otherwise. */
export interface ChatOptions {
  readonly bounds?: FanOutBounds;
  readonly open?: () => Store;
  readonly maxRooms?: number;
  readonly maxRoomsPerGuest?: number;
  readonly passwords?: Passwords;
  readonly tokens?: Tokens;
  /** Told what happens; nobody unless given. */
  readonly log?: Log;
  /** The log; one in memory unless given. */
  readonly bus?: Bus<Deed>;
  /** The nodes it is one of, where the log tells later. */
  readonly network?: { settle(): Promise<void> };
  /** Which of them it is. */
  readonly node?: ThisNode;
  /** For how long anybody's connection has acknowledged nothing. */
  readonly unansweredMs?: () => number;
}

/** A core under a fake clock. */
export class Chat implements Disposable {
  readonly clock = new FakeClock();
  /** What the operator has set; a test may change it, as a reload does. */
  readonly settings = { logChat: false, name: "", motdLines: [] as readonly CleanText[] };
  readonly archive: Archive;
  readonly fanOut: FanOut;
  /** The nodes it is one of, where the log tells later. */
  readonly network: ChatOptions["network"];
  /** What is done, as the log tells it. */
  readonly log: RecordedLog;
  readonly core: Core;
  readonly fold: Fold;
  readonly rooms: Fold["rooms"];
  readonly hub: Hub;
  readonly services: Services;
  readonly deeds: Deeds;
  readonly tally = new Tally();
  readonly resumableSeats: ResumableSeats;
  readonly paces = new Paces({ maxGuestsPerAddress: 1 });
  readonly #begunWith: readonly SavedRoom[];

  constructor(options: ChatOptions = {}) {
    const { bounds = SMALL, open, maxRooms = 100, maxRoomsPerGuest = 10, passwords, tokens } = options;
    const { log = silentLog, unansweredMs = () => 0, bus, network, node } = options;
    const { clock, settings } = this;
    const archive = this.archive = new Archive({
      open: open ?? (() => new MemoryStore({ lines: 1000, length: 100_000 })),
      clock,
      log: silentLog,
    });
    const seats = this.fanOut = new FanOut(clock, bounds, {
      keep: () => archive.commit(),
      unansweredMs,
    });
    const kept = archive.ask((store) => store.rooms());
    this.#begunWith = kept.kind === "answer" ? kept.value : [];
    this.log = new RecordedLog(() => clock.time(), bus);
    this.network = network;
    this.core = new Core({
      ...{ bus: this.log, seats, archive, past: new Past({ archive, clock }), clock, log },
      settings: Object.assign(settings, { maxRooms, maxRoomsPerGuest }),
      ...(passwords === undefined ? {} : { passwords }),
      ...(tokens === undefined ? {} : { tokens }),
    });
    this.fold = this.core.fold;
    this.services = { ...this.core.services, node };
    ({ hub: this.hub, rooms: this.rooms } = this.services);
    const { services, tally } = this;
    this.resumableSeats = new ResumableSeats({ services, clock, settings: { resumeMs: RESUME_MS }, tally });
    this.deeds = new Deeds(this.services.dispatcher);
  }

  /** Seats somebody whose terminal is a {@linkcode HeldWriter}. */
  seat(
    dialect: Dialect = PLAIN,
    isEncrypted = false,
    door = "none",
  ): { readonly reader: Reader; readonly terminal: HeldWriter } {
    const terminal = new HeldWriter(), origin = { peer: "unknown", door, isEncrypted };
    return { reader: this.fanOut.seat(terminal.writer, dialect, origin), terminal };
  }

  /** Lets somebody in who can be told what to type. */
  enter(
    name: string,
    dialect: Dialect = PLAIN,
    address = "192.0.2.1",
    isEncrypted = false,
    door = "none",
  ): Typist {
    const { reader, terminal } = this.seat(dialect, isEncrypted, door);
    const guest = atOnce(this.hub.enter(reader, cleanText(name), address, preferencesOf(reader)));
    if (guest.kind !== "guest") throw new Error(`${name} was refused: ${guest.kind}`);
    return new Typist(this, guest, reader, terminal);
  }

  /** Lets everything due be written. */
  async flush(): Promise<void> {
    await this.clock.advance(5);
    await settled();
  }

  /** Insists that all that was done so far was done through the log. */
  insistFolded(): void {
    this.log.insistSame(this.fold, this.#begunWith);
  }

  /** Whatever a test did was done through the log: folded anew it comes to the same. */
  [Symbol.dispose](): void {
    this.fanOut[Symbol.dispose]();
    this.insistFolded();
  }
}

/** The owners of a room who are in it. */
export function ownersHere({ members, owners }: Room): Person[] {
  return members.all().filter(({ identity }) => owners.has(identity));
}

/** What somebody in a room may see of its past. */
export function pastOf(chat: Chat, { guest }: Typist, room: Room): string[] {
  const wanted = {
    room: room.label,
    after: room.openFrom(guest.person),
    limit: 100,
    which: "newest",
  } as const;
  const past = chat.archive.ask((store) => store.lines(wanted));
  assert(past.kind === "answer");
  return past.value.map(({ text }) => text);
}

/** Hands out what was delivered so far: no turn holds a line of that length, and nobody is to hear it. */
export function handOut(fanOut: FanOut): void {
  const said = { kind: "said", room: lobby, name: ann, text: text("x".repeat(64 * 1024)) } as const;
  fanOut.deliver(new Set(), eventOf(said));
}

/** Somebody at a seat who asks, before they have a name. */
export function askerAt(
  services: Services,
  seat: Reader,
  wishes: Partial<Preferences> = {},
  terminal: Terminal = NO_TERMINAL,
): Asker {
  let preferences = { ...preferencesOf(seat), ...wishes };
  return {
    ...services,
    seat,
    terminal,
    entry: new HiddenEntry(terminal),
    prefer(change) {
      preferences = { ...preferences, ...change };
      if (change !== undefined) services.seating.prefer(seat, preferences);
      return preferences;
    },
    answer: (notice) => seat.tell(notice),
    end: (farewell) => seat.end(farewell),
    charge: () => {},
  };
}

/** What somebody wishes who has not said anything yet. */
export function preferencesOf({ dialect }: Reader): Preferences {
  return { ...firstWishes(dialect), replayLines: REPLAY_LINES };
}

/** Somebody in the chat who types, and whose terminal shows what came. */
export class Typist {
  readonly guest: Guest;
  readonly seat: Reader;
  readonly terminal: HeldWriter;
  /** What their commands can ask of their terminal. */
  editor: Terminal = NO_TERMINAL;
  readonly #chat: Chat;
  #seen = 0;

  constructor(chat: Chat, guest: Guest, seat: Reader, terminal: HeldWriter) {
    this.#chat = chat;
    this.guest = guest;
    this.seat = seat;
    this.terminal = terminal;
  }

  /** Types a line, says or obeys it as a session would, and lets everything due be written. */
  async types(text: string): Promise<void> {
    const done = this.begins(text), { network } = this.#chat;
    await network?.settle();
    await done;
    await this.#chat.flush();
  }

  /** Types a line, and does not wait until it is told. */
  async begins(text: string): Promise<void> {
    const { guest, seat, editor } = this;
    const asker: GuestAsker = { ...askerAt(this.#chat.services, seat, guest.preferences, editor), guest };
    const line = parseLine(cleanText(text));
    const refusal =
      await (line.kind === "say"
        ? say(asker, line.text)
        : line.kind === "mistyped"
        ? { kind: "not_said" as const, verb: line.verb }
        : runCommand(asker, guest, line.verb, line.argument));
    if (refusal !== undefined) seat.tell(refused(refusal));
  }

  /** Speaks another way from now on, with another client or other wishes. */
  speaks(dialect: Dialect): void {
    const { color, lineEnd, json } = dialect;
    const { hub, seating } = this.#chat.services;
    hub.able(this.seat, { color, lineEnd, json });
    seating.prefer(this.seat, { ...this.guest.preferences, ...firstWishes(dialect) });
  }

  /** The lines that have come since this was last asked. */
  hears(): string[] {
    const heard = this.terminal.heard.slice(this.#seen);
    this.#seen = this.terminal.heard.length;
    return heard === "" ? [] : heard.trimEnd().split(/\r?\n/);
  }

  /** Leaves. */
  leaves(): void {
    this.#chat.hub.leave(this.guest, { kind: "quit" });
  }
}
