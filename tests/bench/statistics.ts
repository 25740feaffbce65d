/**
 * Medians, and what pairs of runs tell: neighbours on the machine slow both runs of a pair alike, so their ratio says more
 * than the figures do.
 *
 * @module
 */

/** The middle of some values; undefined where there are none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/**
 * A difference is clear if the median of the ratios is at least so far from 1, and nearly all pairs are on that side: one
 * in so many may be on the other. By chance that is so once in about fifteen times; with fewer pairs nothing is clear.
 */
const CLEAR = 0.05, PAIRS_PER_EXCEPTION = 8;
export const CLEAR_PAIRS = 5;

/** What a figure is, as a part of another server's. */
export interface Ratios {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly verdict: "more" | "less" | "unclear";
}

/** Compares pair by pair; undefined where a figure is missing or 0. */
export function ratiosOf(
  ours: readonly (number | undefined)[],
  theirs: readonly (number | undefined)[],
): Ratios | undefined {
  const ratios = ours.map((value, pair) => (value ?? NaN) / (theirs[pair] ?? NaN));
  if (!ratios.every(Number.isFinite)) return undefined;
  const middle = median(ratios);
  if (middle === undefined) return undefined;
  const isClear = (isBeyond: (ratio: number) => boolean) =>
    ratios.length >= CLEAR_PAIRS &&
    ratios.filter((ratio) => !isBeyond(ratio)).length <= Math.floor(ratios.length / PAIRS_PER_EXCEPTION);
  const isMore = middle >= 1 + CLEAR && isClear((ratio) => ratio > 1);
  const isLess = middle <= 1 - CLEAR && isClear((ratio) => ratio < 1);
  return {
    median: middle,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    verdict: isMore ? "more" : isLess ? "less" : "unclear",
  };
}
