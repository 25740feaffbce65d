/**
 * One activity as it is measured: how its time goes, in runs in which it holds the event loop, lags between being woken
 * and having one, and the waiting in between.
 *
 * There is one event loop, so at any moment at most one task has a run. Runs may nest (handing out lines starts writes):
 * the time of the inner one is not the outer one's. The clock is read as seldom as it takes, since reading it costs as
 * much as a line.
 *
 * @module
 */

import type { Activity, Observed, Ran, Snapshot } from "./activity.ts";
import type { CallSite } from "./call_site.ts";
import { Histogram } from "./histogram.ts";
import { LONG_RUN_MS, type Meter, SAMPLE_MS } from "./meter.ts";
import type { TaskKind, TaskRow, TaskState, WaitedFor } from "./rows.ts";

/** A time that has not come. */
const NEVER = -Infinity;

/**
 * Where a task's times are in its numbers: one small array instead of eight fields, since numbers with fractions are
 * objects of their own in a field, and a busy server has no room in its caches for those of a hundred pumps.
 */
const BUSY = 0, SCHED = 1, LONGEST = 2, LONGEST_AT = 3, LAST_WOKEN_AT = 4, WOKEN_AT = 5, SINCE = 6, RUN = 7;

/** Most tasks have no timed runs. */
const NONE = new Histogram();

/** What is measured of a task; times by the clock, in milliseconds. */
export interface TaskFigures extends Omit<TaskRow, "id" | "name" | "fields" | "waitsFor" | "retains"> {
  readonly sizes: {
    /** Its runs and its lags, of the time in which somebody looked on. */
    readonly runs: Histogram | undefined;
    readonly lags: Histogram | undefined;
    /** Its timed runs, whoever looked on. */
    readonly timed: Histogram;
  };
}

/** What a task is begun with. */
export interface TaskParts {
  readonly id: number;
  readonly kind: TaskKind;
  readonly site: CallSite;
  readonly meter: Meter<Task>;
  readonly part: Observed;
  /** Told once, when it is over. */
  readonly onOver: (task: Task) => void;
}

/** One task. */
export class Task implements Activity {
  readonly id: number;
  readonly #kind: TaskKind;
  readonly #site: CallSite;
  readonly #meter: Meter<Task>;
  readonly #onOver: (task: Task) => void;
  readonly #bornAt: number;
  readonly #times = Float64Array.of(0, 0, 0, NEVER, NEVER, NEVER, 0, 0);
  #timed: Histogram | undefined;
  #part: Observed;
  #waitsFor: WaitedFor | undefined; // where its part does not know better
  #runs: Histogram | undefined;
  #lags: Histogram | undefined;
  #outer: Task | undefined;
  #depth = 0;
  #polls = 0; // those aside that were part of a row
  #toldRows = 0;
  #wakes = 0;
  #selfWakes = 0;
  #endedAt: number | undefined;

  constructor({ id, kind, site, meter, part, onOver }: TaskParts) {
    this.id = id;
    this.#kind = kind;
    this.#site = site;
    this.#meter = meter;
    this.#part = part;
    this.#onOver = onOver;
    this.#bornAt = meter.tick();
  }

