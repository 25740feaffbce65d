/**
 * Somebody's end of a connection: its outbox, how it wants to be spoken to, who is behind it, and the signal by which
 * its session is told to end.
 *
 * @module
 */

import type { Name } from "../text/clean.ts";
import { type Dialect, dialectKey } from "../model/dialect.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Notice, Ref } from "../model/notice.ts";
import { Outbox, type OutboxSurroundings, type RecipientWriter } from "./outbox.ts";
import { renderNotice } from "../render/render.ts";
import type { Task, TaskFacts } from "../observe/task.ts";
import { COMMAND } from "../wire/telnet/codes.ts";

/** Past lines shown on entering a room, until somebody says `/set replay`. */
const REPLAY_LINES = 10;

/** How many numbers a recipient has for its parts: its socket, its outbox, and what is done with them. */
export const IDS = 5;

/** What telnet takes without showing anything: IAC NOP (RFC 854). */
const PROBE = Uint8Array.of(COMMAND.IAC, COMMAND.NOP);

/** What was delivered and not yet handed out. */
export interface Undelivered {
  /** Keeps something said to one reader in its place; false where nothing is before it. */
  queue(aside: () => void, length: number): boolean;
  /** Hands everything out. */
  settle(): void;
}

/** What a recipient shares with all others of its registry. */
export interface Surroundings extends OutboxSurroundings {
  /** What was delivered and not yet handed out. */
  readonly turn: Undelivered;
}

/** Where a connection comes from, for who looks inside. */
export interface Origin {
  /** The peer as logs name it: address and port. */
  readonly peer: string;
  /** The way it came in. */
  readonly door: string;
}

/** An origin that nobody has told. */
const NOWHERE: Origin = { peer: "unknown", door: "none" };

/** One recipient. Made and ended by the registry. */
export class Recipient {
  // First what every line needs: a hundred readers have to share the processor's caches.
  /** What waits to be written. */
  readonly outbox: Outbox;
  #dialect: Dialect;
  #dialectKey: number;
  #focus: object | undefined;
  /** Whether the person has said `/color`: from then on nothing else decides about colours. */
  hasChosenColor = false;
  /** Whether it has spoken telnet: then it may be sent what only telnet does not show. */
  isTelnet = false;
  /** How many past lines are shown on entering a room. */
  replayLines: number = REPLAY_LINES;
  /** The name of who is behind it, also after they left; undefined before they have one. */
  person: Name | undefined;
  /** How many lines came from it. */
  lines = 0;
  /** The task that reads from its connection. */
  reader: Task | undefined;
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
  #reads = 0;

  /** A recipient with an empty outbox. */
  constructor(
    writer: RecipientWriter,
    dialect: Dialect,
    surroundings: Surroundings,
    now: number,
    origin: Origin = NOWHERE,
  ) {
    this.#turn = surroundings.turn;
    this.#dialect = dialect;
    this.#dialectKey = dialectKey(dialect);
    this.origin = origin;
    this.seatedAt = this.heardAt = now;
    this.firstId = surroundings.tasks.nextId(IDS);
    const task = this.pump = surroundings.tasks.add({
      kind: "pump",
      about: () => this.#pumpFacts(),
      inRows: () => this.outbox.turnsInRows,
      changes: () => this.outbox.changes,
    });
    const onFailed = () => this.end({ kind: "hung_up" });
    const gap = (lines: number) => renderNotice({ kind: "skipped", lines }, this.#dialect);
    this.outbox = new Outbox({ writer, task, now, onFailed, gap }, surroundings);
  }

  /** How this recipient wants to be spoken to; changes take effect with the next line. */
  get dialect(): Dialect {
    return this.#dialect;
  }
  set dialect(dialect: Dialect) {
    this.#turn.settle();
    this.#dialect = dialect;
    this.#dialectKey = dialectKey(dialect);
  }

  /** The render cache key of the dialect. */
  get dialectKey(): number {
    return this.#dialectKey;
  }

  /** The audience whose lines need no mark, since this recipient's own lines go there. */
  get focus(): object | undefined {
    return this.#focus;
  }
  set focus(audience: object | undefined) {
    this.#turn.settle();
    this.#focus = audience;
  }

  /** Aborts when the recipient's session has to end; the reason is the {@linkcode Farewell}. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Queues a rendered piece of some lines, or skips it where there is no room; never waits. */
  offer(bytes: Uint8Array<ArrayBuffer>, lines: number): void {
    this.outbox.offer(bytes, lines);
  }

  /**
   * Queues a notice in the recipient's dialect, behind everything that was delivered before.
   * @param ref what the program that asked wants to recognise the answer by
   */
  tell(notice: Notice, ref?: Ref): void {
    const bytes = renderNotice(notice, this.#dialect, ref);
    if (this.#turn.queue(() => this.offer(bytes, 1), bytes.length)) this.outbox.touch();
    else this.offer(bytes, 1);
  }

  /** Queues a telnet answer: it goes out ahead of lines and is never skipped for them. */
  answer(bytes: Uint8Array<ArrayBuffer>): void {
    this.outbox.answer(bytes);
  }

  /** Sends something to a peer that may have vanished, and that nobody sees: whether it is acknowledged tells. */
  probe(): void {
    if (this.isTelnet) this.answer(PROBE); // a raw client would show whatever came
  }

  /**
   * So many bytes were read from its connection.
   * @param at when, by the clock
   */
  heard(bytes: number, at: number): void {
    this.#bytesIn += bytes;
    this.heardAt = at;
    this.#reads++;
  }

  /** Bytes and reads so far. */
  get intake(): { readonly bytes: number; readonly reads: number } {
    return { bytes: this.#bytesIn, reads: this.#reads };
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
