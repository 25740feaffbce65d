/**
 * The activities of a server that nobody looks into: nothing is measured and nothing kept, and the clock is read only by
 * those who want the time.
 *
 * @module
 */

import { type Clock, systemClock } from "../runtime/clock.ts";
import type { Activities, Activity, Row } from "./activity.ts";

/** An activity that nobody measures: one is enough for all. */
export const IDLE: Activity = {
  run: (work) => work(),
  goOn: (work) => work(),
  timed: (work) => work(),
  waits: (_, promise) => promise,
  yields: (promise) => promise,
  wakes() {},
  [Symbol.dispose]() {},
};

const IDLE_ROW: Row = { wakes() {}, run: (work) => void work() };

/** Activities that nobody measures. */
export function unobserved(clock: Clock = systemClock): Activities {
  return {
    begin: () => IDLE,
    clockOf: () => clock,
    row: () => IDLE_ROW,
    now: () => clock.now(),
    moment: () => 0,
  };
}
