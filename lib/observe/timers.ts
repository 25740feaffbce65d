/**
 * Clocks whose timers belong to a task: each is seen while it is pending, and what is done then is a run of the task,
 * with the lag behind the time it was due.
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

export class Timers {
  readonly #meter: Meter<Task>;
  readonly #pending = new Set<PendingTimer>();

  constructor(meter: Meter<Task>) {
    this.#meter = meter;
  }

  clockOf(task: Task): Clock {
    const pending = this.#pending, meter = this.#meter, { clock } = meter;
    const run = (work: () => void, dueAt: number) => {
      task.wakes(dueAt);
      task.run(work);
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

  pending(): Iterable<PendingTimer> {
    return this.#pending;
  }

  isSet(task: Task): boolean {
    for (const timer of this.#pending) if (timer.task === task) return true;
    return false;
  }
}
