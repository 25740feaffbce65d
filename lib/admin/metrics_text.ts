/**
 * Measures in the text format that Prometheus reads (version 0.0.4), printed by prom-client.
 *
 * That library counts by itself, and here it is all counted already; so its way of printing what other processes have
 * counted is used. Of the library only that part is loaded, with the first scrape, and never where nobody scrapes: it
 * holds the event loop for 5 to 20 ms once, the whole library would for 35 to 100.
 *
 * @module
 */

import type { AggregatorRegistry } from "prom-client";
import type { Measure, MeasuredBuckets } from "../inspect/measure.ts";

/** The type of the text, as Prometheus' documentation of the format gives it. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Files that are open at once while the library is loaded, with some to spare. */
const FILES_AT_ONCE = 4;

/** One line of the text: prom-client's own shape. */
interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Where it differs from the measure's: `..._bucket`. */
  readonly metricName?: string;
}

/**
 * Prints as {@linkcode metricsText} does, from the time on when there was a descriptor to load the library with; before
 * that its text is undefined. Failing to load it for want of one would end the process.
 * @param has whether so many descriptors are free
 */
export function metricsPrinter(
  has: (descriptors: number) => boolean,
): (measures: readonly Measure[]) => Promise<string | undefined> {
  let isLoaded = false;
  return async (measures) => {
    if (!isLoaded && !has(FILES_AT_ONCE)) return undefined;
    const text = await metricsText(measures);
    isLoaded = true;
    return text;
  };
}

/** The text. */
export async function metricsText(measures: readonly Measure[]): Promise<string> {
  const { default: Printer } = await import("prom-client/lib/cluster.js") as {
    default: Pick<typeof AggregatorRegistry, "aggregate">;
  };
  const counted = measures.map((measure) => ({
    name: measure.name,
    help: measure.help,
    type: measure.type,
    aggregator: "first", // there is one process
    values: measure.type === "histogram" ? bucketsOf(measure.name, measure.buckets) : samplesOf(measure),
  }));
  return await Printer.aggregate([counted]).metrics();
}

function samplesOf(measure: Extract<Measure, { values: unknown }>): Sample[] {
  return measure.values.map(({ labels = {}, value }) => ({ labels, value }));
}

/** As Prometheus wants it: the last bucket is the infinite one, and counts everything. */
function bucketsOf(name: string, { upTo, count, sum }: MeasuredBuckets): Sample[] {
  const bounded = upTo.map(([le, value]) => ({ metricName: `${name}_bucket`, labels: { le }, value }));
  return [
    ...bounded,
    { metricName: `${name}_bucket`, labels: { le: "+Inf" }, value: count },
    { metricName: `${name}_sum`, labels: {}, value: sum },
    { metricName: `${name}_count`, labels: {}, value: count },
  ];
}
