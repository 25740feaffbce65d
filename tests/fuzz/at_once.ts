/**
 * A clock for which every wait is over at once.
 *
 * @module
 */

import type { Clock } from "../../lib/runtime/clock.ts";

/** Time that never passes, and never has to. */
export const AT_ONCE: Clock = {
  now: () => 0,
  time: () => 0,
  after(_ms, run) {
    let isOff = false;
    queueMicrotask(() => isOff || run());
    return { cancel: () => void (isOff = true) };
  },
  soon: queueMicrotask,
};
