/**
 * Everything that is measured, named and in units as Prometheus has them: seconds, bytes, `_total` for what only grows.
 * `docs/operations.md` explains each.
 *
 * @module
 */

import type { Histogram } from "../observe/histogram.ts";
import type { Farewell } from "../model/farewell.ts";
import { DOORS } from "../model/door.ts";
import { TASK_KINDS } from "../observe/rows.ts";
import type { Passage } from "../observe/tally.ts";
import { busMeasures } from "./bus_measures.ts";
import { type Measure, measure, type MeasuredValue } from "./measure.ts";
import { type KindTotals, NO_TOTALS } from "../observe/task_group.ts";
import type { Looked } from "./parts.ts";
import { waitsFor } from "./task_rows.ts";

/** All measures in their order, and what each tells. */
const HELP = {
  chat_build_info: "Always 1; its label is the version.",
  chat_connections: "Connections that are open.",
  chat_guests: "People and programs that are in the chat by this server.",
  chat_newcomers_waiting: "People who gave a name and wait to enter the chat.",
  chat_rooms: "Rooms that exist.",
  chat_held_seats: "Seats whose client lost its connection and may come back.",
  chat_seats_resumed_total: "Seats whose client came back at another connection.",
  chat_seats_expired_total: "Seats whose client did not come back in time.",
  chat_connections_accepted_total: "Connections that came in, including those that were turned away at once.",
  chat_door_connections: "Connections that are open, by door: the way they came in.",
  chat_door_accepted_total: "Connections that came in, by door, once it was known what they speak.",
  chat_sessions_ended_total: "Sessions that ended, by farewell: the way they ended.",
  chat_evictions_total: "Sessions the server ended, by reason.",
  chat_refusals_total: "Refusals told to people and programs, by reason.",
  chat_lines_received_total: "Lines received from people and programs, names and commands included.",
  chat_lines_delivered_total: "Lines put into outboxes; a line counts once for every reader.",
  chat_lines_skipped_total:
    "Lines skipped because their outbox, or all outboxes together, were full; readers are told how many.",
  chat_received_bytes_total: "Bytes read from connections.",
  chat_sent_bytes_total: "Bytes written to connections.",
  chat_writes_total: "Writes to connections; one write sends all lines that wait.",
  chat_outbox_lines: "Lines that wait in all outboxes.",
  chat_outbox_bytes: "Bytes that wait in all outboxes.",
  chat_outbox_fullest_ratio: "How full the fullest outbox is, from 0 to 1.",
  chat_outboxes_full_ratio: "How full all outboxes together are, from 0 to 1; writes in progress count.",
  chat_slow_readers: "Outboxes that are more than half full.",
  chat_oversized_sessions: "Connections that hold more bytes than their limit; any value but 0 is a bug.",
  chat_broadcast_seconds:
    "Time to put one batch of lines into the outboxes of all readers and to start writing.",
  chat_store_up: "1 while new lines are saved, 0 while the store cannot save them.",
  chat_store_whole: "1 while no kept line is known to be lost or unreadable, else 0; the log says why.",
  chat_store_lines_total: "Lines saved.",
  chat_store_failures_total: "Failures of the store.",
  chat_store_waiting_lines: "Lines that wait because the store cannot save them.",
  chat_store_lost_lines_total: "Lines that were never saved, because too many waited.",
  chat_store_commit_seconds: "Time to save one batch of lines.",
  chat_tasks:
    "Tasks that exist, by kind; a task is something that goes on in the server, such as reading one connection.",
  chat_turns_total: "Turns of tasks, by kind; a turn is one run without a pause.",
  chat_busy_seconds_total: "Time that tasks spent in their turns, by kind.",
  chat_longest_turn_seconds: "The longest turn since the start, by kind.",
  chat_long_turns_total: "Turns longer than 50 ms: everything else waited meanwhile.",
  chat_wakes_total: "How often tasks were woken, by kind.",
  chat_self_wakes_total: "Wakes of tasks by themselves, by kind; many of them mean a busy loop.",
  chat_stuck_tasks: "Tasks that wait for something that cannot happen; any value but 0 is a bug.",
  chat_event_loop_lag_seconds: "How late the event loop runs its timers.",
  process_cpu_seconds_total: "CPU time of the process.",
  process_resident_memory_bytes: "Resident memory of the process.",
  process_start_time_seconds: "When the process started, in seconds since 1970.",
  chat_heap_bytes: "Memory that the objects of the program use (the heap).",
};

/** Farewells by which the server showed somebody out. */
const EVICTIONS: readonly Farewell["kind"][] = [
  "too_slow",
  "vanished",
  "nameless",
  "too_many_tries",
  "stranger",
  "kicked",
  "full",
];

/**
 * All measures of one server.
 * @param startedAt when it started, in milliseconds since 1970
 */
