/**
 * A clock whose timers belong to a task: each is seen while it is pending, and what runs then is the task's turn, with
 * the lag behind the time it was due.
 *
 * @module
 */

import type { Clock, Timer } from "../runtime/clock.ts";
import type { Meter } from "./meter.ts";
import type { Task } from "./task.ts";

/** A timer that is set; times by the clock, in milliseconds. */
export interface PendingTimer {
  readonly task: Task;
  readonly ms: number;
  readonly setAt: number;
}

/** The pending timers of one server. */
export class Timers {
  readonly #meter: Meter<Task>;
  readonly #pending = new Set<PendingTimer>();

  constructor(meter: Meter<Task>) {
    this.#meter = meter;
  }

  /** A clock for whoever does the work of that task: it tells the same time as the meter's. */
  clockOf(task: Task): Clock {
    const pending = this.#pending, meter = this.#meter, { clock } = meter;
    const run = (work: () => void, dueAt: number) => {
      task.woke(dueAt);
      task.turn(work);
    };
    return {
      now: () => clock.now(),
      time: () => clock.time(),
      after(ms: number, work: () => void): Timer {
        const timer: PendingTimer = { task, ms, setAt: clock.now() };
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

  /** All timers that are set now. */
  pending(): Iterable<PendingTimer> {
    return this.#pending;
  }

  /** Whether a task has one. */
  isSet(task: Task): boolean {
    for (const timer of this.#pending) if (timer.task === task) return true;
    return false;
  }
}
