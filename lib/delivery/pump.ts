/**
 * Moves what has queued for one reader to its writer.
 *
 * Requirements:
 * 1. it is the only writer of its socket;
 * 2. at most one write is in flight, carrying what had queued (this is where the speed comes from);
 * 3. it ends with the first failed write, or once it was closed and everything is written;
 * 4. it never throws.
 *
 * @module
 */

import type { Tally } from "../observe/tally.ts";
import type { Task } from "../observe/task.ts";

/** Where a pump takes its bytes from. */
export interface PumpSource {
  /** Whether there is something to be written. */
  readonly hasBytes: boolean;
  /** All of it, or the first of it, as one piece. Its write begins at once. */
  take(): Uint8Array<ArrayBuffer>;
  /** That write is over, whether it went well or not. */
  taken?(): void;
}

/** How the work of a pump is measured. */
export interface PumpMeters {
  /** Has its turn whenever a write is started. */
  readonly task: Task;
  /** Told of what was written. */
  readonly tally: Tally;
}

/** The pump of one reader: resting or writing, and at some time ended. */
export class Pump {
  // First what every write needs: a hundred readers' pumps have to share the processor's caches.
  #inFlight: Uint8Array | undefined;
  #hasFailed = false;
  readonly #source: PumpSource;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #turnsInRows = 0;
  #writes = 0;
  readonly #tally: Tally | undefined;
  readonly #wrote: () => void;
  readonly #failed: (cause: unknown) => void;
  readonly #task: Task | undefined;
  readonly #onFailed: (cause: unknown) => void;
  #onRest: (() => void) | undefined;

  /**
   * A resting pump.
   * @param onFailed told once, when a write failed: nothing will be written any more
   * @param meters nobody measures it unless given
   */
  constructor(
    source: PumpSource,
    writer: WritableStreamDefaultWriter<Uint8Array>,
    onFailed: (cause: unknown) => void,
    meters?: PumpMeters,
  ) {
    this.#source = source;
    this.#writer = writer;
    this.#onFailed = onFailed;
    this.#task = meters?.task;
    this.#tally = meters?.tally;
    // Bound and no closures: V8 15 lets an object that keeps a closure over itself outlive its young collections (tried).
    this.#wrote = this.#goOn.bind(this);
    this.#failed = this.#fail.bind(this);
  }

  /** Starts a write if none is in flight and something has queued: a turn of its own. */
  kick(): void {
    if (!this.#isFree()) return;
    this.#task?.enter();
    this.#inFlight = this.#source.take();
    this.write();
    this.#task?.leave();
  }

  /**
   * Takes what has queued, if no write is in flight; {@linkcode Pump.write} has to follow. It is a turn as one of a row:
   * whoever calls sees to it that its time is counted, see {@linkcode Meter.share}. For a hundred readers, taking it all
   * first and writing then is faster: every write goes far through the kernel, and the caches know nothing of us afterwards.
   * @returns whether there is something to be written
   */
  load(): boolean {
    if (!this.#isFree()) return false;
    this.#turnsInRows++;
    this.#inFlight = this.#source.take();
    return true;
  }

  /** Starts the write that was loaded. */
  write(): void {
    this.#writer.write(this.#inFlight).then(this.#wrote, this.#failed);
  }

  /** Resolves when everything that has queued is written, or can never be. At most one caller may wait. */
  rested(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRest = resolve;
      this.kick();
      if (this.#hasFailed) this.#rest();
    });
  }

  /** Whether a write is in flight. */
  get isWriting(): boolean {
    return this.#inFlight !== undefined;
  }

  /** Whether a write has failed: nothing will be written any more. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** How many of its turns were one of a row; see {@linkcode Meter.share}. */
  get turnsInRows(): number {
    return this.#turnsInRows;
  }

  /** How many bytes the write in flight carries; 0 where there is none. */
  get inFlightBytes(): number {
    return this.#inFlight?.length ?? 0;
  }

  /** How many writes were completed. */
  get writes(): number {
    return this.#writes;
  }

  /** Whether it can start a write. Where it could but nothing has queued, who waits for that is told. */
  #isFree(): boolean {
    if (this.#inFlight !== undefined || this.#hasFailed) return false;
    if (this.#source.hasBytes) return true;
    this.#rest();
    return false;
  }

  #goOn(): void {
    this.#tally?.wrote(this.inFlightBytes);
    this.#inFlight = undefined;
    this.#writes++;
    this.#source.taken?.();
    if (this.#source.hasBytes) this.#task?.woke();
    this.kick();
  }

  #fail(cause: unknown): void {
    this.#inFlight = undefined;
    this.#hasFailed = true;
    this.#rest();
    this.#source.taken?.();
    this.#onFailed(cause);
  }

  #rest(): void {
    this.#onRest?.();
    this.#onRest = undefined;
  }
}
