/**
 * The one queue of everything that is going to happen in a simulated world: arrivals, timers, what people do. Time
 * stands still while the program works and jumps to the next event when it has nothing left to do.
 *
 * "Nothing left to do" is one turn of the real event loop (`setImmediate`, a microsecond): with the network, the clock
 * and the disk simulated, everything the server does goes on in microtasks, and those are done by then. The exception
 * is Web Crypto, which works on another thread: no story gives a room a password.
 *
 * @module
 */

import type { Clock, Timer } from "../../lib/runtime/clock.ts";

/**
 * Time goes in ticks of a power of two, so that adding and taking away times is exact: a timer that rang a rounding error
 * too early would be set again for that error, for ever.
 */
const TICKS_PER_MS = 1024;

interface Event {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** A timeline that starts at 0, which is 2026-01-01 12:00 UTC. */
export class Timeline implements Clock {
  #now = 0;
  #order = 0;
  #events: Event[] = []; // a binary heap, the next one first
  #waiting = 0;
  #jumpedMs = 0;
  readonly #settled: () => Promise<unknown>;

  /** @param settled waits until nothing is left to do; a turn of the event loop unless given */
  constructor(settled: () => Promise<unknown> = turn) {
    this.#settled = settled;
  }

  /** Milliseconds since the start. */
  now(): number {
    return this.#now;
  }

  /** The time of day, in milliseconds since 1970. */
  time(): number {
    return Date.UTC(2026, 0, 1, 12) + this.#jumpedMs + Math.floor(this.#now);
  }

  /** Sets the time of day forward, or back by less than 0; nothing else notices. */
  jump(ms: number): void {
    this.#jumpedMs += ms;
  }

  /** Has something happen `ms` milliseconds from now, behind everything that happens then already. */
  after(ms: number, run: () => void): Timer {
    const at = this.#now + Math.ceil(Math.max(0, ms) * TICKS_PER_MS) / TICKS_PER_MS;
    const event: Event = { at, order: this.#order++, run };
    this.#push(event);
    this.#waiting++;
    return {
      cancel: () => {
        if (event.run !== undefined) this.#waiting--;
        event.run = undefined;
      },
    };
  }

  /** Has something happen now, behind everything that happens now already. */
  soon(run: () => void): void {
    this.after(0, run);
  }

  /** How much is still going to happen. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Lets happen what happens up to a time, each thing with all its consequences; or until nothing does. */
  async passUntil(end: number): Promise<void> {
    await this.#settled();
    for (let next; (next = this.#events[0]) !== undefined && next.at <= end;) {
      this.#pop();
      const { run } = next;
      if (run === undefined) continue;
      next.run = undefined;
      this.#waiting--;
      this.#now = next.at;
      run();
      await this.#settled();
    }
    this.#now = Math.max(this.#now, end);
  }

  #push(event: Event): void {
    const heap = this.#events;
    let at = heap.push(event) - 1;
    for (let up; at > 0 && isBefore(event, heap[up = (at - 1) >> 1]!); at = up) heap[at] = heap[up]!;
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#events;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down++;
      if (down >= heap.length || isBefore(last, heap[down]!)) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Resolves when every promise that could go on has gone on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
