/**
 * Something that is measured: named, and counted in the units of Prometheus.
 *
 * @module
 */

import { Histogram } from "../observe/histogram.ts";

/** One value of a measure, and what sets it apart from its other values: `{ reason: "too_slow" }`. */
export interface MeasuredValue {
  readonly labels?: Readonly<Record<string, string>>;
  /** In the unit that the measure's name ends in. */
  readonly value: number;
}

/** A distribution. */
export interface MeasuredBuckets {
  /** Upper bounds, growing, without the infinite one; and for each how many values were up to it. */
  readonly upTo: readonly (readonly [bound: number, count: number])[];
  /** How many values there were in all, and their sum. */
  readonly count: number;
  readonly sum: number;
}

export type Measure =
  & {
    /** Its name with its unit: `chat_event_loop_lag_seconds`. */
    readonly name: string;
    /** What it tells, in one line. */
    readonly help: string;
  }
  & (
    | { readonly type: "counter" | "gauge"; readonly values: readonly MeasuredValue[] }
    | { readonly type: "histogram"; readonly buckets: MeasuredBuckets }
  );

/** The buckets of a histogram that are told: from 0.1 ms to 8 s, by powers of two; see `histogram.ts`. */
const FIRST_BUCKET = 14, LAST_BUCKET = 46, BUCKET_STEP = 2;

/** A measure, of the type that its name and its value tell. */
export function measure(
  name: string,
  help: string,
  value: number | readonly MeasuredValue[] | Histogram,
): Measure {
  if (value instanceof Histogram) {
    const upTo = value.upTo(FIRST_BUCKET, LAST_BUCKET, BUCKET_STEP)
      .map(([boundMs, count]) => [Number((boundMs / 1000).toPrecision(3)), count] as const);
    return { type: "histogram", name, help, buckets: { upTo, count: value.count, sum: value.sumMs / 1000 } };
  }
  const type = name.endsWith("_total") ? "counter" : "gauge";
  return { type, name, help, values: typeof value === "number" ? [{ value }] : value };
}
