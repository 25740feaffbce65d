/**
 * Times of day as people read them, each in its own time zone.
 *
 * @module
 */

import { SYSTEM_ZONE } from "../model/time_zone.ts";

/** Most time zones whose formatters are kept: a formatter takes some kilobytes. */
const MAX_FORMATTERS = 32;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Date and time to the minute, `2026-11-23 14:05`, in a zone of `model/time_zone.ts`. Only zones with a name of their
 * own take `Intl`, whose first use costs 20 ms.
 */
export function dateTimeText(time: number, timeZone: string): string {
  const minutes = offsetOf(time, timeZone);
  return minutes === undefined ? formatterOf(timeZone).format(time) : utcText(time + minutes * 60_000);
}

/** How many minutes a zone is ahead of UTC; undefined for zones that only `Intl` knows. */
function offsetOf(time: number, timeZone: string): number | undefined {
  if (timeZone === "UTC") return 0;
  if (timeZone === SYSTEM_ZONE) return -new Date(time).getTimezoneOffset();
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(timeZone) ?? [];
  return sign === undefined ? undefined : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

function utcText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  // Sweden writes dates as ISO 8601 does.
  const formatter = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** The same, leaving away what is as it is now: `14:05` today, `11-22 14:05` this year. */
export function shortTimeText(time: number, now: number, timeZone: string): string {
  const text = dateTimeText(time, timeZone);
  const present = dateTimeText(now, timeZone);
  if (text.slice(0, 10) === present.slice(0, 10)) return text.slice(11);
  return text.slice(0, 4) === present.slice(0, 4) ? text.slice(5) : text;
}
