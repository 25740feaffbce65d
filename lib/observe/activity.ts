/**
 * What the parts of a server tell of their work while they do it, and all that they know of whoever measures it. A part
 * begins an {@linkcode Activity}, does in its runs what holds the event loop, and says when it is woken. The rest is
 * asked of it: its snapshot.
 *
 * A part MUST:
 * - do what holds the event loop in a run; runs may stand within other runs, those of the same activity included;
 * - dispose its activity once it is over, and run nothing in it afterwards.
 *
 * It MUST NOT:
 * - do anything else because somebody measures: nothing comes back but the time, and what its own work returns.
 *
 * An adapter MUST:
 * - do the work of a run once and at once, and return or throw what that does;
 * - settle a wait as the promise settles that is waited for;
 * - ask for snapshots only when somebody looks, and once when an activity is over: then it lets go of the part.
 *
 * It MUST NOT:
 * - throw, or make anything wait;
 * - read the clock, or keep anything for each activity, where nobody measures.
 *
 * `unobserved.ts` is for a server that nobody looks into, `task_group.ts` for all others;
 * `tests/contracts/activity_contract.ts` is what every adapter has to do.
 *
 * @module
 */

import type { Clock } from "../runtime/clock.ts";
import type { Facts, TaskKind, WaitedFor } from "./rows.ts";

/** How a part is at this moment. */
export interface Snapshot {
  /** Whose it is. */
  readonly name: string;
  /** More about it, as consoles show it. */
  readonly fields: Facts;
  /** What it waits for between its runs; `nothing` where nothing could ever wake it. */
  readonly waitsFor?: WaitedFor;
  /** What it retains, where there is a bound. */
  readonly retains?: { readonly bytes: number; readonly bound: number };
}

/** A part that tells of itself when it is asked. */
export interface Observed {
  /** How it is at this moment. */
  snapshot(): Snapshot;
  /** Another number whenever its snapshot would be another one by something that is no run and no wake. */
  readonly changes?: number;
  /** How many runs it had, those included that were only measured as part of a row; see {@linkcode Row}. */
  readonly runs?: number;
}

/** What an activity is about: a part that comes by the thousand, or one that has a name and no more to tell. */
export type About = Observed | { readonly name: string; readonly waitsFor?: WaitedFor };

/** Something that goes on beside everything else, until it is disposed. */
export interface Activity extends Disposable {
  /** Does something that holds the event loop. */
  run<T>(work: () => T): T;
  /** The same right behind a reading or another run: it began where the clock was read last, and costs one reading less. */
  goOn<T>(work: () => T): T;
  /** The same where of the lengths of all such runs there is a distribution; one that throws does not count in it. */
  timed<T>(work: () => T): T;
  /** Waits between two runs; the one that follows is behind a wake. */
  waits<T>(waitedFor: WaitedFor, promise: Promise<T>): Promise<T>;
  /** Lets others have their turn, although it could go on; nothing is left to do then but to wait again. */
  yields(promise: Promise<void>): Promise<void>;
  /**
   * What it waited for is there: its next run will come.
   * @param at when that was, where the clock has just been read
   */
  wakes(at?: number): void;
}

/** Whatever had a run in a row. */
export type Ran = readonly { readonly activity: Activity }[];

/** Short runs in a row, one each of many activities: reading the clock between them would cost more than it tells. */
export interface Row {
  /** The first of them is woken: it is taken for all. */
  wakes(): void;
  /** Does the runs; `work` returns whatever had one. */
  run(work: () => Ran): void;
}

/** All that goes on in one server. */
export interface Activities {
  /** Something begins. */
  begin(kind: TaskKind, about: About): Activity;
  /** The server's clock for whoever does that work: what its timers do is a run, and timers that are set are seen. */
  clockOf(activity: Activity): Clock;
  /** Runs in a row, within runs of others. */
  row(): Row;
  /** The present, by the server's clock. */
  now(): number;
  /** The present, for a snapshot to tell later; 0 where nobody measures. */
  moment(): number;
}
