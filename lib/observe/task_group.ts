/**
 * The activities of one server as tasks: what a server does that can be looked into. Tasks that have ended are kept for
 * the console a while: a bounded time, and a bounded number of them.
 *
 * @module
 */

import { type Clock, systemClock } from "../runtime/clock.ts";
import type { About, Activities, Activity, Row } from "./activity.ts";
import { CallSite } from "./call_site.ts";
import { Meter } from "./meter.ts";
import type { TaskKind } from "./rows.ts";
import { Task, type TaskFigures } from "./task.ts";
import { Timers } from "./timers.ts";

/** How long tasks that have ended are kept, and how many at most: the oldest ones go first. */
export interface Retained {
  readonly retainMs: number;
  readonly retainTasks: number;
}

/** What all tasks of a kind did, those of the past included. */
export interface KindTotals {
  /** How many there are now. */
  readonly tasks: number;
  readonly polls: number;
  readonly busyMs: number;
  readonly wakes: number;
  readonly selfWakes: number;
  readonly longestMs: number;
}

/** Of a kind that there never was. */
export const NO_TOTALS: KindTotals = { tasks: 0, polls: 0, busyMs: 0, wakes: 0, selfWakes: 0, longestMs: 0 };

/** All tasks of one server. */
export class TaskGroup implements Activities {
  readonly meter: Meter<Task>;
  /** What is set by the clocks of its tasks. */
  readonly timers: Timers;
  readonly #tasks = new Set<Task>();
  readonly #ended: Task[] = [];
  readonly #pastByKind = new Map<TaskKind, KindTotals>();
  readonly #sites = new Map<TaskKind, CallSite>();
  readonly #retained: Retained;
  #lastId = 0;

  constructor(clock: Clock = systemClock, retained: Retained = { retainMs: 0, retainTasks: 0 }) {
    this.meter = new Meter<Task>(clock);
    this.timers = new Timers(this.meter);
    this.#retained = retained;
  }

  begin(kind: TaskKind, about: About): Task {
    const isPart = "snapshot" in about;
    // Parts come by the thousand from one place a kind: a stack is taken of the first.
    const site = (isPart ? this.#sites.get(kind) : undefined) ?? new CallSite(this.begin);
    if (isPart) this.#sites.set(kind, site);
    const { name, waitsFor = "" } = isPart ? { name: "" } : about;
    const isTimer = kind === "timer" && waitsFor === "its timer"; // without one nobody will ever wake it
    const snapshot = () => {
      const isStuck = isTimer && !this.timers.isSet(task);
      return { name, fields: {}, waitsFor: isStuck ? "nothing" as const : waitsFor };
    };
    const part = isPart ? about : { snapshot };
    const task: Task = new Task({
      id: this.nextId(),
      kind,
      site,
      meter: this.meter,
      part,
      onOver: this.#onOver,
    });
    this.#tasks.add(task);
    return task;
  }

  clockOf(activity: Activity): Clock {
    return this.timers.clockOf(activity as Task);
  }

  row(): Row {
    const { meter } = this;
    let wokenAt = 0;
    return {
      wakes: () => void (wokenAt = meter.present),
      run(work) {
        const since = meter.tick();
        Task.share(meter, work(), since, wokenAt);
      },
    };
  }

  now(): number {
    return this.meter.tick();
  }

  moment(): number {
    return this.meter.tick();
  }

  /** A number that no task of this group has, and no other asker got: the first of so many in a row. */
  nextId(count = 1): number {
    return (this.#lastId += count) - count + 1;
  }

  /** Every task, those that ended a while ago first. */
  *all(): Generator<Task> {
    this.#forget();
    yield* this.#ended;
    yield* this.#tasks;
  }

  totals(): ReadonlyMap<TaskKind, KindTotals> {
    const totals = new Map(this.#pastByKind);
    for (const { figures } of this.#tasks) count(totals, figures, 1);
    return totals;
  }

  readonly #onOver = (task: Task): void => {
    this.#tasks.delete(task);
    count(this.#pastByKind, task.figures, 0);
    this.#ended.push(task);
    this.#forget();
  };

  /** Lets go of ended tasks that are too old, or too many. */
  #forget(): void {
    const { retainMs, retainTasks } = this.#retained;
    const since = this.meter.stamp - retainMs;
    let count = Math.max(0, this.#ended.length - retainTasks);
    while (count < this.#ended.length && this.#ended[count]!.figures.endedAt! < since) count++;
    this.#ended.splice(0, count);
  }
}

function count(totals: Map<TaskKind, KindTotals>, figures: TaskFigures, tasks: 0 | 1): void {
  const { kind, polls, busyMs, wakes, selfWakes, longestMs } = figures;
  const total = totals.get(kind) ?? NO_TOTALS;
  totals.set(kind, {
    tasks: total.tasks + tasks,
    polls: total.polls + polls,
    busyMs: total.busyMs + busyMs,
    wakes: total.wakes + wakes,
    selfWakes: total.selfWakes + selfWakes,
    longestMs: Math.max(total.longestMs, longestMs),
  });
}
