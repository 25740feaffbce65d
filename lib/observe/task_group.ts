/**
 * Everything that goes on in one server, by name: promises nobody awaits on the spot, kept so that none is lost, and
 * tasks that have their turns when somebody calls.
 *
 * A stray rejection ends a Deno process; here it is reported instead, and the server can wait at its end until every
 * promise it started is done. Tasks that have ended are kept for a while, for who looks inside: a bounded time and a
 * bounded number of them.
 *
 * @module
 */

import { type Clock, systemClock } from "../runtime/clock.ts";
import type { TaskKind, WaitedFor } from "./rows.ts";
import { CallSite } from "./call_site.ts";
import { Meter } from "./meter.ts";
import type { About, Activities, Activity, Row } from "./activity.ts";
import { Timers } from "./metered_clock.ts";
import { Task, type TaskFacts } from "./task.ts";

/** What a task is, and what it is about: a name, or what tells more when somebody looks. */
export interface TaskSpec {
  /** What it does. */
  readonly kind: TaskKind;
  /** What it is about. */
  readonly about: string | ((task: Task) => TaskFacts);
  /** What it waits for, where it is about one name only. */
  readonly waitsFor?: WaitedFor;
  /** How many turns it had that were measured as one of a row; 0 unless given. See {@linkcode Meter.share}. */
  readonly inRows?: () => number;
  /** Another number whenever something about it has changed that is no wake and no turn of it. */
  readonly changes?: () => number;
}

/** How long tasks that have ended are kept, in milliseconds, and how many at most. */
export interface Retained {
  /** In milliseconds. */
  readonly retainMs: number;
  /** The oldest ones go first. */
  readonly retainTasks: number;
}

/** What is known of tasks that are kept no more. */
export interface KindTotals {
  /** How many there are now. */
  readonly tasks: number;
  /** How many turns they had, and how much time in them, in milliseconds. */
  readonly polls: number;
  /** See {@linkcode KindTotals.polls}. */
  readonly busyMs: number;
  /** How often they were woken, and of that by themselves. */
  readonly wakes: number;
  /** See {@linkcode KindTotals.wakes}. */
  readonly selfWakes: number;
  /** The longest turn, in milliseconds. */
  readonly longestMs: number;
}

/** Kinds of which every connection has one. */
const OF_GUESTS: readonly TaskKind[] = ["reader", "pump"];

const NOTHING: KindTotals = { tasks: 0, polls: 0, busyMs: 0, wakes: 0, selfWakes: 0, longestMs: 0 };

/** All tasks of one server. */
export class TaskGroup implements Activities {
  /** Whose turn it is. */
  readonly meter: Meter<Task>;
  /** What is set by the clocks of its tasks. */
  readonly timers: Timers;
  readonly #tasks = new Set<Task>();
  readonly #ended: Task[] = [];
  readonly #pastByKind = new Map<TaskKind, KindTotals>();
  readonly #sites = new Map<TaskKind, CallSite>();
  readonly #retained: Retained;
  #lastId = 0;

  constructor(
    clock: Clock = systemClock,
    retained: Retained = { retainMs: 0, retainTasks: 0 },
  ) {
    this.meter = new Meter<Task>(clock);
    this.timers = new Timers(this.meter);
    this.#retained = retained;
  }

  begin(kind: TaskKind, about: About): Activity {
    if (!("snapshot" in about)) {
      const { name, waitsFor = "" } = about;
      const isTimer = kind === "timer" && waitsFor === "its timer"; // without one nobody will ever wake it
      return this.#spawn(
        {
          kind,
          about: (task) => ({
            name,
            fields: {},
            waitsFor: isTimer && !this.timers.isSet(task) ? "nothing" : waitsFor,
          }),
        },
        this.begin,
      );
    }
    const task: Task = this.#spawn({
      kind,
      about: () => about.snapshot(),
      changes: () => about.changes ?? 0,
      inRows: () => about.runs === undefined ? 0 : about.runs - task.ownPolls,
    }, this.begin);
    return task;
  }

  clockOf(activity: Activity): Clock {
    return this.timers.clockOf(activity as Task);
  }

  row(): Row {
    const { meter } = this;
    let wokenAt = 0;
    return {
      wakes() {
        wokenAt = meter.present;
      },
      run(work) {
        const since = meter.tick();
        const row = work() as readonly { readonly activity: Task }[];
        meter.stamp = since;
        meter.share(row.map(({ activity }) => ({ task: activity })), wokenAt);
      },
    };
  }

  now(): number {
    return this.meter.tick();
  }

  moment(): number {
    return this.meter.tick();
  }

  /** A task without a promise of its own: whoever drives it gives it its turns, and ends it by {@linkcode TaskGroup.end}. */
  add(spec: TaskSpec): Task {
    return this.#spawn(spec, this.add);
  }

  /** Ends a task. May be repeated. */
  end(task: Task): void {
    if (!this.#tasks.delete(task)) return;
    task.end();
    this.#pastByKind.set(task.kind, plus(this.#pastByKind.get(task.kind) ?? NOTHING, task));
    this.#ended.push(task);
    this.#forget();
  }

  /** Numbers that no task of this group has, and no other asker got: the first of so many in a row. */
  nextId(count = 1): number {
    return (this.#lastId += count) - count + 1;
  }

  /** Every task, those that ended a while ago first. */
  *all(): Generator<Task> {
    this.#forget();
    yield* this.#ended;
    yield* this.#tasks;
  }

  /** What all tasks of a kind did, those of the past included. */
  totals(kind: TaskKind): KindTotals {
    let total = this.#pastByKind.get(kind) ?? NOTHING;
    let tasks = 0;
    for (const task of this.#tasks) {
      if (task.kind !== kind) continue;
      total = plus(total, task);
      tasks++;
    }
    return { ...total, tasks };
  }

  #spawn(
    { kind, about, waitsFor = "", inRows, changes }: TaskSpec,
    caller: (...args: never[]) => unknown,
  ): Task {
    const facts = typeof about === "string" ? () => ({ name: about, fields: {}, waitsFor }) : about;
    const task = new Task(
      this.nextId(),
      kind,
      this.#locate(kind, caller),
      this.meter,
      facts,
      inRows,
      changes,
      (it) => this.end(it),
    );
    this.#tasks.add(task);
    return task;
  }

  /** Lets go of ended tasks that are too old, or too many. */
  #forget(): void {
    const { retainMs, retainTasks } = this.#retained;
    const since = this.meter.stamp - retainMs;
    let count = Math.max(0, this.#ended.length - retainTasks);
    while (count < this.#ended.length && this.#ended[count]!.figures.endedAt! < since) count++;
    this.#ended.splice(0, count);
  }

  /** Where a task is spawned. Guests' tasks come by the thousand from one place each: a stack is taken of the first. */
  #locate(kind: TaskKind, caller: (...args: never[]) => unknown): CallSite {
    const site = this.#sites.get(kind) ?? new CallSite(caller);
    if (OF_GUESTS.includes(kind)) this.#sites.set(kind, site);
    return site;
  }
}

function plus(total: KindTotals, { figures }: Task): KindTotals {
  return {
    tasks: 0,
    polls: total.polls + figures.polls,
    busyMs: total.busyMs + figures.busyMs,
    wakes: total.wakes + figures.wakes,
    selfWakes: total.selfWakes + figures.selfWakes,
    longestMs: Math.max(total.longestMs, figures.longestMs),
  };
}
