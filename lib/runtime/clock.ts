/** Time as a value that is handed in, so that tests and simulations move it as they wish. @module */

export interface Timer {
  /** Does nothing when the timer has already run. */
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since some fixed moment; never runs backwards. */
  now(): number;
  /** The time of day: milliseconds since 1970 (UTC). May be set back. */
  time(): number;
  /** Calls `run` once, `ms` milliseconds from now (or a little later). */
  after(ms: number, run: () => void): Timer;
  /** Calls `run` in the next tick of the event loop, after the sockets had theirs; much sooner than a timer of 0 ms. */
  soon(run: () => void): void;
}

/** The machine's own clock: `performance.now`, `setTimeout` and `setImmediate`. */
export const systemClock: Clock = {
  now: () => performance.now(),
  time: () => Date.now(),
  after(ms, run) {
    const id = setTimeout(run, ms);
    return { cancel: () => clearTimeout(id) };
  },
  soon: (run) => void setImmediate(run),
};

/** Waits `ms` milliseconds, or until the signal aborts if that is earlier; never rejects. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      timer.cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = clock.after(ms, done);
    signal.addEventListener("abort", done);
  });
}

/**
 * Repeats work until it is disposed. Each wait begins when the work is done, so that slow work does not pile up; work that
 * throws is not done again.
 * @param ms the waits, the one before the first time included, in milliseconds
 * @param work told how late it is, in milliseconds; may return another length for the next wait
 */
export function every(clock: Clock, ms: number, work: (lateMs: number) => number | void): Disposable {
  let isOver = false;
  const wait = (waitMs: number): Timer => {
    const dueAt = clock.now() + waitMs;
    return clock.after(waitMs, () => {
      const nextMs = work(Math.max(0, clock.now() - dueAt)) ?? ms;
      if (!isOver) timer = wait(nextMs); // the work may have ended it
    });
  };
  let timer = wait(ms);
  return {
    [Symbol.dispose]() {
      isOver = true;
      timer.cancel();
    },
  };
}

/** How often is looked for what nobody tells of, in milliseconds. */
const LOOK_MS = 20;

/** Waits until something is so, or `ms` milliseconds have passed; it is looked for now and then. */
export async function until(clock: Clock, ms: number, isSo: () => boolean): Promise<void> {
  for (const end = clock.now() + ms; !isSo() && clock.now() < end;) {
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));
  }
}

/** Waits for a promise, at most `ms` milliseconds; returns whether it was fulfilled in time. */
export async function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: Timer | undefined;
  const late = new Promise<false>((resolve) => timer = clock.after(ms, () => resolve(false)));
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    timer?.cancel();
  }
}
