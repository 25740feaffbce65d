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

import { type Clock, every } from "../runtime/clock.ts";
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
  readonly outbox: { readonly pump: { stalledMs(now: number, isExcused: boolean): number } };
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

/** The turns of the event loop that are waited for before a look. */
interface Round {
  /** How many are left. */
  left: number;
  /** From when on the look does not count, by the clock: the loop was not in time. */
  readonly lateAt: number;
}

/** The looking of one server. */
export class StalledReaders implements Disposable {
  readonly #parts: StalledReadersParts;
  #watching: Disposable | undefined;
  #round: Round | undefined;

  /** Looks at nobody yet. */
  constructor(parts: StalledReadersParts) {
    this.#parts = parts;
  }

  /** Somebody is there to be looked at: goes on until nobody is. */
  watch(): void {
    this.#watching ??= every(this.#parts.clock, SWEEP_MS, (lateMs) => this.#goOn(lateMs > LATE_MS));
  }

  /** Looks no more. */
  [Symbol.dispose](): void {
    this.#watching?.[Symbol.dispose]();
  }

  /** Lets the event loop have its turns, and looks then; returns how long to wait where that is no sweep. */
  #goOn(isLate: boolean): number | void {
    const { clock, readers } = this.#parts;
    const round = this.#round ??= this.#roundFrom(clock.now(), isLate);
    if (round.left-- > 0) return TURN_MS;
    this.#round = undefined;
    this.#look(clock.now() > round.lateAt);
    if (readers.size > 0) return;
    this.#watching?.[Symbol.dispose]();
    this.#watching = undefined;
  }

  #roundFrom(now: number, isLate: boolean): Round {
    const writing = this.#parts.writing();
    const turns = writing > WRITES_PER_TURN ? Math.ceil(writing / WRITES_PER_TURN) : 0;
    return { left: turns, lateAt: isLate ? -Infinity : now + turns * MAX_TURN_MS + LATE_MS };
  }

  #look(isExcused: boolean): void {
    const { clock, readers, onStuck } = this.#parts;
    const now = clock.now(), stalledMs = this.#parts.stalledMs();
    let stuck = 0;
    for (const reader of readers) {
      const ms = reader.outbox.pump.stalledMs(now, isExcused);
      if (ms >= STUCK_MS) stuck++;
      if (ms >= stalledMs) reader.end({ kind: "too_slow", stalledMs });
    }
    onStuck(stuck);
  }
}
