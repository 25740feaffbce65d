/**
 * Moves bytes to one writer, as it is given them.
 *
 * Requirements:
 * 1. it is the only writer of its socket;
 * 2. at most one write is in flight, carrying what had queued (this is where the speed comes from);
 * 3. it ends with the first failed write;
 * 4. it never throws.
 *
 * @module
 */

import type { Activity } from "../observe/activity.ts";
import { Stall } from "./stall.ts";

/** A writer. One that can also write as much as there is room for tells how far it got, and is faster. */
export type PumpWriter = WritableStreamDefaultWriter<Uint8Array> & {
  /** Writes some of the bytes, at least one, and resolves with how many. */
  writeSome?(bytes: Uint8Array): Promise<number>;
};

/** The pump of one reader: resting or writing, and at some time ended. */
export class Pump {
  // First what every write needs: a hundred readers' pumps have to share the processor's caches.
  #inFlight: Uint8Array | undefined; // what the writer has not accepted yet
  #inFlightBytes = 0; // of the whole write, or of the last one
  #hasFailed = false;
  readonly #writer: PumpWriter;
  readonly #wrote: (count: number | void) => void;
  readonly #failed: () => void;
  readonly #onOver: (bytes: number) => void;
  #writes = 0;
  #acceptedBytes = 0;
  readonly activity: Activity;
  readonly #stall = new Stall();

  /**
   * A resting pump.
   * @param onOver told of every write's end and of the bytes that went out: none where it failed
   */
  constructor(writer: PumpWriter, activity: Activity, onOver: (bytes: number) => void) {
    this.#writer = writer;
    this.activity = activity;
    this.#onOver = onOver;
    // Bound and no closures: V8 15 lets an object that keeps a closure over itself outlive its young collections (tried).
    this.#wrote = this.#goOn.bind(this);
    this.#failed = this.#fail.bind(this);
  }

  /**
   * Is given the bytes of its next write, where it {@linkcode isFree}; {@linkcode write} has to follow. For a hundred
   * readers, loading them all first and writing then is faster: every write goes far through the kernel, and the caches
   * know nothing of us afterwards.
   */
  load(bytes: Uint8Array): void {
    this.#inFlight = bytes;
    this.#inFlightBytes = bytes.length;
  }

  write(): void {
    const writer = this.#writer, bytes = this.#inFlight!;
    const written = writer.writeSome === undefined ? writer.write(bytes) : writer.writeSome(bytes);
    written.then(this.#wrote, this.#failed);
  }

  /** Whether it can be loaded. */
  get isFree(): boolean {
    return this.#inFlight === undefined && !this.#hasFailed;
  }

  get isWriting(): boolean {
    return this.#inFlight !== undefined;
  }

  /** Whether a write has failed: nothing will be written any more. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** How many bytes the write in flight carries. */
  get inFlightBytes(): number {
    return this.isWriting ? this.#inFlightBytes : 0;
  }

  get writes(): number {
    return this.#writes;
  }

  /** How many bytes the writer has accepted; grows in steps while a large write is under way, where the writer tells. */
  get acceptedBytes(): number {
    return this.#acceptedBytes;
  }

  /**
   * How long nothing was accepted although something was waiting, in milliseconds; see {@linkcode Stall}.
   * @param isExcused whether the time since it was asked last does not count
   */
  stalledMs(now: number, isExcused = false): number {
    return this.#stall.ms(now, this.isWriting, this.#acceptedBytes, isExcused);
  }

  /** Writes nothing any more: its connection is gone, whatever the writer still does with what it has. */
  stop(): void {
    this.#hasFailed = true;
    this.#inFlight = undefined;
  }

  #goOn(count: number | void): void {
    if (this.#hasFailed) return; // stopped meanwhile
    const bytes = this.#inFlight!, accepted = count ?? bytes.length;
    this.#acceptedBytes += accepted;
    if (accepted < bytes.length) {
      this.#inFlight = bytes.subarray(accepted);
      return this.write();
    }
    this.#writes++;
    this.#inFlight = undefined;
    this.#onOver(this.#inFlightBytes);
  }

  #fail(): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#inFlight = undefined;
    this.#onOver(0);
  }
}
