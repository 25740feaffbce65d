/**
 * One registered writer with its outbox and its dialect: everything the server knows about where somebody's bytes go.
 *
 * Memory is bounded by the outbox (lines and bytes), plus one write in flight of at most the same size. What does not
 * fit is skipped, and the recipient is told how much as soon as it reads again.
 *
 * @module
 */

import type { Audience } from "./batch.ts";
import { BoundedChannel, type ChannelBounds } from "./channel.ts";
import type { Joiner } from "./joiner.ts";
import { type Dialect, dialectKey } from "./model/dialect.ts";
import type { Farewell } from "./model/farewell.ts";
import type { Notice, Ref } from "./model/notice.ts";
import { Pump, type PumpSource } from "./pump.ts";
import { renderNotice } from "./render/render.ts";
import type { Turn } from "./turn.ts";
import type { Valve } from "./valve.ts";

/** Most telnet answers waiting at once; more come only from a peer that asks without reading. */
const MAX_ANSWERS = 1024;

/** Past lines shown on entering a room, until somebody says `/set replay`. */
const REPLAY_LINES = 10;

/** A writer, which may tell how far it got within a write. */
export type RecipientWriter = WritableStreamDefaultWriter<Uint8Array> & { readonly acceptedBytes?: number };

/** What a recipient shares with all others of its registry. */
export interface Surroundings {
  /** How much its outbox may hold. */
  readonly bounds: ChannelBounds;
  /** Joins pieces, once for all who have the same. */
  readonly joiner: Joiner;
  /** Told when it falls behind and when it has caught up. */
  readonly valve: Valve;
  /** Called when the recipient has something to write and is not yet waiting for a flush. */
  readonly onDirty: (recipient: Recipient) => void;
  /** What was delivered and not yet handed out. */
  readonly turn: Turn;
}

/** One recipient. Made and ended by the registry. */
export class Recipient implements PumpSource {
  /** Whether the person has said `/color`: from then on nothing else decides about colours. */
  hasChosenColor = false;
  /** How many past lines are shown on entering a room. */
  replayLines: number = REPLAY_LINES;
  readonly #surroundings: Surroundings;
  readonly #outbox: BoundedChannel<Uint8Array<ArrayBuffer>>;
  readonly #pump: Pump;
  readonly #ended = new AbortController();
  readonly #writer: RecipientWriter;
  #answers: Uint8Array<ArrayBuffer>[] = [];
  #dialect: Dialect;
  #dialectKey: number;
  #focus: Audience | undefined;
  #isDirty = false;
  #isBehind = false;
  #wasWriting = false;
  #lastProgress = 0;
  #lastProgressAt: number;

  /** A recipient with an empty outbox. */
  constructor(
    writer: RecipientWriter,
    dialect: Dialect,
    surroundings: Surroundings,
    now: number,
  ) {
    this.#surroundings = surroundings;
    this.#outbox = new BoundedChannel(surroundings.bounds);
    this.#pump = new Pump(this, writer, () => this.end({ kind: "hung_up" }));
    this.#writer = writer;
    this.#dialect = dialect;
    this.#dialectKey = dialectKey(dialect);
    this.#lastProgressAt = now;
  }

  /** How this recipient wants to be spoken to; changes take effect with the next line. */
  get dialect(): Dialect {
    return this.#dialect;
  }
  set dialect(dialect: Dialect) {
    this.#surroundings.turn.settle();
    this.#dialect = dialect;
    this.#dialectKey = dialectKey(dialect);
  }

  /** The render cache key of the dialect. */
  get dialectKey(): number {
    return this.#dialectKey;
  }

  /** The audience whose lines need no mark, since this recipient's own lines go there. */
  get focus(): Audience | undefined {
    return this.#focus;
  }
  set focus(audience: Audience | undefined) {
    this.#surroundings.turn.settle();
    this.#focus = audience;
  }

  /** Aborts when the recipient's session has to end; the reason is the {@linkcode Farewell}. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Queues a rendered piece of some lines, or skips it where there is no room; never waits. */
  offer(bytes: Uint8Array<ArrayBuffer>, lines: number): void {
    if (this.#outbox.offer(bytes, bytes.length, lines)) {
      if (this.#outbox.isHalfFull && !this.#isBehind) {
        this.#markBehind(true);
        this.#pump.kick();
      }
    } else if (this.#isBehind) this.#markBehind(false);
    this.#markDirty();
  }

  /**
   * Queues a notice in the recipient's dialect, behind everything that was delivered before.
   * @param ref what the program that asked wants to recognise the answer by
   */
  tell(notice: Notice, ref?: Ref): void {
    const bytes = renderNotice(notice, this.#dialect, ref);
    if (this.#surroundings.turn.queue(() => this.offer(bytes, 1), bytes.length)) this.#markDirty();
    else this.offer(bytes, 1);
  }

  /** Queues a telnet answer: it goes out ahead of lines and is never skipped for them. */
  answer(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#answers.length >= MAX_ANSWERS) return;
    this.#answers.push(bytes);
    this.#markDirty();
  }

  /** Asks the session to end with this farewell; the first one counts. */
  end(farewell: Farewell): void {
    if (!this.#ended.signal.aborted) this.#ended.abort(farewell);
  }

  /** Writes what has queued, if no write is in flight. */
  flush(): void {
    this.#isDirty = false;
    this.#pump.kick();
  }

  /** Takes nothing new any more, and resolves when everything queued is written or can never be. */
  async close(): Promise<void> {
    this.#surroundings.turn.settle();
    this.#outbox.close();
    await this.#pump.rested();
  }

  /** Lets go of everything still queued. */
  dispose(): void {
    this.#outbox[Symbol.dispose]();
    this.#answers = [];
    this.#markBehind(false);
  }

  /**
   * How long the peer has accepted no byte although some were waiting for it, in milliseconds; asked every second or so.
   * It counts from the first time that a write was seen waiting: rather a little short than too long.
   */
  stalledMs(now: number): number {
    const progress = this.#writer.acceptedBytes ?? this.#pump.writes;
    const { isWriting } = this.#pump;
    if (!isWriting || !this.#wasWriting || progress !== this.#lastProgress) {
      this.#lastProgress = progress;
      this.#lastProgressAt = now;
    }
    this.#wasWriting = isWriting;
    return now - this.#lastProgressAt;
  }

  /** For the pump: everything that waits, as one piece. */
  take(): Uint8Array<ArrayBuffer> | undefined {
    if (this.#outbox.isEmpty && this.#answers.length === 0) return undefined;
    const { items, missed } = this.#outbox.takeAll();
    let pieces = items;
    if (this.#answers.length > 0) {
      pieces = [...this.#answers, ...items];
      this.#answers = [];
    }
    if (missed > 0) pieces = [...pieces, renderNotice({ kind: "skipped", lines: missed }, this.#dialect)];
    if (this.#isBehind) this.#markBehind(false);
    return this.#surroundings.joiner.join(pieces);
  }

  #markDirty(): void {
    if (this.#isDirty) return;
    this.#isDirty = true;
    this.#surroundings.onDirty(this);
  }

  #markBehind(isBehind: boolean): void {
    this.#isBehind = isBehind;
    this.#surroundings.valve.mark(this, isBehind);
  }
}
