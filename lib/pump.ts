/**
 * Moves what has queued for one recipient to its writer.
 *
 * Requirements:
 * 1. it is the only writer of its socket;
 * 2. at most one write is in flight, carrying everything that had queued (this is where the speed comes from);
 * 3. it ends with the first failed write, or once it was closed and everything is written;
 * 4. it never throws.
 *
 * @module
 */

import type { Tally } from "./tally.ts";
import type { Task } from "./task.ts";

/** Where a pump takes its bytes from. */
export interface PumpSource {
  /** Whether there is something to be written. */
  readonly hasBytes: boolean;
  /** All of it, as one piece. */
  take(): Uint8Array<ArrayBuffer>;
}

/** How the work of a pump is measured. */
export interface PumpMeters {
  /** Has its turn whenever a write is started. */
  readonly task: Task;
  /** Told of what was written. */
  readonly tally: Tally;
}

/** The pump of one recipient: resting or writing, and at some time ended. */
export class Pump {
  readonly #source: PumpSource;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #onFailed: (cause: unknown) => void;
  readonly #task: Task | undefined;
  readonly #tally: Tally | undefined;
  #inFlightBytes = 0;
  #isWriting = false;
  #hasFailed = false;
  #onRest: (() => void) | undefined;
  #writes = 0;
  #turnsInRows = 0;

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
  }

  /**
   * Starts a write if none is in flight and something has queued.
   * @param isShared whether the caller sees to it that the time is counted as the task's; see {@linkcode Meter.share}
   * @returns whether a write was started
   */
  kick(isShared = false): boolean {
    if (this.#isWriting || this.#hasFailed) return false;
    if (!this.#source.hasBytes) {
      this.#rest();
      return false;
    }
    const task = isShared ? undefined : this.#task;
    if (isShared) this.#turnsInRows++;
    task?.enter();
    const bytes = this.#source.take();
    this.#inFlightBytes = bytes.length;
    this.#isWriting = true;
    this.#writer.write(bytes).then(this.#wrote, this.#failed);
    task?.leave();
    return true;
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
    return this.#isWriting;
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
    return this.#inFlightBytes;
  }

  /** How many writes were completed. */
  get writes(): number {
    return this.#writes;
  }

  readonly #wrote = (): void => {
    this.#isWriting = false;
    this.#writes++;
    this.#tally?.wrote(this.#inFlightBytes);
    this.#inFlightBytes = 0;
    if (this.#source.hasBytes) this.#task?.woke();
    this.kick();
  };

  readonly #failed = (cause: unknown): void => {
    this.#isWriting = false;
    this.#inFlightBytes = 0;
    this.#hasFailed = true;
    this.#rest();
    this.#onFailed(cause);
  };

  #rest(): void {
    this.#onRest?.();
    this.#onRest = undefined;
  }
}
