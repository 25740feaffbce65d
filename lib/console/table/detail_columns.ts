/**
 * The columns of the tables below details: the operations on a resource, and the rows of a task's peer.
 *
 * @module
 */

import type { OperationRow } from "../../observe/rows.ts";
import type { ViewContext } from "../state/context.ts";
import { isTask } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";
import { type Column, textColumn } from "./columns.ts";
import { fillingSpan } from "./resource_columns.ts";
import {
  BUSY,
  durationColumn,
  factsText,
  ID,
  kindColumn,
  LOCATION,
  NAME,
  POLLS,
  TOTAL,
  warnColumn,
} from "./shared_columns.ts";
import { stateSpan } from "./task_columns.ts";

/** The task of an operation, by number and name. */
function taskText({ task }: OperationRow, { picture }: ViewContext): string {
  const row = picture.rows.tasks.get(task);
  return row === undefined ? String(task) : `${task} ${row.kind} ${row.name}`;
}

/** More about an operation, and first whether it is waited for now. */
function attributesText({ isWaiting, attributes }: OperationRow, { words }: ViewContext): string {
  return [...(isWaiting ? [words.details.waiting] : []), factsText(attributes)].join(" ");
}

/** By which task an operation is done, and from where. */
export const OPERATION_COLUMNS: readonly Column<OperationRow>[] = [
  ID,
  textColumn("task", 16, taskText, { wide: 34, isAnchor: true, tone: "strong", key: ({ task }) => task }),
  textColumn("source", 14, ({ source }) => source, { wide: 26 }),
  TOTAL,
  BUSY,
  durationColumn("idle", ({ bornAt, busyMs }, now) => Math.max(0, now - bornAt - busyMs)),
  POLLS,
  textColumn("attributes", 8, attributesText, { wide: 40 }),
];

export const RELATED_COLUMNS: readonly Column<AnyRow>[] = [
  warnColumn(({ id }) => -id),
  ID,
  textColumn("what", 8, (row, { words }) => isTask(row) ? words.details.task : words.details.resource, {
    key: (row) => isTask(row) ? 0 : 1,
  }),
  kindColumn(8),
  NAME,
  {
    name: "how",
    width: 23,
    cell: (row, context) => isTask(row) ? stateSpan(row, context) : fillingSpan(row.filling, context),
    key: (row) => isTask(row) ? row.state : row.filling?.bytes,
  },
  LOCATION,
];
