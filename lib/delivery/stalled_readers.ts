/**
 * Looks every second for readers that accept nothing, and ends those that did so for too long.
 *
 * A reader is never blamed for what the server could not do. The runtime looks at some hundred writes in a turn of its
 * event loop; where ten thousand are under way and the loop is busy, most of them were not looked at for seconds although
 * their readers have read everything. So a look counts only when the loop was in time, and after it has gone round often
 * enough to ask the system about every write.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { Farewell } from "../model/farewell.ts";

/** How often they are looked for, in milliseconds: fine enough for a bound of seconds. */
const SWEEP_MS = 1000;

/** A look that comes later than this was not in time, in milliseconds. */
const LATE_MS = 250;

/** How many writes the event loop surely looks at in a turn (Deno 2.4.2 and 2.9.6: 128), and how long a turn is waited for. */
const WRITES_PER_TURN = 64, TURN_MS = 1;

/** How long a turn takes at most while the loop is in time, in milliseconds: timers are coarse. */
const MAX_TURN_MS = 3;

/** From which stall on nobody else waits for a reader, in milliseconds. */
const STUCK_MS = SWEEP_MS;

/** A reader, as it is looked at. */
export interface WatchedReader {
  /** Where its bytes wait. */
  readonly outbox: { stalledMs(now: number, isExcused: boolean): number };
  /** Ends its session. */
  end(farewell: Farewell): void;
}

/** What looking takes. */
export interface StalledReadersParts {
  /** Where the time is read. */
  readonly clock: Clock;
  /** How long a reader may accept nothing, in milliseconds. */
  readonly stalledMs: () => number;
  /** Everybody there is. */
  readonly readers: { readonly size: number } & Iterable<WatchedReader>;
  /** How many writes are under way. */
  readonly writing: () => number;
  /** Told how many readers accept nothing just now. */
  readonly onStuck: (readers: number) => void;
}

/** The looking of one server. */
export class StalledReaders implements Disposable {
  readonly #parts: StalledReadersParts;
  #timer: Timer | undefined;

  /** Looks at nobody yet. */
  constructor(parts: StalledReadersParts) {
    this.#parts = parts;
  }

  /** Somebody is there to be looked at: goes on until nobody is. */
  watch(): void {
    if (this.#timer !== undefined) return;
    this.#next();
  }

  /** Looks no more. */
  [Symbol.dispose](): void {
    this.#timer?.cancel();
  }

  #next(): void {
    const { clock } = this.#parts, dueAt = clock.now() + SWEEP_MS;
    this.#timer = clock.after(SWEEP_MS, () => {
      const isLate = clock.now() - dueAt > LATE_MS;
      const writing = this.#parts.writing();
      const turns = writing > WRITES_PER_TURN ? Math.ceil(writing / WRITES_PER_TURN) : 0;
      this.#goRound(turns, isLate);
    });
  }

  /** Lets the event loop have so many turns of its own, and looks then. */
  #goRound(turns: number, isLate: boolean): void {
    const { clock } = this.#parts, beganAt = clock.now();
    let left = turns;
    const turn = () => {
      if (left-- > 0) return void (this.#timer = clock.after(TURN_MS, turn));
      const roundMs = clock.now() - beganAt;
      this.#look(isLate || roundMs > turns * MAX_TURN_MS + LATE_MS);
    };
    turn();
  }

  #look(isExcused: boolean): void {
    const { clock, readers, onStuck } = this.#parts;
    const now = clock.now(), stalledMs = this.#parts.stalledMs();
    let stuck = 0;
    for (const reader of readers) {
      const ms = reader.outbox.stalledMs(now, isExcused);
      if (ms >= STUCK_MS) stuck++;
      if (ms >= stalledMs) reader.end({ kind: "too_slow", stalledMs });
    }
    onStuck(stuck);
    this.#timer = undefined;
    if (readers.size > 0) this.#next();
  }
}
