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

/** Where a pump takes its bytes from. */
export interface PumpSource {
  /** Everything to be written now, as one piece; undefined where there is nothing. */
  take(): Uint8Array<ArrayBuffer> | undefined;
}

/** The pump of one recipient: resting or writing, and at some time ended. */
export class Pump {
  readonly #source: PumpSource;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #onFailed: (cause: unknown) => void;
  #isWriting = false;
  #hasFailed = false;
  #onRest: (() => void) | undefined;
  #writes = 0;

  /**
   * A resting pump.
   * @param onFailed told once, when a write failed: nothing will be written any more
   */
  constructor(
    source: PumpSource,
    writer: WritableStreamDefaultWriter<Uint8Array>,
    onFailed: (cause: unknown) => void,
  ) {
    this.#source = source;
    this.#writer = writer;
    this.#onFailed = onFailed;
  }

  /** Starts a write if none is in flight and something has queued. */
  kick(): void {
    if (this.#isWriting || this.#hasFailed) return;
    const bytes = this.#source.take();
    if (bytes === undefined) return this.#rest();
    this.#isWriting = true;
    this.#writer.write(bytes).then(this.#wrote, this.#failed);
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

  /** How many writes were completed. */
  get writes(): number {
    return this.#writes;
  }

  readonly #wrote = (): void => {
    this.#isWriting = false;
    this.#writes++;
    this.kick();
  };

  readonly #failed = (cause: unknown): void => {
    this.#isWriting = false;
    this.#hasFailed = true;
    this.#rest();
    this.#onFailed(cause);
  };

  #rest(): void {
    this.#onRest?.();
    this.#onRest = undefined;
  }
}
