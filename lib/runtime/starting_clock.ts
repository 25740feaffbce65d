/**
 * A clock for the start of a server, which is over before a timer of Node is needed.
 *
 * @module
 */

import type { Clock, Timer } from "./clock.ts";

/** How long a start may take, in milliseconds. The first call of `setTimeout` loads Node's timers, which takes 5. */
const START_MS = 100;

/**
 * The same clock; but what is begun in its first 100 ms waits without Node's timers. Such a wait keeps no process
 * alive: whoever uses this clock has something else that does, a listener.
 */
export function startingClock(clock: Clock): Clock {
  const startedAt = clock.now();
  return {
    ...clock,
    after: (ms, run) => clock.now() - startedAt < START_MS ? lightTimer(ms, run) : clock.after(ms, run),
  };
}

function lightTimer(ms: number, run: () => void): Timer {
  const signal = AbortSignal.timeout(ms);
  signal.addEventListener("abort", run);
  return { cancel: () => signal.removeEventListener("abort", run) };
}
