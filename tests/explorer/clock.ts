/**
 * Time that passes when the order says so. Any timer may be late as long as it likes, so the next one firing is a step
 * like any other; among themselves timers fire in the order they are due.
 *
 * @module
 */

import type { Pending } from "./operation.ts";
import type { Run } from "./run.ts";

interface ClockTimer {
  readonly at: number;
}

/** The clock of a model; it starts at 0. */
export class Clock {
  readonly #run: Run;
  readonly #horizonMs: number;
  readonly #timers: ClockTimer[] = [];
  #now = 0;

  /**
   * A clock at 0.
   * @param horizonMs timers due later than this never fire: what repeats for ever would make every order endless
   */
  constructor(run: Run, horizonMs: number) {
    this.#run = run;
    this.#horizonMs = horizonMs;
  }

  /** Milliseconds since the start. */
  now(): number {
    this.#run.touch("clock", false);
    return this.#now;
  }

  /** The time of day, which starts at 0 too. */
  time(): number {
    return this.now();
  }

  /** Calls `run` as a step, when `ms` milliseconds have passed. A timer still set at the end is a leak. */
  after(ms: number, run: () => void): { cancel(): void } {
    const timer = { at: this.#now + Math.max(0, ms) };
    const pending = this.#start(timer, `fire the timer due at ${timer.at} ms`, run);
    return {
      cancel: () => {
        if (this.#drop(timer)) this.#run.callOff(pending);
      },
    };
  }

  /** Calls `run` as a step without time passing: in the next turn of the event loop. */
  soon(run: () => void): void {
    this.#start({ at: this.#now }, "begin the next turn", run);
  }

  /** Waits `ms` milliseconds, as a step. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  #start(timer: ClockTimer, verb: string, run: () => void): Pending {
    this.#run.touch("clock", true); // what was due next may no longer be
    this.#timers.push(timer);
    return this.#run.begin({
      object: "clock",
      verb,
      isTimer: true,
      isReady: () => timer === this.#next() && this.#isNear(timer),
      waitsFor: () => timer.at <= this.#horizonMs ? "others are due earlier" : "beyond the horizon",
      perform: () => {
        this.#now = timer.at;
        this.#drop(timer);
        run();
      },
    });
  }

  #isNear({ at }: ClockTimer): boolean {
    if (at > this.#horizonMs) this.#run.leftOut.add(`no timer later than ${this.#horizonMs} ms`);
    return at <= this.#horizonMs;
  }

  /** The timer due next; of equals the one set first. */
  #next(): ClockTimer | undefined {
    let next: ClockTimer | undefined;
    for (const timer of this.#timers) if (next === undefined || timer.at < next.at) next = timer;
    return next;
  }

  #drop(timer: ClockTimer): boolean {
    const position = this.#timers.indexOf(timer);
    if (position >= 0) this.#timers.splice(position, 1);
    return position >= 0;
  }
}
