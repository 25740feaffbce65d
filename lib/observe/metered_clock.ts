/**
 * A clock whose timers belong to a task: each is seen while it is pending, and what runs then is the task's turn, with
 * the lag behind the time it was due.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { Task, TaskFacts } from "./task.ts";
import type { TaskGroup } from "./task_group.ts";

/** A timer that is set. */
export interface PendingTimer {
  /** Its number; the next one is that of waiting for it. */
  readonly id: number;
  /** Whose it is. */
  readonly task: Task;
  /** How long it waits, in milliseconds. */
  readonly ms: number;
  /** When it was set, by the clock. */
  readonly setAt: number;
}

/** The pending timers of one server. */
export class Timers {
  readonly #tasks: TaskGroup;
  readonly #pending = new Set<PendingTimer>();

  /** No timers yet; their tasks are of that group. */
  constructor(tasks: TaskGroup) {
    this.#tasks = tasks;
  }

  /** A clock for whoever does the work of that task: it tells the same time as the group's. */
  clockOf(task: Task): Clock {
    const tasks = this.#tasks, pending = this.#pending, { meter } = tasks, { clock } = meter;
    const run = (work: () => void, dueAt: number) => {
      task.woke(dueAt);
      task.turn(work);
    };
    return {
      now: () => clock.now(),
      time: () => clock.time(),
      after(ms: number, work: () => void): Timer {
        const timer: PendingTimer = { id: tasks.nextId(2), task, ms, setAt: clock.now() };
        pending.add(timer);
        const waiting = clock.after(ms, () => {
          pending.delete(timer);
          run(work, timer.setAt + ms);
        });
        return {
          cancel() {
            pending.delete(timer);
            waiting.cancel();
          },
        };
      },
      soon: (work) => clock.soon(() => run(work, meter.tick())),
    };
  }

  /** What a task is about that always has a timer set: where it has none, nobody will ever wake it. */
  loop(name: string): (task: Task) => TaskFacts {
    return (task) => ({ name, fields: {}, waitsFor: this.#isSet(task) ? "its timer" : "nothing" });
  }

  /** All timers that are set now. */
  pending(): Iterable<PendingTimer> {
    return this.#pending;
  }

  #isSet(task: Task): boolean {
    for (const timer of this.#pending) if (timer.task === task) return true;
    return false;
  }
}
