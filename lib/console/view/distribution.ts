/**
 * Durations by size, as percentiles and as a small histogram.
 *
 * @module
 */

import { bucketMs, type Buckets } from "../../observe/histogram.ts";

export const PERCENTILES = [10, 25, 50, 75, 90, 95, 99] as const;

export function countOf(buckets: Buckets): number {
  return buckets.reduce((sum, count) => sum + count, 0);
}

/**
 * The duration in milliseconds that so many percent do not exceed; undefined where nothing was counted. It is the upper
 * end of a bucket, so it is never too small, and at most two fifths too large.
 * @param longestMs the longest of them, where that is known
 */
export function percentileMs(
  buckets: Buckets,
  percent: number,
  longestMs = Infinity,
): number | undefined {
  const wanted = Math.max(1, Math.ceil((percent / 100) * countOf(buckets)));
  let counted = 0;
  for (const [bucket, count] of buckets.entries()) {
    counted += count;
    if (counted >= wanted) return Math.min(bucketMs(bucket), longestMs);
  }
  return undefined;
}

/** A histogram: bars as lines of text from the top down, and the durations at its ends in milliseconds. */
export interface Histogram {
  /** All of the same width. */
  readonly lines: readonly string[];
  /** The lower end of the first bar. */
  readonly fromMs: number;
  /** The upper end of the last bar. */
  readonly toMs: number;
}

/**
 * Draws a histogram at most so wide, and so many lines high; undefined where nothing was counted. Whatever was counted
 * at all can be seen: that one turn among millions was slow is what somebody looks for.
 * @param heights the signs for parts of a line, from nothing to full
 */
export function histogramOf(
  buckets: Buckets,
  columns: number,
  rows: number,
  heights: readonly string[],
): Histogram | undefined {
  const first = buckets.findIndex((count) => count > 0);
  const last = buckets.findLastIndex((count) => count > 0);
  if (first < 0 || columns < 1 || rows < 1) return undefined;
  const perBar = Math.ceil((last - first + 1) / columns);
  const bars: number[] = [];
  for (let from = first; from <= last; from += perBar) bars.push(countOf(buckets.slice(from, from + perBar)));
  const repeated = Math.max(1, Math.min(4, Math.floor(columns / bars.length))); // few bars are drawn broader
  const steps = heights.length - 1;
  const highest = Math.max(...bars);
  const levels = bars.map((count) =>
    count === 0 ? 0 : Math.max(1, Math.round((count / highest) * rows * steps))
  );
  const lines = Array.from({ length: rows }, (_, row) => {
    const below = (rows - 1 - row) * steps;
    return levels.map((level) => heights[Math.max(0, Math.min(steps, level - below))]!.repeat(repeated)).join(
      "",
    );
  });
  return {
    lines,
    fromMs: first === 0 ? 0 : bucketMs(first - 1),
    toMs: bucketMs(Math.min(buckets.length, first + bars.length * perBar) - 1),
  };
}
