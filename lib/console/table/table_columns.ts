/**
 * The columns of every table: tasks, resources, the operations on a resource, and the rows of a task's peer.
 *
 * @module
 */

import type { Filling, OperationRow, ResourceRow, TaskRow, TaskState } from "../../observe/rows.ts";
import type { ViewContext } from "../state/context.ts";
import { isTask } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";
import { type Span, span, type Tone } from "../words/lines.ts";
import { bytesText, countText } from "../words/quantities.ts";
import { type Column, textColumn } from "./columns.ts";
import * as shared from "./shared_columns.ts";

/** The states in the order in which they sort, and their tones. */
const STATE_TONES: Readonly<Record<TaskState, Tone>> = {
  running: "good",
  scheduled: "accent",
  idle: "plain",
  done: "gone",
};

/** How long a task has neither run nor waited for its turn, in milliseconds. */
export function taskIdle(task: TaskRow, now: number): number {
  return Math.max(0, shared.totalMs(task, now) - task.busyMs - task.schedMs);
}

export function stateSpan({ state }: TaskRow, { words }: ViewContext): Span {
  return span(words.states[state], STATE_TONES[state]);
}

/** How full an outbox is, from 0 to 1: by lines or by bytes, whichever is more. */
export function fullness({ lines, maxLines, bytes, maxBytes }: Filling): number {
  return Math.max(lines / Math.max(1, maxLines), bytes / Math.max(1, maxBytes));
}

/** How full an outbox is, in a few words: `82%  812 kB skip 120`. */
function fillingSpan(filling: Filling | undefined, { words }: ViewContext): Span {
  if (filling === undefined) return span("");
  const full = fullness(filling);
  const percent = `${Math.round(full * 100)}%`.padStart(4);
  const skipped = filling.skipped === 0 ? "" : ` ${words.cells.skipped(countText(filling.skipped))}`;
  const tone = full > 0.5 ? "bad" : filling.skipped > 0 ? "warn" : "plain";
  return span(`${percent} ${bytesText(filling.bytes).padStart(7)}${skipped}`, tone);
}

/** By what outboxes are sorted: the fullest, and of those the one that has skipped most. */
function fillingKey({ filling }: ResourceRow): number | undefined {
  return filling && Math.round(fullness(filling) * 1000) * 1e9 + Math.min(filling.skipped, 1e9 - 1);
}

/** The task of an operation, by number and name. */
function taskText({ task }: OperationRow, { picture }: ViewContext): string {
  const row = picture.rows.tasks.get(task);
  return row === undefined ? String(task) : `${task} ${row.kind} ${row.name}`;
}

/** More about an operation, and first whether it is waited for now. */
function attributesText({ isWaiting, attributes }: OperationRow, { words }: ViewContext): string {
  return [...(isWaiting ? [words.details.waiting] : []), shared.factsText(attributes)].join(" ");
}

export const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  shared.warnColumn(({ busyMs }) => busyMs),
  shared.ID,
  {
    name: "state",
    width: 6,
    cell: stateSpan,
    key: ({ state }) => Object.keys(STATE_TONES).indexOf(state),
  },
  shared.NAME,
  shared.TOTAL,
  shared.BUSY,
  shared.durationColumn("sched", ({ schedMs }) => schedMs),
  shared.durationColumn("idle", taskIdle),
  shared.POLLS,
  shared.kindColumn(8),
  shared.LOCATION,
  shared.factsColumn("fields", ({ fields }) => fields),
];

export const RESOURCE_COLUMNS: readonly Column<ResourceRow>[] = [
  shared.warnColumn((resource) => fillingKey(resource) ?? -1),
  shared.ID,
  textColumn("parent", 6, ({ parent }) => String(parent ?? ""), {
    isRight: true,
    key: ({ parent }) => parent,
  }),
  shared.kindColumn(6),
  shared.TOTAL,
  shared.NAME,
  {
    name: "outbox",
    width: 23,
    isGreatestFirst: true,
    cell: ({ filling }, context) => fillingSpan(filling, context),
    key: fillingKey,
  },
  textColumn("type", 11, ({ type }) => type, { wide: 16 }),
  shared.LOCATION,
  shared.factsColumn("attributes", ({ attributes }) => attributes),
];

export const OPERATION_COLUMNS: readonly Column<OperationRow>[] = [
  shared.ID,
  textColumn("task", 16, taskText, { wide: 34, isAnchor: true, tone: "strong", key: ({ task }) => task }),
  textColumn("source", 14, ({ source }) => source, { wide: 26 }),
  shared.TOTAL,
  shared.BUSY,
  shared.durationColumn("idle", ({ bornAt, busyMs }, now) => Math.max(0, now - bornAt - busyMs)),
  shared.POLLS,
  textColumn("attributes", 8, attributesText, { wide: 40 }),
];

export const RELATED_COLUMNS: readonly Column<AnyRow>[] = [
  shared.warnColumn(({ id }) => -id),
  shared.ID,
  textColumn("what", 8, (row, { words }) => isTask(row) ? words.details.task : words.details.resource, {
    key: (row) => isTask(row) ? 0 : 1,
  }),
  shared.kindColumn(8),
  shared.NAME,
  {
    name: "how",
    width: 23,
    cell: (row, context) => isTask(row) ? stateSpan(row, context) : fillingSpan(row.filling, context),
    key: (row) => isTask(row) ? row.state : row.filling?.bytes,
  },
  shared.LOCATION,
];
