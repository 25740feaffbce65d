/**
 * Something that is measured, as machines are told of it: named and counted in the units of Prometheus.
 *
 * @module
 */

/** One value of a measure, and what sets it apart from its other values: `{ reason: "too_slow" }`. */
export interface MeasuredValue {
  /** Label names and their values. */
  readonly labels?: Readonly<Record<string, string>>;
  /** In the unit that the measure's name ends in. */
  readonly value: number;
}

/** A distribution: how many values were up to each bound. */
export interface MeasuredBuckets {
  /** Upper bounds, growing, without the infinite one; and for each how many values were up to it. */
  readonly upTo: readonly (readonly [bound: number, count: number])[];
  /** How many values there were in all, and their sum. */
  readonly count: number;
  /** See {@linkcode MeasuredBuckets.count}. */
  readonly sum: number;
}

/** Something that is measured, named and counted in the units of Prometheus. */
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
