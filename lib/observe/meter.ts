/**
 * Whose run it is in one server's event loop, and when the clock was last read: what all its tasks share.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";

/** A run longer than this is counted as long, in milliseconds: people feel it. */
export const LONG_RUN_MS = 50;

/** How often runs in a row are told to their tasks while nobody looks on, in milliseconds. */
export const SAMPLE_MS = 100;

/** What all tasks of one server share. */
export class Meter<Task> {
  readonly clock: Clock;
  /** When the clock was last read. */
  stamp: number;
  /** The task that has a run. */
  current: Task | undefined;
  longRuns = 0;
  /** How many look on: only then are runs and lags told apart by size. */
  onlookers = 0;
  /** When a row was last told to its tasks. */
  sharedAt = -Infinity;

  constructor(clock: Clock) {
    this.clock = clock;
    this.stamp = clock.now();
  }

  /** Reads the clock: something comes in from the event loop. */
  tick(): number {
    return this.stamp = this.clock.now();
  }

  /** The time, as it was read last within somebody's run, and now outside of one. */
  get present(): number {
    return this.current === undefined ? this.tick() : this.stamp;
  }
}
