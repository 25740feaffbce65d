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
    gauge(
      "chat_build_info",
      "The version, as a label; always 1.",
      labelled("version", [[version, 1]]),
    ),
    gauge("chat_connections", "Connections that are open.", fanOut.readers.size),
    gauge("chat_guests", "People and programs that are in the chat.", people.size),
    gauge(
      "chat_newcomers_waiting",
      "People who gave a name and wait to enter the chat.",
      fanOut.snapshot().newcomers,
    ),
    gauge("chat_rooms", "Rooms that exist.", rooms.size),
    counter(
      "chat_connections_accepted_total",
      "Connections accepted, including those that were refused at once.",
      tally.accepted,
    ),
    counter(
      "chat_sessions_ended_total",
      "Sessions that ended, by farewell: how they ended.",
      labelled("farewell", tally.farewells),
    ),
    counter(
      "chat_evictions_total",
      "Sessions the server ended, by reason.",
      labelled("reason", evictions),
    ),
    counter("chat_refusals_total", "Requests refused, by reason.", labelled("reason", tally.refusals)),
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
    counter("chat_lines_received_total", "Lines received from people and programs.", tally.linesIn),
    counter(
      "chat_lines_delivered_total",
      "Lines put into outboxes; a line counts once for every reader.",
      tally.linesOut,
    ),
    counter(
      "chat_lines_skipped_total",
      "Lines skipped because their outbox, or all outboxes together, were full; readers are told how many.",
      tally.skipped,
    ),
    counter("chat_received_bytes_total", "Bytes read from connections.", tally.bytesIn),
    counter("chat_sent_bytes_total", "Bytes written to connections.", tally.bytesOut),
    counter("chat_writes_total", "Writes to connections; one write sends all lines that wait.", tally.writes),
    gauge("chat_outbox_lines", "Lines that wait in all outboxes.", lines),
    gauge("chat_outbox_bytes", "Bytes that wait in all outboxes.", bytes),
    gauge("chat_outbox_fullest_ratio", "How full the fullest outbox is, from 0 to 1.", fullest),
    gauge(
      "chat_outboxes_full_ratio",
      "How full all outboxes together are, from 0 to 1; writes in progress count.",
      fanOut.space.bytes / fanOut.space.maxBytes,
    ),
    gauge("chat_slow_readers", "Outboxes that are more than half full.", slow),
    gauge(
      "chat_oversized_sessions",
      "Connections that hold more bytes than their limit; any value but 0 is a bug.",
      oversized,
    ),
    histogram(
      "chat_broadcast_seconds",
      "Time to put one batch of lines into the outboxes of all readers and to start writing.",
      of.delivery.figures.timed,
    ),
  ];
}

function ofStore({ archive, tally, of }: Looked): Measure[] {
  const { waiting, lost } = archive.unsaved;
  return [
    gauge(
      "chat_store_up",
      "1 while new lines are saved, 0 while the store cannot save them.",
      archive.health.trouble ? 0 : 1,
    ),
    gauge(
      "chat_store_whole",
      "1 while all kept lines can be read, 0 while some are lost or unreadable; the log says why.",
      archive.health.concern ? 0 : 1,
    ),
    counter("chat_store_lines_total", "Lines saved.", tally.saved),
    counter("chat_store_failures_total", "Failures of the store.", tally.storeFailures),
    gauge("chat_store_waiting_lines", "Lines that wait because the store cannot save them.", waiting),
    counter("chat_store_lost_lines_total", "Lines that were never saved, because too many waited.", lost),
    histogram("chat_store_commit_seconds", "Time to save one batch of lines.", of.store.figures.timed),
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
    gauge("chat_tasks", "Tasks that exist, by kind.", each((total) => total.tasks)),
    counter(
      "chat_turns_total",
      "Turns of tasks, by kind; a turn is one run without a pause.",
      each((total) => total.polls),
    ),
    counter(
      "chat_busy_seconds_total",
      "Time that tasks spent in their turns, by kind.",
      each((total) => total.busyMs / 1000),
    ),
    gauge(
      "chat_longest_turn_seconds",
      "The longest turn since the start, by kind.",
      each((total) => total.longestMs / 1000),
    ),
    counter(
      "chat_long_turns_total",
      "Turns longer than 50 ms: everything else waited meanwhile.",
      tasks.meter.longRuns,
    ),
    counter("chat_wakes_total", "How often tasks were woken, by kind.", each((total) => total.wakes)),
    counter(
      "chat_self_wakes_total",
      "How often tasks woke themselves, by kind.",
      each((total) => total.selfWakes),
    ),
    gauge(
      "chat_stuck_tasks",
      "Tasks that wait for something that cannot happen; any value but 0 is a bug.",
      stuck,
    ),
    histogram("chat_event_loop_lag_seconds", "How late the event loop runs its timers.", lag.lags),
  ];
}

function ofProcess({ usage }: Looked, startedAt: number): Measure[] {
  const { cpuMs, residentBytes, heapBytes } = usage();
  return [
    counter("process_cpu_seconds_total", "CPU time of the process.", cpuMs / 1000),
    gauge("process_resident_memory_bytes", "Resident memory of the process.", residentBytes),
    gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", startedAt / 1000),
    gauge("chat_heap_bytes", "Memory that the objects of the program use (the heap).", heapBytes),
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
