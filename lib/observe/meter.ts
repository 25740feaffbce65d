/**
 * Whose turn it is in one server's event loop, and when the clock was last read: what all its tasks share.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";

/** A turn longer than this is counted as long, in milliseconds: people feel it. */
export const LONG_TURN_MS = 50;

/** How often rows of turns are told to their tasks while nobody looks on, in milliseconds. */
const SAMPLE_MS = 100;

/** What has turns that are measured. */
export interface Measured {
  /** A part of its turn, in milliseconds, was that of others. */
  cede(ms: number): void;
  /** It had a turn that was measured as one of a row. */
  had(turnMs: number, since: number, wokenAt: number): void;
}

/** Whose turn it is, and when the clock was last read. Shared by all tasks of one server. */
export class Meter<Runner extends Measured = Measured> {
  /** Where the time is read. */
  readonly clock: Clock;
  /** When the clock was last read. */
  stamp: number;
  /** The task that has its turn. */
  current: Runner | undefined;
  /** How many turns were longer than {@linkcode LONG_TURN_MS}. */
  longTurns = 0;
  /** How many look on: only then are turns and lags told apart by size. */
  onlookers = 0;
  #sharedAt = -Infinity;

  /** A meter on which nobody has a turn. */
  constructor(clock: Clock) {
    this.clock = clock;
    this.stamp = clock.now();
  }

  /** Reads the clock: something comes in from the event loop. */
  tick(): number {
    return this.stamp = this.clock.now();
  }

  /**
   * The time since the clock was last read was that of these tasks: each had a turn, all as long. Where many have short
   * turns in a row, reading the clock between them would cost more than it tells. A row of more than
   * {@linkcode LONG_TURN_MS} stays with the task whose turn it is in, so that it shows.
   *
   * While nobody looks on, one row in {@linkcode SAMPLE_MS} is told to its tasks and stands for those they were in
   * since: telling each takes as long as a quarter of the handing out (8 of 34 µs for a hundred readers).
   * @param wokenAt when the first of them was woken, by the clock: it is taken for all
   */
  share(row: readonly { readonly task: Runner }[], wokenAt: number): void {
    const since = this.stamp, ms = this.tick() - since;
    const share = ms / row.length;
    if (ms <= LONG_TURN_MS || share > LONG_TURN_MS) this.current?.cede(ms);
    if (this.onlookers === 0 && share <= LONG_TURN_MS && since - this.#sharedAt < SAMPLE_MS) return;
    this.#sharedAt = since;
    for (const { task } of row) task.had(share, since, wokenAt);
  }

  /** The time, as it was read last within somebody's turn, and now outside of one. */
  get present(): number {
    return this.current === undefined ? this.tick() : this.stamp;
  }
}
