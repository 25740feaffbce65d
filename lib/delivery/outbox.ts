/**
 * Everything that waits for one reader: rendered lines in a bounded channel, telnet answers ahead of them, and the pump
 * that writes both.
 *
 * Memory is bounded by lines and bytes, plus one write in flight of at most the same size, and all outboxes share a
 * space that is smaller than all of that. What does not fit is skipped, and the reader is told how much as soon as it
 * reads again. It knows nothing of names, dialects or rooms.
 *
 * @module
 */

import { BoundedChannel, type ChannelBounds } from "../runtime/channel.ts";
import type { Doorway } from "./doorway.ts";
import type { SharedConcat } from "./shared_concat.ts";
import type { Filling } from "../observe/rows.ts";
import type { OutboxSpace, SpaceHolder } from "./outbox_space.ts";
import { Pump, type PumpSource } from "./pump.ts";
import { Stall } from "./stall.ts";
import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";
import type { TaskGroup } from "../observe/task_group.ts";
import type { Valve } from "./valve.ts";

/** Most telnet answers waiting at once; more come only from a peer that asks without reading. */
const MAX_ANSWERS = 1024;

const lengthOf = (bytes: Uint8Array) => bytes.length;

/** A writer, which may tell how far it got within a write. */
export type OutboxWriter = WritableStreamDefaultWriter<Uint8Array> & { readonly acceptedBytes?: number };

/** What an outbox shares with all others of its fan-out. */
export interface OutboxShared {
  /** How much it may hold. */
  readonly bounds: ChannelBounds;
  /** Joins pieces, once for all who have the same. */
  readonly concat: SharedConcat;
  /** Told when its reader falls behind and when it has caught up. */
  readonly valve: Valve;
  /** Told of every write's beginning and end. */
  readonly doorway: Doorway;
  /** What all outboxes may hold together. */
  readonly space: OutboxSpace;
  /** Called when it has something to write and is not yet waiting for a flush. */
  readonly onDirty: (outbox: Outbox) => void;
  /** Where its pump is a task. */
  readonly tasks: TaskGroup;
  /** Told of what it is offered, and of what it has no room for. */
  readonly tally: Tally;
}

/** What an outbox belongs to. */
export interface OutboxParts {
  /** Where the bytes go. */
  readonly writer: OutboxWriter;
  /** The pump's task; ended with the outbox. */
  readonly task: Task;
  /** The present, by the clock. */
  readonly now: number;
  /** Told once, when a write failed: nothing will be written any more. */
  readonly onFailed: () => void;
  /** What the reader is told where lines were skipped. */
  readonly gap: (lines: number) => Uint8Array<ArrayBuffer>;
}

/** The outbox of one reader. */
export class Outbox implements PumpSource, SpaceHolder, Disposable {
  // First what every line and every flush needs: a hundred readers' outboxes have to share the processor's caches.
  readonly #channel: BoundedChannel<Uint8Array<ArrayBuffer>>;
  readonly #tally: Tally;
  readonly #space: OutboxSpace;
  /** See {@linkcode SpaceHolder}. */
  level = 0;
  /** See {@linkcode SpaceHolder}. */
  riseAt: number;
  #claimed: number | undefined; // bytes of the write under way that count in the space
  #isBehind = false;
  #isDirty = false;
  #changes = 0;
  readonly #pump: Pump;
  #answers: Uint8Array<ArrayBuffer>[] | undefined; // most never have any
  #overHalfSince: number | undefined; // by the clock; also once it has overflowed
  readonly #shared: OutboxShared;
  readonly #parts: OutboxParts;
  readonly #stall: Stall;
  readonly #task: Task;

  /** An empty outbox. */
  constructor(parts: OutboxParts, shared: OutboxShared) {
    const { writer, task, now, onFailed } = this.#parts = parts;
    this.#shared = shared;
    this.#task = task;
    this.#tally = shared.tally;
    this.#space = shared.space;
    this.riseAt = shared.space.firstLevelBytes;
    this.#channel = new BoundedChannel(shared.bounds);
    this.#pump = new Pump(this, writer, onFailed, { task, tally: shared.tally });
    this.#stall = new Stall(now);
  }

