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

import type { Clock } from "./clock.ts";
import { Histogram } from "./histogram.ts";
import type { Facts, TaskKind } from "./model/inside.ts";

/** A turn longer than this is counted as long, in milliseconds: people feel it. */
export const LONG_TURN_MS = 50;

/** A time that has not come. */
const NEVER = -Infinity;

/**
 * Where a task's times are in its numbers: one small array instead of eight fields, since numbers with fractions are
 * objects of their own in a field, and a busy server has no room in its caches for those of a hundred pumps.
 */
const BUSY = 0, SCHED = 1, LONGEST = 2, LONGEST_AT = 3, LAST_WOKEN_AT = 4, WOKEN_AT = 5, SINCE = 6, TURN = 7;

/** What a task is about, asked when somebody looks. */
export interface TaskFacts {
  /** Whose it is. */
  readonly name: string;
  /** More about it. */
  readonly fields: Facts;
  /** What it waits for while it is idle; `nothing` where nothing could ever wake it. */
  readonly waitsFor?: string;
  /** What it retains, where there is a bound. */
  readonly retains?: { readonly bytes: number; readonly bound: number };
}

/** What a task has done so far. */
export interface TaskFigures {
  /** Time in its turns, in milliseconds. */
  readonly busyMs: number;
  /** Time between being woken and having a turn, in milliseconds. */
  readonly schedMs: number;
  /** How many turns it had. */
  readonly polls: number;
  /** How often it was woken. */
  readonly wakes: number;
  /** How often of those by itself. */
  readonly selfWakes: number;
  /** Its longest turn, in milliseconds. */
  readonly longestMs: number;
  /** When its longest turn ended, by the clock. */
  readonly longestAt: number | undefined;
  /** When it was last woken, by the clock. */
  readonly lastWokenAt: number | undefined;
  /** When it ended, by the clock. */
  readonly endedAt: number | undefined;
}

/** Whose turn it is, and when the clock was last read. Shared by all tasks of one server. */
export class Meter {
  /** Where the time is read. */
  readonly clock: Clock;
  /** When the clock was last read. */
  stamp: number;
  /** The task that has its turn. */
  current: Task | undefined;
  /** How many turns were longer than {@linkcode LONG_TURN_MS}. */
  longTurns = 0;
  /** How many look on: only then are turns and lags told apart by size. */
  onlookers = 0;

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
   * @param wokenAt when the first of them was woken, by the clock: it is taken for all
   */
  share(tasks: readonly Task[], wokenAt: number): void {
    const since = this.stamp, ms = this.tick() - since;
    if (ms <= LONG_TURN_MS) this.current?.cede(ms);
    for (const task of tasks) task.had(ms / tasks.length, since, wokenAt);
  }

  /** The time, as it was read last within somebody's turn, and now outside of one. */
  get present(): number {
    return this.current === undefined ? this.tick() : this.stamp;
  }
}

/** One task. Made by a task group. */
export class Task {
  /** Its number. */
  readonly id: number;
  /** What it does. */
  readonly kind: TaskKind;
  /** Where it was spawned. */
  readonly location: string;
  /** When it began, by the clock. */
  readonly bornAt: number;
  /** What it waits for, where whoever runs it knows better than its facts. */
  waitsFor: string | undefined;
  /** Its turns and its lags by length, of the time in which somebody looked on. */
  turns: Histogram | undefined;
  /** See {@linkcode Task.turns}. */
  lags: Histogram | undefined;
  readonly #meter: Meter;
  readonly #times = Float64Array.of(0, 0, 0, NEVER, NEVER, NEVER, 0, 0);
  #facts: (task: Task) => TaskFacts;
  readonly #changes: () => number;
  #outer: Task | undefined;
  #depth = 0;
  #polls = 0;
  #wakes = 0;
  #selfWakes = 0;
  #endedAt: number | undefined;

  /** A task that waits for its first turn. */
  constructor(
    id: number,
    kind: TaskKind,
    location: string,
    meter: Meter,
    facts: (task: Task) => TaskFacts,
    changes: () => number = () => 0,
  ) {
    this.#changes = changes;
    this.id = id;
    this.kind = kind;
    this.location = location;
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

  /** Between its turns: it could go on, and asks for another turn only to let others have theirs. */
  yields(): void {
    this.woke();
    this.#selfWakes++;
  }

  /** It was woken and had a turn that began at `since`: one of a row that was measured as a whole. */
  had(turnMs: number, since: number, wokenAt: number): void {
    this.woke(wokenAt);
    this.#begins(since);
    this.#ended(turnMs, since);
  }

  /** So much of its turn was that of others. */
  cede(ms: number): void {
    this.#times[TURN]! -= ms;
  }

  /** Its turn begins; the clock is read. Within its own turn this does nothing. */
  enter(): void {
    this.#meter.tick();
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

  /** Does something in a turn of its own. */
  turn<T>(work: () => T): T {
    this.enter();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** Says what it is about from now on. */
  describe(facts: () => TaskFacts): void {
    this.#facts = facts;
  }

  /** It is over. What it was about is kept as it is now, and nothing else of it. */
  end(): void {
    if (this.#endedAt !== undefined) return;
    this.#endedAt = this.#meter.tick();
    const facts = this.#facts(this);
    this.#facts = () => facts;
  }

  /** What it is about. */
  get facts(): TaskFacts {
    return this.#facts(this);
  }

  /** Whether it has its turn, waits for one, waits to be woken, or has ended. */
  get state(): "running" | "scheduled" | "idle" | "done" {
    if (this.#endedAt !== undefined) return "done";
    if (this.#depth > 0) return "running";
    return this.#times[WOKEN_AT] === NEVER ? "idle" : "scheduled";
  }

  /** What it has done so far. */
  get figures(): TaskFigures {
    const times = this.#times;
    const at = (which: number) => times[which] === NEVER ? undefined : times[which];
    return {
      busyMs: times[BUSY]!,
      schedMs: times[SCHED]!,
      polls: this.#polls,
      wakes: this.#wakes,
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
    const lagMs = Math.max(0, at - wokenAt);
    times[SCHED]! += lagMs;
    times[WOKEN_AT] = NEVER;
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
    return this.#polls * 2 + this.#wakes + this.#changes() + (this.#endedAt === undefined ? 0 : 1);
  }
}