  run<T>(work: () => T): T {
    if (this.#depth === 0) this.#meter.tick();
    return this.goOn(work);
  }

  goOn<T>(work: () => T): T {
    this.#enter();
    try {
      return work();
    } finally {
      this.#leave();
    }
  }

  timed<T>(work: () => T): T {
    const meter = this.#meter, beganAt = meter.tick();
    const result = this.goOn(work);
    (this.#timed ??= new Histogram()).add(meter.stamp - beganAt);
    return result;
  }

  async waits<T>(waitedFor: WaitedFor, promise: Promise<T>): Promise<T> {
    this.#waitsFor = waitedFor;
    try {
      const value = await promise;
      if (this.#endedAt === undefined) this.wakes();
      return value;
    } finally {
      this.#waitsFor = undefined;
    }
  }

  async yields(promise: Promise<void>): Promise<void> {
    this.wakes();
    this.#selfWakes++;
    await promise;
    if (this.#endedAt === undefined) this.goOn(() => {});
  }

  wakes(at: number = this.#meter.present): void {
    this.#wakes++;
    if (this.#depth > 0) this.#selfWakes++;
    this.#times[LAST_WOKEN_AT] = at;
    if (this.#times[WOKEN_AT] === NEVER) this.#times[WOKEN_AT] = at; // it is woken once, however often it is called
  }

  /** What it was about is kept as it is now, and nothing else of it. */
  [Symbol.dispose](): void {
    if (this.#endedAt !== undefined) return;
    this.#endedAt = this.#meter.tick();
    const part = this.#part, snapshot = part.snapshot(), rows = this.#rows;
    this.#part = { snapshot: () => snapshot, changes: part.changes ?? 0, runs: this.#polls + rows };
    this.#onOver(this);
  }

  /**
   * Shares the time since then out to tasks that had a run each, all as long. A row of more than {@linkcode LONG_RUN_MS}
   * stays with the task whose run it is in, so that it shows.
   *
   * While nobody looks on, one row in {@linkcode SAMPLE_MS} is told to its tasks and stands for those they were in
   * since: telling each takes as long as a quarter of the handing out (8 of 34 µs for a hundred readers).
   * @param wokenAt when the first of them was woken, by the clock: it is taken for all
   */
  static share(meter: Meter<Task>, row: Ran, since: number, wokenAt: number): void {
    const ms = meter.tick() - since, share = ms / row.length;
    if (meter.current !== undefined && (ms <= LONG_RUN_MS || share > LONG_RUN_MS)) {
      meter.current.#times[RUN]! -= ms;
    }
    if (meter.onlookers === 0 && share <= LONG_RUN_MS && since - meter.sharedAt < SAMPLE_MS) return;
    meter.sharedAt = since;
    for (const { activity } of row) (activity as Task).#had(share, since, wokenAt);
  }

  /** Another number whenever something about it has changed. */
  get version(): number {
    return this.#polls * 2 + this.#wakes + this.#rows + (this.#part.changes ?? 0) +
      (this.#endedAt === undefined ? 0 : 1);
  }

  /** What it is about, or was at its end. */
  snapshot(): Snapshot {
    const snapshot = this.#part.snapshot();
    return this.#waitsFor === undefined ? snapshot : { ...snapshot, waitsFor: this.#waitsFor };
  }

  get figures(): TaskFigures {
    const times = this.#times, rows = this.#rows;
    const at = (which: number) => times[which] === NEVER ? undefined : times[which];
    return {
      kind: this.#kind,
      location: this.#site.text,
      state: this.#state,
      bornAt: this.#bornAt,
      endedAt: this.#endedAt,
      busyMs: times[BUSY]!,
      schedMs: times[SCHED]!,
      polls: this.#polls + rows,
      wakes: this.#wakes + rows,
      selfWakes: this.#selfWakes,
      lastWokenAt: at(LAST_WOKEN_AT),
      longestMs: times[LONGEST]!,
      longestAt: at(LONGEST_AT),
      sizes: { runs: this.#runs, lags: this.#lags, timed: this.#timed ?? NONE },
    };
  }

  get #state(): TaskState {
    if (this.#endedAt !== undefined) return "done";
    if (this.#depth > 0) return "running";
    return this.#times[WOKEN_AT] === NEVER ? "idle" : "scheduled";
  }

  /** How many of its runs were part of a row, with a wake before each. */
  get #rows(): number {
    const { runs } = this.#part;
    return runs === undefined ? 0 : runs - this.#polls;
  }

  /** A run begins where the clock was last read. Within its own run this does nothing. */
  #enter(): void {
    if (this.#depth++ > 0) return;
    const meter = this.#meter, at = meter.stamp, times = this.#times;
    const outer = this.#outer = meter.current;
    if (outer !== undefined) outer.#times[RUN]! += at - outer.#times[SINCE]!;
    meter.current = this;
    times[SINCE] = at;
    times[RUN] = 0;
    this.#polls++;
    const wokenAt = times[WOKEN_AT]!;
    if (wokenAt === NEVER) return;
    times[WOKEN_AT] = NEVER;
    this.#lagged(Math.max(0, at - wokenAt));
  }

  #leave(): void {
    if (--this.#depth > 0) return;
    const meter = this.#meter, now = meter.tick(), outer = this.#outer;
    this.#ran(this.#times[RUN]! + now - this.#times[SINCE]!, now);
    meter.current = outer;
    if (outer !== undefined) outer.#times[SINCE] = now;
    this.#outer = undefined;
  }

  /** It was woken and had a run that began at `since`, as one of a row. */
  #had(runMs: number, since: number, wokenAt: number): void {
    const rows = this.#rows, times = this.#times;
    const lagMs = Math.max(0, since - wokenAt), missed = rows - this.#toldRows - 1; // rows that were not told
    this.#toldRows = rows;
    times[LAST_WOKEN_AT] = wokenAt;
    times[WOKEN_AT] = NEVER;
    times[SCHED]! += missed * lagMs;
    times[BUSY]! += missed * runMs;
    this.#lagged(lagMs);
    this.#ran(runMs, since);
  }

  #lagged(lagMs: number): void {
    this.#times[SCHED]! += lagMs;
    if (this.#meter.onlookers > 0) (this.#lags ??= new Histogram()).add(lagMs);
  }

  #ran(runMs: number, at: number): void {
    const times = this.#times;
    times[BUSY]! += runMs;
    if (runMs > times[LONGEST]!) {
      times[LONGEST] = runMs;
      times[LONGEST_AT] = at;
    }
    if (runMs > LONG_RUN_MS) this.#meter.longRuns++;
    if (this.#meter.onlookers > 0) (this.#runs ??= new Histogram()).add(runMs);
  }
}
