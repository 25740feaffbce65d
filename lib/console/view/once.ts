/**
 * One look at a server, without a terminal: a snapshot as JSON for scripts, or as plain tables for people.
 *
 * @module
 */

import { INSIDE_VERSION, type Update } from "../../observe/console_protocol.ts";
import type { ResourceRow, TaskRow } from "../../observe/rows.ts";
import { Hitched } from "../words/problem.ts";
import { demandVersion, isUpdateLike } from "../source/inside_line.ts";
import { wordsOf } from "../words/language.ts";
import { bytesText, durationText, percentText } from "../words/quantities.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import { factsText, totalMs } from "../table/shared_columns.ts";
import { signsOf } from "../words/signs.ts";
import { taskIdle } from "../table/task_columns.ts";
import { harmless, padded, widthOf } from "../words/text.ts";
import { warningsOf } from "../state/warnings.ts";
import type { ColumnName } from "../words/words.ts";

/** Everything a server shows, at one moment. */
export interface Snapshot extends Omit<Update, "kind"> {
  /** What this is. */
  readonly kind: "snapshot";
  /** {@linkcode INSIDE_VERSION}. */
  readonly protocol: number;
  /** The server's version. */
  readonly version: string;
  /** When the server started. */
  readonly startedAt: number;
}

/**
 * The snapshot that a value is.
 * @throws {Hitched} where it is none, or of another version
 */
export function snapshotIn(value: unknown): Snapshot {
  const snapshot = value as Partial<Snapshot> | null;
  if (snapshot?.kind !== "snapshot" || typeof snapshot.protocol !== "number") {
    throw new Hitched({ kind: "no_update" });
  }
  demandVersion(snapshot.protocol);
  if (!isUpdateLike(snapshot)) throw new Hitched({ kind: "no_update" });
  return snapshot as Snapshot;
}

/** The snapshot with its warnings, as JSON, ended by a newline. */
export function snapshotJson(snapshot: Snapshot, settings: ConsoleSettings): string {
  const { tasks, resources, now } = snapshot;
  const warnings = warningsOf(tasks, resources, settings, now);
  return JSON.stringify({ ...snapshot, protocol: INSIDE_VERSION, warnings }, undefined, 2) + "\n";
}

/** The snapshot as tables, ended by a newline: what is wrong first, then the tasks by how busy they were. */
export function snapshotText(snapshot: Snapshot, settings: ConsoleSettings): string {
  const { tasks, resources, now, figures, version, startedAt } = snapshot;
  const words = wordsOf(settings), { header } = words, signs = signsOf(settings);
  const count = ({ length }: readonly unknown[]) => String(length);
  const inState = (...wanted: TaskRow["state"][]) =>
    count(tasks.filter(({ state }) => wanted.includes(state)));
  const title = [
    `chat-server ${header.up(version, durationText(now - startedAt, signs))}`,
    header.people(String(figures.guests)),
    header.tasks(count(tasks), inState("running", "scheduled"), inState("idle"), inState("done")),
    header.resources(count(resources)),
    header.processor(percentText(figures.cpuMs, now - startedAt)),
    header.memory(bytesText(figures.residentBytes)),
  ].join(", ");
  const wrong = [...figures.troubles, ...warningsOf(tasks, resources, settings, now).map((w) => w.sentence)]
    .map((sentence) => `${signs.warning} ${sentence}`);
  const busiest = tasks.toSorted((a, b) => b.busyMs - a.busyMs);
  const fullest = resources.toSorted((a, b) => (b.filling?.bytes ?? -1) - (a.filling?.bytes ?? -1));
  const lines = [
    title,
    ...wrong,
    "",
    ...tableOf(TASK_COLUMNS, busiest.map((task) => taskCells(task, now, settings)), words.columns),
    "",
    ...tableOf(RESOURCE_COLUMNS, fullest.map((row) => resourceCells(row, now, settings)), words.columns),
  ];
  return lines.map((line) => harmless(line, settings.isAscii) + "\n").join("");
}

const TASK_COLUMNS: readonly ColumnName[] = [
  ...([
    "id",
    "state",
    "name",
    "total",
    "busy",
    "sched",
    "idle",
    "polls",
    "kind",
    "location",
    "fields",
  ] as const),
];

const RESOURCE_COLUMNS: readonly ColumnName[] = [
  ...(["id", "parent", "kind", "total", "name", "outbox", "type", "location", "attributes"] as const),
];

function taskCells(task: TaskRow, now: number, settings: ConsoleSettings): string[] {
  const signs = signsOf(settings);
  const durations = [totalMs(task, now), task.busyMs, task.schedMs, taskIdle(task, now)]
    .map((ms) => durationText(ms, signs));
  const { id, state, name, polls, kind, location } = task;
  return [
    ...[String(id), wordsOf(settings).states[state], name, ...durations, String(polls), kind, location],
    factsText(task.fields),
  ];
}

function resourceCells(resource: ResourceRow, now: number, settings: ConsoleSettings): string[] {
  const { id, parent, kind, name, filling, type, location, attributes } = resource;
  const total = durationText(totalMs(resource, now), signsOf(settings));
  const outbox = filling === undefined
    ? ""
    : `${percentText(filling.bytes, filling.maxBytes)} ${bytesText(filling.bytes)}`;
  return [
    ...[String(id), String(parent ?? ""), kind, total, name, outbox, type, location],
    factsText(attributes),
  ];
}

/** Columns as wide as what is in them. */
function tableOf(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
  titles: Readonly<Record<ColumnName, string>>,
): string[] {
  const all = [columns.map((column) => titles[column]), ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => widthOf(row[column]!))));
  return all.map((row) => row.map((cell, column) => padded(cell, widths[column]!)).join("  ").trimEnd());
}
