/**
 * One set of measures for a process with several threads, made of the sets of all of them.
 *
 * @module
 */

import { type Measure, measure, type MeasuredBuckets, type MeasuredValue } from "./measure.ts";

/** What every thread knows of the whole, and the main one of what only it does: its value stands. */
const OF_THE_MAIN_THREAD =
  /^(process_|chat_store_|chat_(build_info|rooms|bus_(behind_seconds|peers|people))$)/;

/** Of these the greatest stands, or the least: all others are counts, and are added up. */
const GREATEST = /_ratio$|^chat_longest_|^chat_bus_echo_/, LEAST = /^chat_bus_up$/;

/**
 * @param main of the main thread
 * @param workers of the others
 */
export function summedMeasures(
  main: readonly Measure[],
  workers: readonly (readonly Measure[])[],
): Measure[] {
  const summed = main.map((measure) => {
    if (OF_THE_MAIN_THREAD.test(measure.name)) return measure;
    return workers.flatMap((all) => named(measure.name, all) ?? []).reduce(together, measure);
  });
  return [...summed, spread(workers)];
}

/** How the connections are spread: the system sends each one to some worker. */
function spread(workers: readonly (readonly Measure[])[]): Measure {
  const values = workers.map((all, i) => {
    const connections = named("chat_connections", all);
    const value = connections?.type === "gauge" ? connections.values[0]!.value : 0;
    return { labels: { worker: String(i + 1) }, value };
  });
  return measure("chat_worker_connections", "Connections that are open, by worker.", values);
}

function named(name: string, all: readonly Measure[]): Measure | undefined {
  return all.find((measure) => measure.name === name);
}

function together(a: Measure, b: Measure): Measure {
  if (a.type === "histogram") {
    return b.type === "histogram" ? { ...a, buckets: bucketsOf(a.buckets, b.buckets) } : a;
  }
  if (b.type === "histogram") return a;
  const add = addFor(a.name);
  return { ...a, values: valuesOf(a.values, b.values, add) };
}

function addFor(name: string): (x: number, y: number) => number {
  if (LEAST.test(name)) return Math.min;
  return GREATEST.test(name) ? Math.max : (x, y) => x + y;
}

function valuesOf(
  a: readonly MeasuredValue[],
  b: readonly MeasuredValue[],
  add: (x: number, y: number) => number,
): MeasuredValue[] {
  const all = new Map<string, MeasuredValue>();
  for (const each of [...a, ...b]) {
    const key = JSON.stringify(each.labels ?? {}), value = all.get(key)?.value;
    all.set(key, value === undefined ? each : { ...each, value: add(value, each.value) });
  }
  return [...all.values()];
}

function bucketsOf(a: MeasuredBuckets, b: MeasuredBuckets): MeasuredBuckets {
  const upTo = a.upTo.map(([bound, count], i) => [bound, count + (b.upTo[i]?.[1] ?? 0)] as const);
  return { upTo, count: a.count + b.count, sum: a.sum + b.sum };
}
