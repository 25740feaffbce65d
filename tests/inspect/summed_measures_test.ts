import { assertEquals } from "@std/assert";
import { type Measure, measure } from "../../lib/inspect/measure.ts";
import { summedMeasures } from "../../lib/inspect/summed_measures.ts";
import { Histogram } from "../../lib/observe/histogram.ts";

function setOf(connections: number, late: readonly number[]): Measure[] {
  const lag = new Histogram();
  for (const ms of late) lag.add(ms);
  const by = (label: string, all: Record<string, number>) =>
    Object.entries(all).map(([key, value]) => ({ labels: { [label]: key }, value }));
  return [
    measure("chat_rooms", "", 7),
    measure("chat_connections", "", connections),
    measure("chat_outbox_fullest_ratio", "", connections / 10),
    measure(
      "chat_refusals_total",
      "",
      by("reason", connections > 3 ? { full: 2, bad_name: 1 } : { full: 5 }),
    ),
    measure("chat_store_lines_total", "", connections),
    measure("process_resident_memory_bytes", "", 100 + connections),
    measure("chat_event_loop_lag_seconds", "", lag),
  ];
}

Deno.test("summedMeasures() adds up what each thread counts, and leaves the whole as the main thread knows it", () => {
  const summed = summedMeasures(setOf(0, [1]), [setOf(3, [1, 100]), setOf(5, [])]);
  const simple = summed.flatMap((it) => it.type === "histogram" ? [] : [[it.name, it.values]]);
  assertEquals(Object.fromEntries(simple), {
    chat_rooms: [{ value: 7 }],
    chat_connections: [{ value: 8 }],
    chat_outbox_fullest_ratio: [{ value: 0.5 }],
    chat_refusals_total: [
      { labels: { reason: "full" }, value: 12 },
      { labels: { reason: "bad_name" }, value: 1 },
    ],
    chat_store_lines_total: [{ value: 0 }],
    process_resident_memory_bytes: [{ value: 100 }],
    chat_worker_connections: [{ labels: { worker: "1" }, value: 3 }, { labels: { worker: "2" }, value: 5 }],
  });
  const lag = summed.find(({ name }) => name === "chat_event_loop_lag_seconds");
  assertEquals(lag?.type === "histogram" && lag.buckets.count, 3);
  assertEquals(lag?.type === "histogram" && lag.buckets.upTo.at(-1)![1], 3);
});

Deno.test("summedMeasures() tells of the bus once: it is up where it is for all, and what waits is added up", () => {
  const of = (up: number, waiting: number, echo: number, people: number) => [
    measure("chat_connections", "", 0),
    measure("chat_bus_up", "", up),
    measure("chat_bus_waiting", "", waiting),
    measure("chat_bus_echo_seconds", "", echo),
    measure("chat_bus_people", "", people),
  ];
  const summed = summedMeasures(of(1, 0, 0, 9), [of(1, 2, 0.1, 8), of(0, 3, 0.2, 7)]);
  const values = summed.slice(1, -1).flatMap((it) => it.type === "histogram" ? [] : [it.values[0]!.value]);
  assertEquals(values, [0, 5, 0.2, 9]);
});
