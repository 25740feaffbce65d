/**
 * Something that goes on in the server beside everything else, and how its time goes: turns in which it holds the event
 * loop, lags between being woken and having one, and the waiting in between.
 *
 * There is one event loop, so at any moment at most one task has its turn. Turns may nest (handing out lines starts
 * writes): the time of the inner one is not the outer one's. The clock is read as seldom as it takes, since reading it
 * costs as much as a line: see {@linkcode Task.enter} and {@linkcode Task.resume}.
 *
 * @module
 */

import type { Activity, Snapshot } from "./activity.ts";
import type { CallSite } from "./call_site.ts";
import { Histogram } from "./histogram.ts";
import { LONG_TURN_MS, type Meter } from "./meter.ts";
import type { TaskKind, WaitedFor } from "./rows.ts";

/** A time that has not come. */
const NEVER = -Infinity;

/**
 * Where a task's times are in its numbers: one small array instead of eight fields, since numbers with fractions are
 * objects of their own in a field, and a busy server has no room in its caches for those of a hundred pumps.
 */
const BUSY = 0, SCHED = 1, LONGEST = 2, LONGEST_AT = 3, LAST_WOKEN_AT = 4, WOKEN_AT = 5, SINCE = 6, TURN = 7;

/** What a task is about, asked when somebody looks. */
export type TaskFacts = Snapshot;

/** What a task has done so far; durations in milliseconds, times by the clock. */
export interface TaskFigures {
  readonly busyMs: number;
  /** Time between being woken and having a turn. */
  readonly schedMs: number;
  readonly polls: number;
  readonly wakes: number;
  readonly selfWakes: number;
  readonly longestMs: number;
  /** When its longest turn ended. */
  readonly longestAt: number | undefined;
  readonly lastWokenAt: number | undefined;
  readonly endedAt: number | undefined;
}

/** One task. Made by a task group. */
export class Task implements Activity {
  readonly id: number;
  readonly kind: TaskKind;
  /** When it began, by the clock. */
  readonly bornAt: number;
  /** What it waits for, where whoever runs it knows better than its facts. */
  waitsFor: WaitedFor | undefined;
  /** Its turns and its lags by length, of the time in which somebody looked on. */
  turns: Histogram | undefined;
  lags: Histogram | undefined;
  /** Its timed runs by length, whoever looked on. */
  readonly times = new Histogram();
  readonly #site: CallSite;
  readonly #meter: Meter<Task>;
  readonly #times = Float64Array.of(0, 0, 0, NEVER, NEVER, NEVER, 0, 0);
  readonly #onOver: (task: Task) => void;
  #facts: (task: Task) => TaskFacts;
  #inRows: () => number;
  #changes: () => number;
  #toldRows = 0;
  #outer: Task | undefined;
  #depth = 0;
  #polls = 0;
  #wakes = 0;
  #selfWakes = 0;
  #endedAt: number | undefined;

  /**
   * A task that waits for its first turn.
   * @param inRows how many turns it had in rows that were measured as a whole, a wake before each; see {@linkcode Meter.share}
   * @param changes another number whenever something about it has changed that is no wake and no turn
   */
  constructor(
    id: number,
    kind: TaskKind,
    site: CallSite,
    meter: Meter<Task>,
    facts: (task: Task) => TaskFacts,
    inRows: () => number = () => 0,
    changes: () => number = () => 0,
    onOver: (task: Task) => void = () => {},
  ) {
    this.#onOver = onOver;
    this.#inRows = inRows;
    this.#changes = changes;
    this.id = id;
    this.kind = kind;
    this.#site = site;
    this.#meter = meter;
    this.#facts = facts;
    this.bornAt = meter.tick();
  }

