/**
 * The outboxes that wait for the next flush, and that flush.
 *
 * @module
 */

import type { Row } from "../observe/activity.ts";
import type { Flusher } from "./flusher.ts";
import type { Pump } from "./pump.ts";

export interface Flushed {
  readonly pump: Pump;
  /** Loads the pump, if there is something to write and no write is under way. */
  load(): boolean;
}

export class FlushQueue {
  #waiting: Flushed[] = [];
  readonly #flusher: Flusher;
  readonly #row: Row;

  constructor(flusher: Flusher, row: Row) {
    this.#flusher = flusher;
    this.#row = row;
  }

  add(outbox: Flushed): void {
    if (this.#waiting.length === 0) this.#row.wakes();
    this.#waiting.push(outbox);
    this.#flusher.request();
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * Starts the writes of all that wait. All pumps are loaded before the first one writes: for a hundred readers that is
   * faster, since every write goes far through the kernel, and the caches know nothing of us afterwards.
   */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#row.run(() => {
      const loaded: Pump[] = [];
      for (const outbox of waiting) if (outbox.load()) loaded.push(outbox.pump);
      for (const pump of loaded) pump.write();
      return loaded;
    });
  }
}
