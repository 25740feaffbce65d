/**
 * Looks every second for readers that accept nothing, and ends those that did so for too long.
 *
 * A reader is never blamed for what the server could not do. The runtime looks at some hundred writes in a tick of its
 * event loop; where ten thousand are under way and the loop is busy, most of them were not looked at for seconds although
 * their readers have read everything. So a look counts only when the loop was in time, and after it has gone round often
 * enough to ask the system about every write.
 *
 * @module
 */

import { type Clock, every } from "../runtime/clock.ts";
import type { Doorway } from "./doorway.ts";
import type { Farewell } from "../model/farewell.ts";

/** How often they are looked for, in milliseconds: fine enough for a bound of seconds. */
const SWEEP_MS = 1000;

/** A look that comes later than this was not in time, in milliseconds. */
const LATE_MS = 250;

/** How many writes the event loop surely looks at in a tick (Deno 2.4.2 and 2.9.6: 128), and how long a tick is waited for. */
const WRITES_PER_TICK = 64, TURN_MS = 1;

/** How long a tick takes at most while the loop is in time, in milliseconds: timers are coarse. */
const MAX_TICK_MS = 3;

/** From which stall on nobody else waits for a reader, in milliseconds. */
const STUCK_MS = SWEEP_MS;

export interface WatchedReader {
  readonly outbox: { readonly pump: { stalledMs(now: number, isExcused: boolean): number } };
  lose(farewell: Farewell): void;
}

export class StalledReaders implements Disposable {
  readonly #clock: Clock;
  readonly #readers: ReadonlySet<WatchedReader>;
  readonly #doorway: Pick<Doorway, "writing" | "stuck">;
  readonly #stalledMs: () => number;
  #watching: Disposable | undefined;
  #ticks: number | undefined; // of the event loop, left to wait for before the next look
  #lateAt = 0; // by the clock: from then on that look does not count, since the loop was not in time

  /**
   * Looks at nobody yet.
   * @param doorway knows how many writes are under way, and learns how many readers accept nothing just now
   * @param stalledMs how long a reader may accept nothing
   */
  constructor(
    clock: Clock,
    readers: ReadonlySet<WatchedReader>,
    doorway: Pick<Doorway, "writing" | "stuck">,
    stalledMs: () => number,
  ) {
    this.#clock = clock;
    this.#readers = readers;
    this.#doorway = doorway;
    this.#stalledMs = stalledMs;
  }

  /** Somebody is there to be looked at: goes on until nobody is. */
  watch(): void {
    this.#watching ??= every(this.#clock, SWEEP_MS, (lateMs) => this.#goOn(lateMs > LATE_MS));
  }

  [Symbol.dispose](): void {
    this.#watching?.[Symbol.dispose]();
  }

  /** Lets the event loop have its turns, and looks then; returns how long to wait where that is no sweep. */
  #goOn(isLate: boolean): number | void {
    const now = this.#clock.now();
    if (this.#ticks === undefined) {
      const { writing } = this.#doorway;
      this.#ticks = writing > WRITES_PER_TICK ? Math.ceil(writing / WRITES_PER_TICK) : 0;
      this.#lateAt = isLate ? -Infinity : now + this.#ticks * MAX_TICK_MS + LATE_MS;
    }
    if (this.#ticks-- > 0) return TURN_MS;
    this.#ticks = undefined;
    this.#look(now, now > this.#lateAt);
    if (this.#readers.size > 0) return;
    this.#watching?.[Symbol.dispose]();
    this.#watching = undefined;
  }

  #look(now: number, isExcused: boolean): void {
    const stalledMs = this.#stalledMs();
    let stuck = 0;
    for (const reader of this.#readers) {
      const ms = reader.outbox.pump.stalledMs(now, isExcused);
      if (ms >= STUCK_MS) stuck++;
      if (ms >= stalledMs) reader.lose({ kind: "too_slow", stalledMs });
    }
    this.#doorway.stuck = stuck;
  }
}
