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

/** A time that has not come: a number, since times that are sometimes undefined cost an allocation each. */
const NEVER = -Infinity;

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
  /** When it was last woken, by the clock; -Infinity for never. */
  readonly lastWokenAt: number;
  /** When it ended, by the clock. */
  readonly endedAt: number | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
   */
  share(tasks: readonly Task[]): void {
    const since = this.stamp, ms = this.tick() - since;
    if (ms <= LONG_TURN_MS) this.current?.cede(ms);
    for (const task of tasks) task.had(ms / tasks.length, since);
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
  /** Its turns by length. */
  readonly turns = new Histogram();
  /** Its lags by length. */
  readonly lags = new Histogram();
  readonly #meter: Meter;
  #notes = 0;
  #facts: (task: Task) => TaskFacts;
  #outer: Task | undefined;
  #since = 0; // when it, and nobody within its turn, began to have the event loop
  #depth = 0;
  #turnMs = 0;
  readonly #figures: Mutable<TaskFigures> = {
    busyMs: 0,
    polls: 0,
    wakes: 0,
    selfWakes: 0,
    longestMs: 0,
    longestAt: undefined,
    lastWokenAt: NEVER,
    endedAt: undefined,
  };
  #wokenAt = NEVER; // unless it waits for its turn

  /** A task that waits for its first turn. */
  constructor(id: number, kind: TaskKind, location: string, meter: Meter, facts: (task: Task) => TaskFacts) {
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
  woke(at: number = this.#meter.current === undefined ? this.#meter.tick() : this.#meter.stamp): void {
    this.#figures.wakes++;
    if (this.#depth > 0) this.#figures.selfWakes++;
    this.#figures.lastWokenAt = at;
    if (this.#wokenAt === NEVER) this.#wokenAt = at;
  }

  /** Between its turns: it could go on, and asks for another turn only to let others have theirs. */
  yields(): void {
    this.woke();
    this.#figures.selfWakes++;
  }

  /** Something about it has changed although it neither was woken nor has its turn. */
  note(): void {
    this.#notes++;
  }

  /** It had a turn that began at `since`: one of a row that was measured as a whole. */
  had(turnMs: number, since: number): void {
    this.#begins(since);
    this.#ended(turnMs, since);
  }

  /** So much of its turn was that of others. */
  cede(ms: number): void {
    this.#turnMs -= ms;
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
    if (outer !== undefined) outer.#turnMs += at - outer.#since;
    meter.current = this;
    this.#since = at;
    this.#turnMs = 0;
    this.#begins(at);
  }

  /** Its turn ends; returns how long it took in milliseconds, turns of others within it excepted. */
  leave(): number {
    if (--this.#depth > 0) return 0;
    const meter = this.#meter, now = meter.tick();
    const turnMs = this.#turnMs + now - this.#since;
    this.#ended(turnMs, now);
    meter.current = this.#outer;
    if (this.#outer !== undefined) this.#outer.#since = now;
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
    if (this.#figures.endedAt !== undefined) return;
    this.#figures.endedAt = this.#meter.tick();
    const facts = this.#facts(this);
    this.#facts = () => facts;
  }

  /** What it is about. */
  get facts(): TaskFacts {
    return this.#facts(this);
  }

  /** Whether it has its turn, waits for one, waits to be woken, or has ended. */
  get state(): "running" | "scheduled" | "idle" | "done" {
    if (this.#figures.endedAt !== undefined) return "done";
    if (this.#depth > 0) return "running";
    return this.#wokenAt === NEVER ? "idle" : "scheduled";
  }

  /** What it has done so far. */
  get figures(): TaskFigures {
    return this.#figures;
  }

  #begins(at: number): void {
    this.#figures.polls++;
    if (this.#wokenAt === NEVER) return;
    this.lags.add(Math.max(0, at - this.#wokenAt));
    this.#wokenAt = NEVER;
  }

  #ended(turnMs: number, at: number): void {
    const figures = this.#figures;
    figures.busyMs += turnMs;
    this.turns.add(turnMs);
    if (turnMs > figures.longestMs) {
      figures.longestMs = turnMs;
      figures.longestAt = at;
    }
    if (turnMs > LONG_TURN_MS) this.#meter.longTurns++;
  }

  /** Another number whenever something about it has changed. */
  get version(): number {
    return this.#figures.polls * 2 + this.#figures.wakes + this.#notes +
      (this.#figures.endedAt === undefined ? 0 : 1);
  }
}
