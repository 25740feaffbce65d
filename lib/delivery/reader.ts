/**
 * Somebody's end of a connection: its outbox, how it wants to be spoken to, who is behind it, and the signal by which
 * its session is told to end.
 *
 * @module
 */

import type { Name } from "../text/clean.ts";
import type { Dialect, Wishes } from "../model/dialect.ts";
import { type Manner, mannerIn, restyled, type Style } from "./manner.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Notice, Ref } from "../model/notice.ts";
import { Outbox, type OutboxShared, type OutboxWriter } from "./outbox.ts";
import { renderNotice } from "../render/render.ts";
import type { Activity } from "../observe/activity.ts";
import type { Task, TaskFacts } from "../observe/task.ts";
import { COMMAND } from "../wire/telnet/codes.ts";

/** How many numbers a reader has for its parts: its socket, its outbox, and what is done with them. */
export const IDS = 5;

/** What telnet takes without showing anything: IAC NOP (RFC 854). */
const PROBE = Uint8Array.of(COMMAND.IAC, COMMAND.NOP);

/** The turn, as one of its readers sees it. */
export interface Undelivered {
  /** Does something in its place; returns whether that has to wait. */
  queue(action: () => void, length?: number): boolean;
  /** Hands everything out. */
  settle(): void;
}

/** What a reader shares with all others of its fan-out. */
export interface Shared extends OutboxShared {
  /** What was delivered and not yet handed out. */
  readonly turn: Undelivered;
}

/** Where a connection comes from, for who looks inside. */
export interface Origin {
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: string;
  /** What reads from it; nothing unless given. */
  readonly reading?: Activity;
}

/** An origin that nobody has told. */
const NOWHERE: Origin = { peer: "unknown", door: "none" };

/** One reader. Made and ended by the fan-out. */
export class Reader {
  // First what every line needs: a hundred readers have to share the processor's caches.
  /** What waits to be written. */
  readonly outbox: Outbox;
  #reads: Manner;
  #manner: Manner;
  /** Whether it has spoken telnet: then it may be sent what only telnet does not show. */
  isTelnet = false;
  /** The name of who is behind it, also after they left; undefined before they have one. */
  person: Name | undefined;
  /** How many lines came from it. */
  lines = 0;
  /** The task that writes to it. */
  readonly pump: Task;
  /** Where it comes from. */
  readonly origin: Origin;
  /** When it was seated, by the clock. */
  readonly seatedAt: number;
  /** When something came from its connection last, by the clock; at first when it was seated. */
  heardAt: number;
  /** The first of {@linkcode IDS} numbers by which who looks inside tells its parts. */
  readonly firstId: number;
  readonly #turn: Undelivered;
  readonly #ended = new AbortController();
  #bytesIn = 0;
  #readsIn = 0;

  /** A reader with an empty outbox. */
  constructor(
    writer: OutboxWriter,
    dialect: Dialect,
    shared: Shared,
    now: number,
    origin: Origin = NOWHERE,
  ) {
    this.#turn = shared.turn;
    this.#reads = this.#manner = mannerIn(dialect);
    this.origin = origin;
    this.seatedAt = this.heardAt = now;
    this.firstId = shared.tasks.nextId(IDS);
    const task = this.pump = shared.tasks.add({
      kind: "pump",
      about: () => this.#pumpFacts(),
      inRows: () => this.outbox.turnsInRows,
      changes: () => this.outbox.changes,
    });
    const onFailed = () => this.end({ kind: "hung_up" });
    const gap = (lines: number) => renderNotice({ kind: "skipped", lines }, this.#reads.dialect);
    this.outbox = new Outbox({ writer, task, now, onFailed, gap }, shared);
  }

  /** How it is spoken to in what is handed out now. */
  get reads(): Manner {
    return this.#reads;
  }

  /** How it is spoken to from now on: what was delivered before may still be read otherwise. */
  get dialect(): Dialect {
    return this.#manner.dialect;
  }

  /** What the person behind it wishes. */
  get wishes(): Wishes {
    return this.#manner.wishes;
  }

  /** Changes how it is spoken to, from the next line on: what was delivered before is not touched. */
  restyle(style: Style): void {
    const manner = this.#manner = restyled(this.#manner, style);
    this.#turn.queue(() => void (this.#reads = manner));
  }

  /** Aborts when the reader's session has to end; the reason is the {@linkcode Farewell}. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /**
   * Queues a notice in the reader's dialect, behind everything that was delivered before.
   * @param ref what the program that asked wants to recognise the answer by
   */
  tell(notice: Notice, ref?: Ref): void {
    const { outbox } = this, bytes = renderNotice(notice, this.dialect, ref);
    if (this.#turn.queue(() => outbox.offer(bytes, 1), bytes.length)) outbox.touch();
  }

  /** Sends something to a peer that may have vanished, and that nobody sees: whether it is acknowledged tells. */
  probe(): void {
    if (this.isTelnet) this.outbox.answer(PROBE); // a raw client would show whatever came
  }

  /**
   * So many bytes were read from its connection.
   * @param at when, by the clock
   */
  heard(bytes: number, at: number): void {
    this.#bytesIn += bytes;
    this.heardAt = at;
    this.#readsIn++;
  }

  /** Bytes and reads so far. */
  get intake(): { readonly bytes: number; readonly reads: number } {
    return { bytes: this.#bytesIn, reads: this.#readsIn };
  }

  /** Asks the session to end with this farewell; the first one counts. */
  end(farewell: Farewell): void {
    if (!this.#ended.signal.aborted) this.#ended.abort(farewell);
  }

  /** Takes nothing new any more, and resolves when everything queued is written or can never be. */
  async close(): Promise<void> {
    this.#turn.settle();
    await this.outbox.close();
  }

  /** Whose it is, and where it comes from: what rows about it begin with. */
  get label(): { readonly name: string; readonly fields: Readonly<Record<string, string>> } {
    const { peer, door } = this.origin;
    const person = this.person;
    return { name: person ?? peer, fields: { peer, ...(person !== undefined && { person }), door } };
  }

  #pumpFacts(): TaskFacts {
    const { filling, waitsFor } = this.outbox;
    const { lines, bytes, maxBytes, inFlightBytes, skipped } = filling;
    const { name, fields } = this.label;
    return {
      name,
      fields: { ...fields, lines, bytes, skipped },
      waitsFor,
      retains: { bytes: bytes + inFlightBytes, bound: 2 * maxBytes },
    };
  }
}