  /**
   * Something it waited for is there: its turn will come.
   * @param at when that was, by the clock; now unless given. Within somebody's turn the clock is not read for it
   */
  woke(at: number = this.#meter.present): void {
    this.#wakes++;
    if (this.#depth > 0) this.#selfWakes++;
    this.#times[LAST_WOKEN_AT] = at;
    if (this.#times[WOKEN_AT] === NEVER) this.#times[WOKEN_AT] = at; // it is woken once, however often it is called
  }

  run<T>(work: () => T): T {
    if (this.#depth === 0) this.#meter.tick();
    return this.goOn(work);
  }

  goOn<T>(work: () => T): T {
    this.resume();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  timed<T>(work: () => T): T {
    this.enter();
    const beganAt = this.#meter.stamp;
    let isDone = false;
    try {
      const value = work();
      isDone = true;
      return value;
    } finally {
      this.leave();
      if (isDone) this.times.add(this.#meter.stamp - beganAt);
    }
  }

  async waits<T>(waitedFor: WaitedFor, promise: Promise<T>): Promise<T> {
    this.waitsFor = waitedFor;
    try {
      const value = await promise;
      if (this.#endedAt === undefined) this.woke();
      return value;
    } finally {
      this.waitsFor = undefined;
    }
  }

  async yields(promise: Promise<void>): Promise<void> {
    this.woke();
    this.#selfWakes++;
    await promise;
    if (this.#endedAt === undefined) this.goesOn();
  }

  wakes(at?: number): void {
    if (at !== undefined) this.#meter.stamp = at;
    this.woke(at);
  }

  [Symbol.dispose](): void {
    this.#onOver(this);
  }

  /** It goes on behind a wake, only to wait for something else: a turn without anything to do. */
  goesOn(): void {
    this.resume();
    this.leave();
  }

  /** It was woken and had a turn that began at `since`: one of a row that was measured as a whole. */
  had(turnMs: number, since: number, wokenAt: number): void {
    const rows = this.#inRows(), times = this.#times;
    const lagMs = Math.max(0, since - wokenAt), missed = rows - this.#toldRows - 1; // rows that were not told
    this.#toldRows = rows;
    times[LAST_WOKEN_AT] = wokenAt;
    times[WOKEN_AT] = NEVER;
    times[SCHED]! += missed * lagMs;
    times[BUSY]! += missed * turnMs;
    this.#lagged(lagMs);
    this.#ended(turnMs, since);
  }

  cede(ms: number): void {
    this.#times[TURN]! -= ms;
  }

  /** Its turn begins; the clock is read. Within its own turn this does nothing. */
  enter(): void {
    if (this.#depth === 0) this.#meter.tick();
    this.resume();
  }

  /** Its turn begins where the clock was last read: only right behind another turn, or behind {@linkcode Meter.tick}. */
  resume(): void {
    if (this.#depth++ > 0) return;
    const meter = this.#meter, at = meter.stamp;
    const outer = this.#outer = meter.current;
    if (outer !== undefined) outer.#times[TURN]! += at - outer.#times[SINCE]!;
    meter.current = this;
    this.#times[SINCE] = at;
    this.#times[TURN] = 0;
    this.#begins(at);
  }

  /** Its turn ends; returns how long it took in milliseconds, turns of others within it excepted. */
  leave(): number {
    if (--this.#depth > 0) return 0;
    const meter = this.#meter, now = meter.tick();
    const turnMs = this.#times[TURN]! + now - this.#times[SINCE]!;
    this.#ended(turnMs, now);
    meter.current = this.#outer;
    if (this.#outer !== undefined) this.#outer.#times[SINCE] = now;
    this.#outer = undefined;
    return turnMs;
  }

  turn<T>(work: () => T): T {
    return this.run(work);
  }

  describe(facts: () => TaskFacts): void {
    this.#facts = facts;
  }

  end(): void {
    if (this.#endedAt !== undefined) return;
    this.#endedAt = this.#meter.tick();
    const facts = this.#facts(this), rows = this.#inRows(), changes = this.#changes();
    this.#facts = () => facts;
    this.#inRows = () => rows;
    this.#changes = () => changes;
  }

  get location(): string {
    return this.#site.text;
  }

  get facts(): TaskFacts {
    return this.#facts(this);
  }

  get state(): "running" | "scheduled" | "idle" | "done" {
    if (this.#endedAt !== undefined) return "done";
    if (this.#depth > 0) return "running";
    return this.#times[WOKEN_AT] === NEVER ? "idle" : "scheduled";
  }

  /** How many turns it had that were no part of a row. */
  get ownPolls(): number {
    return this.#polls;
  }

  get figures(): TaskFigures {
    const times = this.#times;
    const at = (which: number) => times[which] === NEVER ? undefined : times[which];
    return {
      busyMs: times[BUSY]!,
      schedMs: times[SCHED]!,
      polls: this.#polls + this.#inRows(),
      wakes: this.#wakes + this.#inRows(),
      selfWakes: this.#selfWakes,
      longestMs: times[LONGEST]!,
      longestAt: at(LONGEST_AT),
      lastWokenAt: at(LAST_WOKEN_AT),
      endedAt: this.#endedAt,
    };
  }

  #begins(at: number): void {
    this.#polls++;
    const times = this.#times, wokenAt = times[WOKEN_AT]!;
    if (wokenAt === NEVER) return;
    times[WOKEN_AT] = NEVER;
    this.#lagged(Math.max(0, at - wokenAt));
  }

  #lagged(lagMs: number): void {
    this.#times[SCHED]! += lagMs;
    if (this.#meter.onlookers > 0) (this.lags ??= new Histogram()).add(lagMs);
  }

  #ended(turnMs: number, at: number): void {
    const times = this.#times;
    times[BUSY]! += turnMs;
    if (turnMs > times[LONGEST]!) {
      times[LONGEST] = turnMs;
      times[LONGEST_AT] = at;
    }
    if (turnMs > LONG_TURN_MS) this.#meter.longTurns++;
    if (this.#meter.onlookers > 0) (this.turns ??= new Histogram()).add(turnMs);
  }

  /** Another number whenever something about it has changed. */
  get version(): number {
    return this.#polls * 2 + this.#wakes + this.#inRows() + this.#changes() +
      (this.#endedAt === undefined ? 0 : 1);
  }
}
