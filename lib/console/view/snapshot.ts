/**
 * One look at a server, without a terminal (`--once`): a snapshot as JSON for scripts, or as plain tables for people.
 *
 * @module
 */

import { INSIDE_VERSION, type Update } from "../../observe/console_protocol.ts";
import type { TaskRow } from "../../observe/rows.ts";
import { screenText } from "../../text/clean_text.ts";
import { padded, widthOf } from "../../text/width.ts";
import type { ConsoleSettings } from "../settings/settings.ts";
import { greetingOf, UPDATE } from "../source/inside_line.ts";
import type { ViewContext } from "../state/context.ts";
import { emptyPicture } from "../state/picture.ts";
import { warningsOf } from "../state/warnings.ts";
import type { Column } from "../table/columns.ts";
import { RESOURCE_COLUMNS, TASK_COLUMNS } from "../table/table_columns.ts";
import { bytesText, durationText, percentText } from "../words/quantities.ts";
import { signsOf } from "../words/signs.ts";
import { type ColumnName, wordsOf } from "../words/words.ts";

/** Everything a server shows, at one moment. */
export interface Snapshot extends Omit<Update, "kind"> {
  readonly kind: "snapshot";
  /** {@linkcode INSIDE_VERSION}. */
  readonly protocol: number;
  readonly version: string;
  readonly startedAt: number;
}

/**
 * The snapshot that a value is.
 * @throws {ConnectionProblem} where it is none, or of another version
 */
export function snapshotIn(value: unknown): Snapshot {
  return greetingOf(value, "snapshot", UPDATE) as Snapshot;
}

/** The snapshot with its warnings, as JSON, ended by a newline. */
export function snapshotJson(snapshot: Snapshot, settings: ConsoleSettings): string {
  const warnings = warningsOf(snapshot, settings);
  return JSON.stringify({ ...snapshot, protocol: INSIDE_VERSION, warnings }, undefined, 2) + "\n";
}

/** The snapshot as tables, ended by a newline: what is wrong first, then the tasks by how busy they were. */
export function snapshotText(snapshot: Snapshot, settings: ConsoleSettings): string {
  const { tasks, resources, now, figures, version, startedAt } = snapshot;
  const words = wordsOf(settings), { header } = words, signs = signsOf(settings);
  const inState = (...wanted: TaskRow["state"][]) =>
    String(tasks.filter(({ state }) => wanted.includes(state)).length);
  const title = [
    `chat-server ${header.up(version, durationText(now - startedAt, signs))}`,
    header.people(String(figures.guests)),
    header.tasks(String(tasks.length), inState("running", "scheduled"), inState("idle"), inState("done")),
    header.resources(String(resources.length)),
    header.processor(percentText(figures.cpuMs, now - startedAt)),
    header.memory(bytesText(figures.residentBytes)),
  ].join(", ");
  const wrong = [...figures.troubles, ...warningsOf(snapshot, settings).map(({ sentence }) => sentence)];
  const busiest = tasks.toSorted((a, b) => b.busyMs - a.busyMs);
  const fullest = resources.toSorted((a, b) => (b.filling?.bytes ?? -1) - (a.filling?.bytes ?? -1));
  const picture = emptyPicture(0), findingsById = new Map();
  const context: ViewContext = { settings, words, signs, picture, now, findings: [], findingsById };
  const lines = [
    title,
    ...wrong.map((sentence) => `${signs.warning} ${sentence}`),
    "",
    ...tableLines(TASK_COLUMNS, busiest, context, { polls: ({ polls }) => String(polls) }),
    "",
    ...tableLines(RESOURCE_COLUMNS, fullest, context, {
      outbox: ({ filling }) =>
        filling ? `${percentText(filling.bytes, filling.maxBytes)} ${bytesText(filling.bytes)}` : "",
    }),
  ];
  return lines.map((line) => screenText(line, settings.isAscii) + "\n").join("");
}

/** A table without warnings, its columns as wide as what is in them; some of them tell more than on a screen. */
function tableLines<Row>(
  [, ...columns]: readonly Column<Row>[],
  rows: readonly Row[],
  context: ViewContext,
  texts: Readonly<Partial<Record<ColumnName, (row: Row) => string>>>,
): string[] {
  const titles = columns.map(({ name }) => context.words.columns[name]);
  const cells = rows.map((row) =>
    columns.map(({ name, cell }) => texts[name]?.(row) ?? cell(row, context).text)
  );
  const all = [titles, ...cells];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => widthOf(row[column]!))));
  return all.map((row) => row.map((cell, column) => padded(cell, widths[column]!)).join("  ").trimEnd());
}
