/**
 * Everything that is measured, named and in units as Prometheus has them: seconds, bytes, `_total` for what only grows.
 * `docs/operations.md` explains each.
 *
 * @module
 */

import type { Histogram } from "../observe/histogram.ts";
import type { Farewell } from "../model/farewell.ts";
import { TASK_KINDS } from "../observe/rows.ts";
import type { Measure, MeasuredValue } from "./measure.ts";
import { type KindTotals, NO_TOTALS } from "../observe/task_group.ts";
import type { Looked } from "./parts.ts";
import { waitsFor } from "./task_rows.ts";

/** Farewells by which the server showed somebody out. */
const EVICTIONS = [
  "too_slow",
  "vanished",
  "nameless",
  "too_many_tries",
  "stranger",
  "kicked",
] as const satisfies readonly Farewell[
  "kind"
][];

/** The buckets of a histogram that are told: from 0.1 ms to 8 s, by powers of two; see `histogram.ts`. */
const FIRST_BUCKET = 14, LAST_BUCKET = 46, BUCKET_STEP = 2;

/**
 * All measures of one server.
 * @param startedAt when it started, in milliseconds since 1970
 */
export function measuresOf(parts: Looked, startedAt: number): Measure[] {
  return [
    ...ofPeople(parts),
    ...ofLines(parts),
    ...ofStore(parts),
    ...ofTasks(parts),
    ...ofProcess(parts, startedAt),
  ];
}

function ofPeople({ fanOut, people, rooms, tally, version }: Looked): Measure[] {
  const evictions = EVICTIONS.map((reason) => [reason, tally.farewells.get(reason) ?? 0] as const);
  return [
    gauge("chat_build_info", "The version that runs; always 1.", labelled("version", [[version, 1]])),
    gauge("chat_connections", "Connections now.", fanOut.readers.size),
    gauge("chat_guests", "People and programs now that gave a name.", people.size),
    gauge(
      "chat_newcomers_waiting",
      "People who gave a name and wait to be let in.",
      fanOut.snapshot().newcomers,
    ),
    gauge("chat_rooms", "Rooms now.", rooms.size),
    counter(
      "chat_connections_accepted_total",
      "Connections accepted, those turned away included.",
      tally.accepted,
    ),
    counter(
      "chat_sessions_ended_total",
      "Sessions that ended, by how.",
      labelled("farewell", tally.farewells),
    ),
    counter("chat_evictions_total", "Sessions that the server ended, by why.", labelled("reason", evictions)),
    counter("chat_refusals_total", "Polite noes, by why.", labelled("reason", tally.refusals)),
  ];
}

function ofLines({ fanOut, tally, of }: Looked): Measure[] {
  let lines = 0, bytes = 0, fullest = 0, slow = 0, oversized = 0;
  for (const { outbox } of fanOut.readers) {
    const { filling } = outbox.snapshot();
    lines += filling.lines;
    bytes += filling.bytes;
    fullest = Math.max(fullest, filling.lines / filling.maxLines, filling.bytes / filling.maxBytes);
    if (filling.overHalfSince !== undefined) slow++;
    if (filling.bytes + filling.inFlightBytes > 2 * filling.maxBytes) oversized++;
  }
  return [
    counter("chat_lines_received_total", "Lines that people and programs sent.", tally.linesIn),
    counter(
      "chat_lines_delivered_total",
      "Lines put into outboxes, each once for every reader.",
      tally.linesOut,
    ),
    counter(
      "chat_lines_skipped_total",
      "Lines that found no room in an outbox, or lost it to another reader; their readers are told.",
      tally.skipped,
    ),
    counter("chat_received_bytes_total", "Bytes read from connections.", tally.bytesIn),
    counter("chat_sent_bytes_total", "Bytes written to connections.", tally.bytesOut),
    counter("chat_writes_total", "Writes to connections; each carries all that waited.", tally.writes),
    gauge("chat_outbox_lines", "Lines that wait in all outboxes.", lines),
    gauge("chat_outbox_bytes", "Bytes that wait in all outboxes.", bytes),
    gauge("chat_outbox_fullest_ratio", "How full the fullest outbox is, from 0 to 1.", fullest),
    gauge(
      "chat_outboxes_full_ratio",
      "How full all outboxes together are, writes under way included, from 0 to 1.",
      fanOut.space.bytes / fanOut.space.maxBytes,
    ),
    gauge("chat_slow_readers", "Outboxes that are more than half full.", slow),
    gauge(
      "chat_oversized_sessions",
      "Connections that retain more than their bound; always 0 but for a bug.",
      oversized,
    ),
    histogram(
      "chat_broadcast_seconds",
      "Time to hand out what was said in a moment to all readers and to start their writes.",
      of.delivery.figures.timed,
    ),
  ];
}

