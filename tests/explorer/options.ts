/**
 * How a search goes: what may be asked for, within which bounds, and what holds otherwise.
 *
 * @module
 */

import type { PlayerLimits } from "./player.ts";
import type { Checkpoint } from "./report.ts";

/** How a search goes; everything may be left out. */
export interface ExploreOptions extends Partial<PlayerLimits> {
  /**
   * What the actors share. With `doubles` nothing but doubles, and orders that differ only in steps that do not disturb
   * each other are run once; with `anything`, which is assumed, every order is run.
   */
  readonly sharing?: "anything" | "doubles";
  /** Most times that somebody who could have gone on is interrupted, in one order; unlimited unless given. */
  readonly maxPreemptions?: number;
  /** Most runs; 1,000,000 unless given. */
  readonly maxRuns?: number;
  /** Longest time for the search, in milliseconds; 60,000 unless given. */
  readonly maxMs?: number;
  /** Longest time for shortening what was found, in milliseconds; 5,000 unless given. */
  readonly shortenMs?: number;
  /** Where an earlier search of the same model was stopped. */
  readonly resume?: Checkpoint;
}

/** Bounds that hold unless others are given: far above what a model of a few actors needs. */
export const LIMITS: PlayerLimits = { maxSteps: 1000, maxActors: 50, horizonMs: Infinity };

/** What holds for a search unless something else is given: runs, and milliseconds. */
export const MAX_RUNS = 1_000_000, MAX_MS = 60_000, SHORTEN_MS = 5000;

/** The least that a bound may be. */
const LEAST = {
  ...{ maxSteps: 1, maxActors: 1, maxRuns: 1, maxPreemptions: 0 },
  ...{ maxMs: 0, shortenMs: 0, horizonMs: 0 },
} as const;

/** Throws a RangeError where an option makes no sense. */
export function checkOptions(options: ExploreOptions): void {
  const { sharing = "anything", resume } = options;
  if (sharing !== "anything" && sharing !== "doubles") {
    throw new RangeError(`Cannot explore with sharing "${sharing}": it is "anything" or "doubles"`);
  }
  if (resume !== undefined && resume.sharing !== sharing) {
    throw new RangeError(`Cannot go on with sharing "${sharing}": the checkpoint is of "${resume.sharing}"`);
  }
  for (const [name, least] of Object.entries(LEAST)) {
    const value = options[name as keyof typeof LEAST];
    if (value === undefined || value >= least) continue;
    throw new RangeError(`Cannot explore with ${name} ${value}: it is ${least} or more`);
  }
}
