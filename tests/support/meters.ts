/**
 * What sessions and doors are measured with in tests that do not look.
 *
 * @module
 */

import type { Clock } from "../../lib/runtime/clock.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { Tally } from "../../lib/observe/tally.ts";
import { IDLE, unobserved } from "../../lib/observe/unobserved.ts";

/** A session's meters, and its log. */
export function sessionMeters() {
  return { activity: IDLE, tally: new Tally(), log: silentLog };
}

/** What a door measures and traces with. */
export function doorMeters(clock: Clock) {
  return { activities: unobserved(clock), tally: new Tally(), trace: () => () => {} };
}
