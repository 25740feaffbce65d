/**
 * The time zone that the environment sets for this machine (`TZ`). What the runtime does not understand of it becomes UTC,
 * without a word; so somebody has to say it.
 *
 * @module
 */

import { SYSTEM_ZONE, timeZoneOf } from "../model/time_zone.ts";
import { shown } from "../text/shown.ts";

/** Forms of POSIX that mean UTC, such as `UTC0` and `<+00>0`. */
const ZERO = /^(?:<[-+\w]+>|[A-Za-z]{3,})[-+]?0{1,2}(?::00){0,2}$/;

/** Two moments, one in summer and one in winter anywhere, in milliseconds since 1970. */
const WINTER = Date.UTC(2026, 0, 1), SUMMER = Date.UTC(2026, 6, 1);

/**
 * The sentence for an operator whose `TZ` is not understood; undefined where it is, or where nothing goes by it.
 * @param timeZone the setting: an unknown TZ matters only where that is the machine's zone
 * @param offsetOf how many minutes UTC is ahead of the machine's clock at a moment
 */
export function strayZone(
  tz: string | undefined,
  timeZone: string,
  offsetOf: (time: number) => number = (time) => new Date(time).getTimezoneOffset(),
): string | undefined {
  const name = tz?.replace(/^:/, "") ?? "";
  if (timeZone !== SYSTEM_ZONE || name === "" || name.startsWith("/") || ZERO.test(name)) return undefined;
  if (timeZoneOf(name) === name || offsetOf(WINTER) !== 0 || offsetOf(SUMMER) !== 0) return undefined;
  return `TZ is ${shown(tz)}, which is not a known time zone: times are shown in UTC. ` +
    "--time-zone takes a name such as Asia/Kathmandu, or an offset such as +5:45.";
}
