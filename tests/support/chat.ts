/**
 * A hub with recipients that are no sockets: the core of the server, without doors.
 *
 * @module
 */

import { Archive } from "../../lib/history/archive.ts";
import { runCommand } from "../../lib/commands/table.ts";
import { say } from "../../lib/commands/talk/say.ts";
import { type GuestAsker, parseLine } from "../../lib/commands/command.ts";
import type { Guest } from "../../lib/chat/guest.ts";
import { Herald } from "../../lib/chat/herald.ts";
import { Hub } from "../../lib/chat/hub.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import type { Dialect } from "../../lib/model/dialect.ts";
import { refused } from "../../lib/model/notice.ts";
import { NameBook } from "../../lib/chat/name_book.ts";
import type { Passwords } from "../../lib/accounts/password.ts";
import type { Recipient } from "../../lib/delivery/recipient.ts";
import { Registry, type RegistryBounds } from "../../lib/delivery/registry.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import type { CleanText } from "../../lib/text/clean.ts";
import { Rooms } from "../../lib/chat/rooms.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import { FakeClock, settled } from "./fake_clock.ts";
import { HeldWriter } from "./held_writer.ts";

/** The dialect of a program over nc. */
export const PLAIN: Dialect = { color: false, language: "en", lineEnd: "\n", json: false, timeZone: "UTC" };

/** Bounds small enough to reach. */
export const SMALL: RegistryBounds = {
  outbox: { count: 8, cost: 10_000 },
  flushMs: 5,
  stalledMs: 30_000,
};

/** What a test may want otherwise. */
export interface ChatOptions {
  readonly bounds?: RegistryBounds;
  readonly open?: () => Store;
  readonly maxRooms?: number;
  readonly maxRoomsPerGuest?: number;
  readonly passwords?: Passwords;
  /** For how long anybody's connection has acknowledged nothing. */
  readonly unansweredMs?: () => number;
}

/** A core under a fake clock. */
export class Chat implements Disposable {
  readonly clock = new FakeClock();
  /** What the operator has set; a test may change it, as a reload does. */
  readonly settings = { logChat: false, name: "", motdLines: [] as readonly CleanText[] };
  readonly archive: Archive;
  readonly registry: Registry;
  readonly herald: Herald;
  readonly rooms: Rooms;
  readonly hub: Hub;

  constructor(
    { bounds = SMALL, open, maxRooms = 100, maxRoomsPerGuest = 10, passwords, unansweredMs = () => 0 }:
      ChatOptions = {},
  ) {
    const { clock } = this;
    const names = new NameBook<Recipient>();
    this.archive = new Archive({
      open: open ?? (() => new MemoryStore({ lines: 1000, length: 100_000 })),
      clock,
      log: silentLog,
      onSaved: () => {},
      onOpened: () => this.rooms.load(),
      onBegunAnew: () => this.rooms.saveAll(),
    });
    this.registry = new Registry(clock, bounds, {
      keep: () => this.archive.commit(),
      mentionsOf: (text) => names.mentionedIn(text),
    });
    const { registry, archive } = this;
    this.herald = new Herald({ registry, archive, clock });
    this.rooms = new Rooms({
      registry,
      archive,
      herald: this.herald,
      limits: { maxRooms, maxRoomsPerGuest },
    });
    const { herald, rooms } = this;
    this.hub = new Hub({
      ...{ registry, archive, herald, rooms, names, clock, log: silentLog, settings: this.settings },
      ...(passwords === undefined ? {} : { passwords }),
      unansweredMs,
    });
  }

  /** Seats somebody whose terminal is a {@linkcode HeldWriter}. */
  seat(dialect: Dialect = PLAIN): { readonly recipient: Recipient; readonly terminal: HeldWriter } {
    const terminal = new HeldWriter();
    return { recipient: this.registry.seat(terminal.writer, dialect), terminal };
  }

  /** Lets somebody in who can be told what to type. */
  enter(name: string, dialect: Dialect = PLAIN, address = "192.0.2.1"): Typist {
    const { recipient, terminal } = this.seat(dialect);
    const guest = this.hub.enter(recipient, cleanText(name), address);
    if (guest.kind !== "guest") throw new Error(`${name} was refused: ${guest.kind}`);
    return new Typist(this, guest, terminal);
  }

  /** Lets everything due be written. */
  async flush(): Promise<void> {
    await this.clock.advance(5);
    await settled();
  }

  [Symbol.dispose](): void {
    this.registry[Symbol.dispose]();
  }
}

/** Somebody in the chat who types, and whose terminal shows what came. */
export class Typist {
  readonly guest: Guest;
  readonly terminal: HeldWriter;
  readonly #chat: Chat;
  #seen = 0;

  constructor(chat: Chat, guest: Guest, terminal: HeldWriter) {
    this.#chat = chat;
    this.guest = guest;
    this.terminal = terminal;
  }

  /** Types a line, says or obeys it as a session would, and lets everything due be written. */
  async types(text: string): Promise<void> {
    const { guest } = this;
    const { recipient } = guest;
    const asker: GuestAsker = {
      hub: this.#chat.hub,
      recipient,
      guest,
      answer: (notice) => recipient.tell(notice),
      charge: () => {},
    };
    const line = parseLine(cleanText(text));
    const refusal =
      await (line.kind === "say"
        ? say(asker, line.text)
        : line.kind === "mistyped"
        ? { kind: "not_said" as const, verb: line.verb }
        : runCommand(asker, guest, line.verb, line.argument));
    if (refusal !== undefined) recipient.tell(refused(refusal));
    await this.#chat.flush();
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
