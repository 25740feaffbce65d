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

/** A writer, which may tell how far it got within a write. */
export type PumpWriter = WritableStreamDefaultWriter<Uint8Array> & { readonly acceptedBytes?: number };

/** The pump of one reader: resting or writing, and at some time ended. */
export class Pump {
  // First what every write needs: a hundred readers' pumps have to share the processor's caches.
  #inFlight: Uint8Array | undefined;
  #hasFailed = false;
  readonly #writer: PumpWriter;
  #writes = 0;
  readonly #wrote: () => void;
  readonly #failed: () => void;
  readonly #onOver: (bytes: number) => void;
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
    this.#wrote = this.#end.bind(this, false);
    this.#failed = this.#end.bind(this, true);
  }

  /**
   * Is given the bytes of its next write, where it {@linkcode isFree}; {@linkcode write} has to follow. For a hundred
   * readers, loading them all first and writing then is faster: every write goes far through the kernel, and the caches
   * know nothing of us afterwards.
   */
  load(bytes: Uint8Array): void {
    this.#inFlight = bytes;
  }

  write(): void {
    this.#writer.write(this.#inFlight).then(this.#wrote, this.#failed);
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
    return this.#inFlight?.length ?? 0;
  }

  get writes(): number {
    return this.#writes;
  }

  /** How many bytes the writer has accepted; 0 where it does not tell. */
  get acceptedBytes(): number {
    return this.#writer.acceptedBytes ?? 0;
  }

  /**
   * How long nothing was accepted although something was waiting, in milliseconds; see {@linkcode Stall}.
   * @param isExcused whether the time since it was asked last does not count
   */
  stalledMs(now: number, isExcused = false): number {
    return this.#stall.ms(now, this.isWriting, this.#writer.acceptedBytes ?? this.#writes, isExcused);
  }

  #end(hasFailed: boolean): void {
    const bytes = hasFailed ? 0 : this.inFlightBytes;
    this.#inFlight = undefined;
    this.#hasFailed = hasFailed;
    if (!hasFailed) this.#writes++;
    this.#onOver(bytes);
  }
}
