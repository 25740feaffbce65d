/**
 * Everything that waits for one reader: rendered lines, telnet answers ahead of them, and the pump that is given both.
 *
 * Memory is bounded by lines and bytes, plus one write in flight of at most the same size, and all outboxes share a
 * space that is smaller than all of that. What does not fit is skipped, and the reader is told how much as soon as it
 * reads again.
 *
 * @module
 */

import { Backlog, type Bytes } from "./backlog.ts";
import type { Manner } from "./manner.ts";
import type { Observed, Snapshot } from "../observe/activity.ts";
import { Pump, type PumpWriter } from "./pump.ts";
import { renderNotice } from "../render/render.ts";
import type { Filling } from "../observe/rows.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Shared } from "./shared.ts";
import type { Tail } from "./tail.ts";

/** Most telnet answers waiting at once; more come only from a peer that asks without reading. */
const MAX_ANSWERS = 1024;

/** Whose outbox it is. */
export interface OutboxOwner {
  /** What a snapshot begins with. */
  readonly label: Pick<Snapshot, "name" | "fields">;
  /** Told when a write has failed: nothing will be written any more. */
  lose(farewell: Farewell): void;
}

/** How an outbox and its pump are at this moment; times by the clock. */
export interface OutboxSnapshot extends Snapshot {
  /** `nothing` where bytes wait and nobody would ever write them. */
  readonly waitsFor: "write" | "lines" | "flush" | "nothing";
  readonly filling: Filling;
  readonly written: { readonly bytes: number; readonly writes: number };
  /** The pieces that wait, first come first; not a copy. */
  readonly pieces: readonly Bytes[];
}

export class Outbox implements Observed, Disposable {
  // First what every line and every flush needs: a hundred readers' outboxes have to share the processor's caches.
  protected readonly backlog: Backlog;
  protected readonly shared: Shared;
  /** What was written last, where its client may come back; most never have one. */
  protected tail: Tail | undefined;
  /** How its reader is spoken to in what is put in now. */
  manner: Manner;
  #isDirty = false;
  #changes = 0;
  readonly pump: Pump;
  #answers: Bytes[] | undefined; // most never have any
  #onRest: (() => void) | undefined;
  readonly #owner: OutboxOwner;

  constructor(owner: OutboxOwner, writer: PumpWriter, manner: Manner, shared: Shared) {
    this.#owner = owner;
    this.shared = shared;
    this.manner = manner;
    this.backlog = new Backlog(shared);
    this.pump = new Pump(writer, shared.activities.begin("pump", this), this.#goOn.bind(this));
  }

  /** Queues a rendered piece of some lines, or skips it where there is no room; never waits. */
  offer(bytes: Bytes, lines: number): void {
    if (this.tail !== undefined) this.tail.count += lines;
    if (this.backlog.put(bytes, lines)) this.#writeAlone(); // it is behind
    this.touch();
  }

  /** There is something for it, now or by the time of the next flush. */
  touch(): void {
    if (this.#isDirty) return;
    this.#isDirty = true;
    this.#changes++;
    this.shared.flusher.add(this);
  }

  /** Queues a telnet answer: it goes out ahead of lines and is never skipped for them. */
  answer(bytes: Bytes): void {
    const answers = this.#answers ??= [];
    if (answers.length >= MAX_ANSWERS) return;
    answers.push(bytes);
    this.touch();
  }

  /** Writes what has queued, if no write is in flight. */
  flush(): void {
    this.#isDirty = false;
    this.#writeAlone();
  }

  /** Loads the pump with what has queued, if it is free; where this returns true, it has to be started. */
  load(): boolean {
    this.#isDirty = false;
    if (!this.pump.isFree || !this.#hasBytes) return false;
    this.pump.load(this.#take());
    return true;
  }

  /** Takes nothing new any more, and resolves when everything queued is written or can never be. At most one may wait. */
  close(): Promise<void> {
    this.backlog.close();
    return new Promise((resolve) => {
      this.#onRest = resolve;
      this.#writeAlone();
      if (this.pump.hasFailed) resolve();
    });
  }

  [Symbol.dispose](): void {
    this.backlog[Symbol.dispose]();
    this.tail?.[Symbol.dispose]();
    this.#answers = undefined;
    this.pump.activity[Symbol.dispose]();
  }

  snapshot(): OutboxSnapshot {
    const { bounds } = this.shared, { name, fields } = this.#owner.label;
    const { count: lines, cost: bytes, skipped, overHalfSince } = this.backlog;
    const { items, highWater } = this.backlog.snapshot();
    const { isWriting, hasFailed, inFlightBytes, writes, acceptedBytes } = this.pump;
    const waitsAlone = this.#hasBytes && !hasFailed ? "nothing" : "lines";
    return {
      name,
      fields: { ...fields, lines, bytes, skipped },
      waitsFor: isWriting ? "write" : this.#isDirty ? "flush" : waitsAlone,
      retains: { bytes: bytes + inFlightBytes, bound: 2 * bounds.cost },
      filling: {
        lines,
        maxLines: bounds.count,
        bytes,
        maxBytes: bounds.cost,
        highWaterBytes: highWater,
        inFlightBytes,
        skipped,
        ...(overHalfSince !== undefined && { overHalfSince }),
      },
      written: { bytes: acceptedBytes, writes },
      pieces: items,
    };
  }

  get changes(): number {
    return this.#changes + this.backlog.skipped + this.pump.writes;
  }

  get runs(): number {
    const { writes, isFree } = this.pump;
    return isFree ? writes : writes + 1; // one is under way, or has failed
  }

  get #hasBytes(): boolean {
    return !this.backlog.isEmpty || this.#answers !== undefined;
  }

  /** Begins a write outside of a flush. Where nothing has queued, whoever waits for that is told. */
  #writeAlone(): void {
    const { pump } = this;
    if (!pump.isFree) return;
    if (!this.#hasBytes) return this.#onRest?.();
    pump.activity.run(() => {
      pump.load(this.#take());
      pump.write();
    });
  }

  /** What waits, as one piece; no more of it than its share of the space. */
  #take(): Bytes {
    const { items, missed } = this.backlog.takeShare();
    let pieces = items;
    const lines = this.tail?.record(items, missed) ?? missed;
    if (lines > 0) pieces = [...pieces, renderNotice({ kind: "skipped", lines }, this.manner.dialect)];
    if (this.#answers !== undefined) {
      pieces = [...this.#answers, ...pieces];
      this.#answers = undefined;
    }
    return this.shared.concat.join(pieces);
  }

  /** A write is over. */
  #goOn(bytes: number): void {
    const { pump } = this;
    this.backlog.written();
    if (pump.hasFailed) {
      this.#onRest?.();
      return this.#owner.lose({ kind: "hung_up" });
    }
    const { tally } = this.shared;
    tally.writes++;
    tally.bytesOut += bytes;
    if (!this.#hasBytes) return this.#onRest?.();
    pump.activity.wakes();
    this.#writeAlone();
  }
}
