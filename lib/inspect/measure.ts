/**
 * Something that is measured: named, and counted in the units of Prometheus.
 *
 * @module
 */

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
