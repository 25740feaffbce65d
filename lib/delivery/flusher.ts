/**
 * The outboxes that have something to write, and when: the rate of flushes is limited, not that of messages. A flush
 * comes at once after a pause, and in a busy moment when the last one is `flushMs` old. Quiet rooms keep their latency,
 * busy rooms share system calls.
 *
 * @module
 */

import type { Row } from "../observe/activity.ts";
import type { Clock, Timer } from "../runtime/clock.ts";
import type { Pump } from "./pump.ts";

export interface Flushed {
  readonly pump: Pump;
  /** Loads the pump, if there is something to write and no write is under way. */
  load(): boolean;
}

/** Calls one flush function soon after it was asked to, never more often than every `flushMs`. */
export class Flusher implements Disposable {
  readonly #clock: Clock;
  readonly #flushMs: number;
  readonly #row: Row;
  readonly #flush: () => void;
  #waiting: Flushed[] = [];
  #timer: Timer | undefined;
  #isPending = false;
  #isDisposed = false;
  #lastAt = -Infinity;

  /**
   * A flusher whose first flush comes at once.
   * @param flushMs shortest time between two flushes, in milliseconds; 0 or more
   * @param flush must not throw
   */
  constructor(clock: Clock, flushMs: number, row: Row, flush: () => void) {
    this.#clock = clock;
    this.#flushMs = flushMs;
    this.#row = row;
    this.#flush = flush;
  }

  /** Asks for a flush: at the end of this turn, or when the last one is old enough. */
  request(): void {
    if (this.#isPending || this.#isDisposed) return;
    this.#isPending = true;
    const wait = this.#lastAt + this.#flushMs - this.#clock.now();
    if (wait <= 0) queueMicrotask(this.#run);
    else this.#timer = this.#clock.after(wait, this.#run);
  }

  /** Has an outbox wait for the next flush. */
  add(outbox: Flushed): void {
    if (this.#waiting.push(outbox) > 1) return; // the first one has asked
    this.#row.wakes();
    this.request();
  }

  /**
   * Starts the writes of all that wait. All pumps are loaded before the first one writes: for a hundred readers that is
   * faster, since every write goes far through the kernel, and the caches know nothing of us afterwards.
   */
  writeAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#row.run(() => {
      const loaded: Pump[] = [];
      for (const outbox of waiting) if (outbox.load()) loaded.push(outbox.pump);
      for (const pump of loaded) pump.write();
      return loaded;
    });
  }

  /** Whether a flush will come for those who wait. */
  get isFlushDue(): boolean {
    return this.#waiting.length > 0;
  }

  /** Calls off a flush that is due, and takes no more requests. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#timer?.cancel();
  }

  readonly #run = (): void => {
    if (this.#isDisposed) return;
    this.#lastAt = this.#clock.now();
    this.#flush(); // what it asks for while it runs, it does
    this.#isPending = false;
    if (this.isFlushDue) this.request(); // but for what came once the writes had begun
  };
}
