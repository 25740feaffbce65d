/**
 * A clock whose hands a test turns. Time stands still until {@linkcode FakeClock.advance}; then timers run in the
 * order they are due, and everything that waits for them runs in between, as it would in real life.
 *
 * @module
 */

import type { Clock, Timer } from "../../lib/runtime/clock.ts";

interface FakeTimer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock for tests, starting at 0. */
export class FakeClock implements Clock {
  /** By how many milliseconds the time of day was set forward, or back; {@linkcode FakeClock.now} does not mind. */
  setBy = 0;
  #now = 0;
  #timers: FakeTimer[] = [];

  now(): number {
    return this.#now;
  }

  /** The time of day: 2026-01-01 12:00 UTC when the clock starts, unless it was set. */
  time(): number {
    return Date.UTC(2026, 0, 1, 12) + this.#now + this.setBy;
  }

  after(ms: number, run: () => void): Timer {
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.push(timer);
    return { cancel: () => void (this.#timers = this.#timers.filter((other) => other !== timer)) };
  }

  soon(run: () => void): void {
    this.after(0, run);
  }

  /** Lets time pass within what is done just now: no timer runs. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** How many timers wait: a test that ends with 0 has forgotten none. */
  get timers(): number {
    return this.#timers.length;
  }

  /**
   * Lets `ms` milliseconds pass: every timer due by then runs at its own moment, those it sets included, and what it
   * wakes has finished before the next one. `advance(0)` runs what is due now.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let due; (due = this.#nextUntil(end)) !== undefined;) {
      this.#now = Math.max(this.#now, due.at);
      this.#timers = this.#timers.filter((timer) => timer !== due);
      due.run();
      await settled();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** The earliest timer due by `end`; of equals the one set first. */
  #nextUntil(end: number): FakeTimer | undefined {
    let next: FakeTimer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer;
    }
    return next;
  }
}

/** Calls back in the next turn of the event loop: `setImmediate`, which takes Deno 2.4 a whole millisecond. */
const nextTurn: (run: () => void) => unknown = Deno.version.deno.startsWith("2.4.")
  ? byMessage
  : setImmediate;

/** Resolves when every promise that could go on has gone on: one real turn of the event loop, not a sleep. */
export function settled(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

/** The same by a message to oneself: thirty times as fast there, and months pass in ten thousands of turns. */
function byMessage(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    port2.close();
    run();
  };
  port2.postMessage(undefined);
}
