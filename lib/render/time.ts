/**
 * Times of day as people read them, each in its own time zone.
 *
 * @module
 */

import { SYSTEM_ZONE } from "../model/time_zone.ts";

/** Most time zones whose formatters are kept: a formatter takes some kilobytes. */
const MAX_FORMATTERS = 32;

/** For how long an offset is remembered: clocks are changed on the quarter of an hour. */
const OFFSET_MS = 15 * 60_000;

/** Most time zones whose offsets are: more than there are. */
const MAX_OFFSETS = 1000;

const offsets = new Map<string, { readonly quarter: number; readonly minutes: number }>();

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

/** A time of day, `14:05`. It is asked for with every line: a formatter takes ten times as long. */
export function clockText(time: number, timeZone: string): string {
  const minutes = offsetOf(time, timeZone) ?? namedOffsetOf(time, timeZone);
  return utcText(time + minutes * 60_000).slice(11);
}

/** How many minutes a zone that only `Intl` knows is ahead of UTC. */
function namedOffsetOf(time: number, timeZone: string): number {
  const quarter = Math.floor(time / OFFSET_MS), known = offsets.get(timeZone);
  if (known?.quarter === quarter) return known.minutes;
  if (offsets.size >= MAX_OFFSETS) offsets.clear();
  const local = Date.parse(`${formatterOf(timeZone).format(time).replace(" ", "T")}Z`);
  const minutes = Math.ceil((local - time) / 60_000); // the local time is told to the minute
  offsets.set(timeZone, { quarter, minutes });
  return minutes;
}

/** The same, leaving away what is as it is now: `14:05` today, `11-22 14:05` this year. */
export function shortTimeText(time: number, now: number, timeZone: string): string {
  const text = dateTimeText(time, timeZone);
  const present = dateTimeText(now, timeZone);
  if (text.slice(0, 10) === present.slice(0, 10)) return text.slice(11);
  return text.slice(0, 4) === present.slice(0, 4) ? text.slice(5) : text;
}