function ofStore({ archive, tally, of }: Looked): Measure[] {
  const { waiting, lost } = archive.unsaved;
  return [
    gauge(
      "chat_store_up",
      "1 while what is said is saved, 0 while the store is in trouble.",
      archive.health.trouble ? 0 : 1,
    ),
    gauge(
      "chat_store_whole",
      "1 while nothing is known to be missing of what was kept, 0 until somebody has looked after it.",
      archive.health.concern ? 0 : 1,
    ),
    counter("chat_store_lines_total", "Lines saved.", tally.saved),
    counter("chat_store_failures_total", "How often the store failed.", tally.storeFailures),
    gauge("chat_store_waiting_lines", "Lines that wait for a store in trouble.", waiting),
    counter("chat_store_lost_lines_total", "Lines that were never saved, since too many waited.", lost),
    histogram("chat_store_commit_seconds", "Time to save what was said in a moment.", of.store.figures.timed),
  ];
}

function ofTasks({ tasks, fanOut, lag }: Looked): Measure[] {
  const totals = tasks.totals(), coming = fanOut.snapshot();
  const each = (value: (total: KindTotals) => number) =>
    labelled("kind", TASK_KINDS.map((kind) => [kind, value(totals.get(kind) ?? NO_TOTALS)]));
  let stuck = 0;
  for (const task of tasks.all()) {
    const { state } = task.figures;
    if (state === "idle" && waitsFor(state, task.snapshot(), coming) === "nothing") stuck++;
  }
  return [
    gauge("chat_tasks", "Tasks now, by kind.", each((total) => total.tasks)),
    counter("chat_turns_total", "Turns of tasks, by kind.", each((total) => total.polls)),
    counter(
      "chat_busy_seconds_total",
      "Time in turns of tasks, by kind.",
      each((total) => total.busyMs / 1000),
    ),
    gauge("chat_longest_turn_seconds", "The longest turn, by kind.", each((total) => total.longestMs / 1000)),
    counter("chat_long_turns_total", "Turns of more than 50 ms: everybody waited.", tasks.meter.longRuns),
    counter("chat_wakes_total", "How often tasks were woken, by kind.", each((total) => total.wakes)),
    counter(
      "chat_self_wakes_total",
      "How often tasks woke themselves, by kind.",
      each((total) => total.selfWakes),
    ),
    gauge("chat_stuck_tasks", "Tasks that wait for what nobody can settle; always 0 but for a bug.", stuck),
    histogram("chat_event_loop_lag_seconds", "How late the event loop is.", lag.lags),
  ];
}

function ofProcess({ usage }: Looked, startedAt: number): Measure[] {
  const { cpuMs, residentBytes, heapBytes } = usage();
  return [
    counter("process_cpu_seconds_total", "CPU time of the process.", cpuMs / 1000),
    gauge("process_resident_memory_bytes", "Memory of the process.", residentBytes),
    gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", startedAt / 1000),
    gauge("chat_heap_bytes", "Memory of the objects of the program.", heapBytes),
  ];
}

function gauge(name: string, help: string, value: number | readonly MeasuredValue[]): Measure {
  return { type: "gauge", name, help, values: valuesOf(value) };
}

function counter(name: string, help: string, value: number | readonly MeasuredValue[]): Measure {
  return { type: "counter", name, help, values: valuesOf(value) };
}

function histogram(name: string, help: string, durations: Histogram): Measure {
  const upTo = durations.upTo(FIRST_BUCKET, LAST_BUCKET, BUCKET_STEP)
    .map(([boundMs, count]) => [Number((boundMs / 1000).toPrecision(3)), count] as const);
  return {
    type: "histogram",
    name,
    help,
    buckets: { upTo, count: durations.count, sum: durations.sumMs / 1000 },
  };
}

function valuesOf(value: number | readonly MeasuredValue[]): readonly MeasuredValue[] {
  return typeof value === "number" ? [{ value }] : value;
}

function labelled<K extends string>(label: string, values: Iterable<readonly [K, number]>): MeasuredValue[] {
  return [...values].map(([key, value]) => ({ labels: { [label]: key }, value }));
}
