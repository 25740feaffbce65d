/**
 * Measures in the text format that Prometheus reads, version 0.0.4:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 *
 * @module
 */

import type { Measure, MeasuredBuckets } from "../inspect/measure.ts";

/** The type of the text, as the format's page gives it. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** The text: for each measure its help, its type and a line for every value. */
export function metricsText(measures: readonly Measure[]): string {
  return `${measures.map((measure) => measureLines(measure).join("\n")).join("\n\n")}\n`;
}

function measureLines(measure: Measure): string[] {
  const { name, help, type } = measure;
  return [
    `# HELP ${name} ${escaped(help)}`,
    `# TYPE ${name} ${type}`,
    ...type === "histogram"
      ? bucketLines(name, measure.buckets)
      : measure.values.map(({ labels, value }) => sampleLine(name, value, labels)),
  ];
}

/** The last bucket is the infinite one, and counts everything. */
function bucketLines(name: string, { upTo, count, sum }: MeasuredBuckets): string[] {
  return [
    ...upTo.map(([le, value]) => sampleLine(`${name}_bucket`, value, { le: String(le) })),
    sampleLine(`${name}_bucket`, count, { le: "+Inf" }),
    sampleLine(`${name}_sum`, sum),
    sampleLine(`${name}_count`, count),
  ];
}

function sampleLine(name: string, value: number, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) =>
    `${label}="${escaped(value).replaceAll('"', '\\"')}"`
  );
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${numberText(value)}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** The format knows `+Inf` and `-Inf` where JavaScript says `Infinity`. */
function numberText(value: number): string {
  return Math.abs(value) === Infinity ? (value < 0 ? "-Inf" : "+Inf") : String(value);
}