  /** Queues a rendered piece of some lines, or skips it where there is no room; never waits. */
  offer(bytes: Uint8Array<ArrayBuffer>, lines: number): void {
    const channel = this.#channel, { length } = bytes;
    if (channel.fits(length, lines) && this.#space.claim(this, length)) {
      channel.add(bytes, length, lines);
      if (channel.cost >= this.riseAt) this.#space.settle(this);
      this.#tally.linesOut += lines;
      if (channel.isHalfFull && !this.#isBehind) {
        this.#overHalfSince ??= this.#shared.tasks.meter.tick();
        this.#markBehind(true);
        this.#pump.kick();
      }
    } else {
      channel.skip(lines);
      this.#tally.skipped += lines;
      if (this.#isBehind) this.#markBehind(false);
    }
    this.touch();
  }

  /** Lets go of everything that waits, so that others have room; its reader is told. Returns the bytes that were. */
  skipWaiting(): number {
    const { count, cost } = this.#channel.skipWaiting();
    this.#tally.skipped += count;
    if (this.#isBehind) this.#markBehind(false);
    this.touch();
    return cost;
  }

  /** Queues a telnet answer: it goes out ahead of lines and is never skipped for them. */
  answer(bytes: Uint8Array<ArrayBuffer>): void {
    const answers = this.#answers ??= [];
    if (answers.length >= MAX_ANSWERS) return;
    answers.push(bytes);
    this.touch();
  }

  /** Says that there is something for it, now or by the time of the next flush. */
  touch(): void {
    if (this.#isDirty) return;
    this.#isDirty = true;
    this.#changes++;
    this.#shared.onDirty(this);
  }

  /** Writes what has queued, if no write is in flight. */
  flush(): void {
    this.#isDirty = false;
    this.#pump.kick();
  }

  /** Takes what has queued, if no write is in flight; {@linkcode Outbox.write} has to follow where it returns true. */
  load(): boolean {
    this.#isDirty = false;
    return this.#pump.load();
  }

  /** Writes what was loaded. */
  write(): void {
    this.#pump.write();
  }

  /** The task of its pump. */
  get task(): Task {
    return this.#task;
  }

  /** Takes nothing new any more, and resolves when everything queued is written or can never be. */
  async close(): Promise<void> {
    this.#channel.close();
    await this.#pump.rested();
  }

  /** Lets go of everything still queued. */
  [Symbol.dispose](): void {
    this.#space.release(this.#channel.cost);
    this.#channel[Symbol.dispose]();
    this.#space.settle(this);
    this.taken();
    this.#answers = undefined;
    this.#markBehind(false);
    this.#shared.tasks.end(this.#task);
  }

  /**
   * How long its reader has accepted nothing although something was waiting, in milliseconds; see {@linkcode Stall}.
   * @param isExcused whether the time since it was asked last does not count
   */
  stalledMs(now: number, isExcused = false): number {
    const { isWriting, writes } = this.#pump;
    return this.#stall.ms(now, isWriting, this.#parts.writer.acceptedBytes ?? writes, isExcused);
  }

  /** How full it is; times by the clock. */
  get filling(): Filling {
    const { bounds } = this.#shared, channel = this.#channel;
    return {
      lines: channel.count,
      maxLines: bounds.count,
      bytes: channel.cost,
      maxBytes: bounds.cost,
      highWaterBytes: channel.highWater,
      inFlightBytes: this.#pump.inFlightBytes,
      skipped: channel.skipped,
      ...(this.#overHalfSince !== undefined && { overHalfSince: this.#overHalfSince }),
    };
  }

  /** Bytes its writer has accepted, and how many writes were completed. */
  get written(): { readonly bytes: number; readonly writes: number } {
    return { bytes: this.#parts.writer.acceptedBytes ?? 0, writes: this.#pump.writes };
  }

  /** How many turns its pump had as one of a row; see {@linkcode Meter.share}. */
  get turnsInRows(): number {
    return this.#pump.turnsInRows;
  }

  /** Another number whenever something in it has changed. */
  get changes(): number {
    return this.#changes + this.#pump.writes;
  }

  /** The bytes of each piece that waits. */
  get pieces(): readonly number[] {
    return this.#channel.waiting.map((piece) => piece.length);
  }

  /** What its pump waits for; `nothing` where bytes wait and nobody would ever write them. */
  get waitsFor(): "write" | "lines" | "flush" | "nothing" {
    if (this.#pump.isWriting) return "write";
    if (this.#isDirty) return "flush";
    return this.hasBytes && !this.#pump.hasFailed ? "nothing" : "lines";
  }

  /** For the pump: whether anything waits. */
  get hasBytes(): boolean {
    return !this.#channel.isEmpty || this.#answers !== undefined;
  }

  /** For the space: bytes that wait. */
  get waitingBytes(): number {
    return this.#channel.cost;
  }

  /** For the pump: what waits, as one piece; no more of it than its share of the space. */
  take(): Uint8Array<ArrayBuffer> {
    const channel = this.#channel, { cost } = channel;
    const { items, missed } = channel.take(this.#space.share, lengthOf);
    this.#claimed = cost - channel.cost;
    this.#shared.doorway.began();
    let pieces = items;
    if (this.#answers !== undefined) {
      pieces = [...this.#answers, ...items];
      this.#answers = undefined;
    }
    if (missed > 0) pieces = [...pieces, this.#parts.gap(missed)];
    if (this.#channel.isEmpty) this.#caughtUp();
    return this.#shared.concat.join(pieces);
  }

  /** For the pump: that write is over. */
  taken(): void {
    if (this.#claimed === undefined) return;
    this.#space.release(this.#claimed);
    this.#claimed = undefined;
    this.#shared.doorway.ended();
  }

  #caughtUp(): void {
    if (this.#isBehind) this.#markBehind(false);
    if (this.#overHalfSince !== undefined) this.#overHalfSince = undefined;
  }

  #markBehind(isBehind: boolean): void {
    this.#isBehind = isBehind;
    this.#shared.valve.mark(this, isBehind);
  }
}