export function measuresOf(parts: Looked, startedAt: number): Measure[] {
  const values: Record<keyof typeof HELP, number | readonly MeasuredValue[] | Histogram> = {
    ...ofPeople(parts),
    ...ofLines(parts),
    ...ofStore(parts),
    ...ofTasks(parts),
    ...ofProcess(parts, startedAt),
  };
  const all = (Object.keys(HELP) as (keyof typeof HELP)[]).map((name) =>
    measure(name, HELP[name], values[name])
  );
  const { node, people } = parts.chat;
  return node === undefined ? all : [...all, ...busMeasures(node(), people.size)];
}

function ofPeople({ fanOut, chat: { seating, rooms }, tally, version }: Looked) {
  const evictions = EVICTIONS.map((reason) => [reason, tally.farewells.get(reason) ?? 0] as const);
  const byDoor = (value: (passage: Passage) => number) =>
    labelled("door", DOORS.map((door) => [door, value(tally.doors[door])]));
  return {
    chat_build_info: labelled("version", [[version, 1]]),
    chat_connections: fanOut.readers.size,
    chat_guests: seating.size,
    chat_newcomers_waiting: fanOut.snapshot().newcomers,
    chat_rooms: rooms.size,
    chat_held_seats: [...fanOut.readers].filter(({ outbox }) => outbox.heldSince !== undefined).length,
    chat_seats_resumed_total: tally.resumed,
    chat_seats_expired_total: tally.expired,
    chat_connections_accepted_total: tally.accepted,
    chat_door_connections: byDoor(({ open }) => open),
    chat_door_accepted_total: byDoor(({ accepted }) => accepted),
    chat_sessions_ended_total: labelled("farewell", tally.farewells),
    chat_evictions_total: labelled("reason", evictions),
    chat_refusals_total: labelled("reason", tally.refusals),
  };
}

function ofLines({ fanOut, tally, of }: Looked) {
  let lines = 0, bytes = 0, fullest = 0, slow = 0, oversized = 0;
  for (const { outbox } of fanOut.readers) {
    const { filling } = outbox.snapshot();
    lines += filling.lines;
    bytes += filling.bytes;
    fullest = Math.max(fullest, filling.lines / filling.maxLines, filling.bytes / filling.maxBytes);
    if (filling.overHalfSince !== undefined) slow++;
    if (filling.bytes + filling.inFlightBytes > 2 * filling.maxBytes) oversized++;
  }
  return {
    chat_lines_received_total: tally.linesIn,
    chat_lines_delivered_total: tally.linesOut,
    chat_lines_skipped_total: tally.skipped,
    chat_received_bytes_total: tally.bytesIn,
    chat_sent_bytes_total: tally.bytesOut,
    chat_writes_total: tally.writes,
    chat_outbox_lines: lines,
    chat_outbox_bytes: bytes,
    chat_outbox_fullest_ratio: fullest,
    chat_outboxes_full_ratio: fanOut.space.bytes / fanOut.space.maxBytes,
    chat_slow_readers: slow,
    chat_oversized_sessions: oversized,
    chat_broadcast_seconds: of.delivery.figures.sizes.timed,
  };
}

function ofStore({ archive: { health, unsaved }, tally, of }: Looked) {
  return {
    chat_store_up: health.trouble ? 0 : 1,
    chat_store_whole: health.concern ? 0 : 1,
    chat_store_lines_total: tally.saved,
    chat_store_failures_total: tally.storeFailures,
    chat_store_waiting_lines: unsaved.waiting,
    chat_store_lost_lines_total: unsaved.lost,
    chat_store_commit_seconds: of.store.figures.sizes.timed,
  };
}

function ofTasks({ tasks, fanOut, lag }: Looked) {
  const totals = tasks.totals(), coming = fanOut.snapshot();
  const each = (value: (total: KindTotals) => number) =>
    labelled("kind", TASK_KINDS.map((kind) => [kind, value(totals.get(kind) ?? NO_TOTALS)]));
  let stuck = 0;
  for (const task of tasks.all()) {
    const { state } = task.figures;
    if (state === "idle" && waitsFor(state, task.snapshot(), coming) === "nothing") stuck++;
  }
  return {
    chat_tasks: each((total) => total.tasks),
    chat_turns_total: each((total) => total.polls),
    chat_busy_seconds_total: each((total) => total.busyMs / 1000),
    chat_longest_turn_seconds: each((total) => total.longestMs / 1000),
    chat_long_turns_total: tasks.meter.longRuns,
    chat_wakes_total: each((total) => total.wakes),
    chat_self_wakes_total: each((total) => total.selfWakes),
    chat_stuck_tasks: stuck,
    chat_event_loop_lag_seconds: lag.lags,
  };
}

function ofProcess({ usage }: Looked, startedAt: number) {
  const { cpuMs, residentBytes, heapBytes } = usage();
  return {
    process_cpu_seconds_total: cpuMs / 1000,
    process_resident_memory_bytes: residentBytes,
    process_start_time_seconds: startedAt / 1000,
    chat_heap_bytes: heapBytes,
  };
}

function labelled<K extends string>(label: string, values: Iterable<readonly [K, number]>): MeasuredValue[] {
  return Array.from(values, ([key, value]) => ({ labels: { [label]: key }, value }));
}
