/**
 * The clock of one process of a simulated cluster: it starts where it likes, its time of day is wrong, and none of its
 * timers rings while the process stands still, or once it is dead.
 *
 * @module
 */

import type { Clock, Timer } from "../../../lib/runtime/clock.ts";
import type { Timeline } from "../../simulation/timeline.ts";

/** How a process is. */
export interface Machine {
  isDead: boolean;
  /** Until when it stands still, in milliseconds of the timeline. */
  pausedUntil: number;
  /** By how much its time of day is wrong, in milliseconds. */
  wrongMs: number;
}

export class MachineClock implements Clock {
  readonly #timeline: Timeline;
  readonly #machine: Machine;
  readonly #aheadMs: number;
  /** How many timers are set. */
  timers = 0;

  /** @param aheadMs what it shows at the beginning of all time, in milliseconds */
  constructor(timeline: Timeline, machine: Machine, aheadMs: number) {
    this.#timeline = timeline;
    this.#machine = machine;
    this.#aheadMs = aheadMs;
  }

  now(): number {
    return this.#timeline.now() + this.#aheadMs;
  }

  time(): number {
    return this.#timeline.time() + this.#machine.wrongMs;
  }

  after(ms: number, run: () => void): Timer {
    this.timers++;
    let isSet = true;
    const isOver = () => {
      if (isSet) this.timers--;
      isSet = false;
    };
    const ring = () => {
      const { isDead, pausedUntil } = this.#machine, stillMs = pausedUntil - this.#timeline.now();
      if (isDead) return;
      if (stillMs > 0) return void (timer = this.#timeline.after(stillMs, ring));
      isOver();
      run();
    };
    let timer = this.#timeline.after(ms, ring);
    return {
      cancel: () => {
        isOver();
        timer.cancel();
      },
    };
  }

  soon(run: () => void): void {
    this.after(0, run);
  }
}
