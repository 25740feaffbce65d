/**
 * Durations, bytes, rates and parts of a whole, as people read them: three digits that say something, and a unit.
 *
 * @module
 */

import type { Tone } from "./lines.ts";
import type { Signs } from "./signs.ts";

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Three digits: `4.21`, `21.3`, `213`. */
function threeDigits(value: number): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

/** Two parts, the second with two digits: `3m12s`. */
function twoParts(ms: number, larger: number, smaller: number, units: readonly [string, string]): string {
  const parts = Math.floor(ms / larger);
  return `${parts}${units[0]}${String(Math.floor((ms - parts * larger) / smaller)).padStart(2, "0")}${
    units[1]
  }`;
}

/** A duration for a column: `213ms`, `4.21s`, `3m12s`; at most six columns wide up to 27 years. */
export function durationText(ms: number, signs: Pick<Signs, "micro">, gap = ""): string {
  const positive = Math.max(0, ms); // clocks may be set back
  if (positive === 0) return "0";
  if (positive < 0.9995) return `${threeDigits(positive * 1000)}${gap}${signs.micro}s`;
  if (positive < 999.5) return `${threeDigits(positive)}${gap}ms`;
  if (positive < 59_950) return `${threeDigits(positive / SECOND)}${gap}s`;
  const whole = Math.round(positive / SECOND) * SECOND;
  if (whole < HOUR) return twoParts(whole, MINUTE, SECOND, ["m", "s"]);
  if (whole < DAY) return twoParts(whole, HOUR, MINUTE, ["h", "m"]);
  return whole < 100 * DAY ? twoParts(whole, DAY, HOUR, ["d", "h"]) : `${Math.floor(whole / DAY)}d`;
}

/** A duration within a sentence: `213 ms`, `12 s`. */
export function spokenDuration(ms: number, signs: Pick<Signs, "micro">): string {
  const tellsTenths = ms < 10_000 || ms >= 59_500;
  return ms === 0
    ? "0 s"
    : spoken(durationText(tellsTenths ? ms : Math.round(ms / SECOND) * SECOND, signs, " "));
}

/** Without zeros that say nothing. */
function spoken(text: string): string {
  return text.replace(/\.(\d*?)0+ /, (_, digits) => digits === "" ? " " : `.${digits} `);
}

export function durationTone(ms: number): Tone {
  if (ms < 1) return "micros";
  if (ms < SECOND) return "millis";
  if (ms < MINUTE) return "seconds";
  return ms < HOUR ? "minutes" : "hours";
}

/** A number of bytes: `812 B`, `812 kB`, `1.05 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 999.5) return `${Math.round(bytes)} B`;
  for (const [unit, size] of [["kB", 1e3], ["MB", 1e6]] as const) {
    if (bytes < size * 999.5) return `${threeDigits(bytes / size)} ${unit}`;
  }
  return `${threeDigits(bytes / 1e9)} GB`;
}

/** A number of bytes within a sentence: `1 MB`, not `1.00 MB`. */
export function spokenBytes(bytes: number): string {
  return spoken(bytesText(bytes));
}

/** A part of a whole: `2.1 %`, `97 %`; `-` of nothing. */
export function percentText(part: number, whole: number): string {
  if (!(whole > 0)) return "-";
  const percent = (part / whole) * 100;
  return `${percent.toFixed(percent < 9.95 && percent > 0 ? 1 : 0)} %`;
}

/** How many: `99999`, then `123k`, `12.3M`: at most five columns wide. */
export function countText(count: number): string {
  if (count < 99_999.5) return String(Math.round(count));
  if (count < 999_500) return `${threeDigits(count / 1e3)}k`;
  return count < 999.5e6 ? `${threeDigits(count / 1e6)}M` : `${threeDigits(count / 1e9)}G`;
}

/** How many a second: `0.4/s`, `240/s`. */
export function rateText(perSecond: number): string {
  return `${perSecond > 0 && perSecond < 9.95 ? perSecond.toFixed(1) : countText(perSecond)}/s`;
}
