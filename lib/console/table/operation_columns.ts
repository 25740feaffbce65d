/**
 * The columns of the table of asynchronous operations: what is waited for at one resource, and by which task.
 *
 * @module
 */

import type { OperationRow } from "../../observe/rows.ts";
import type { Column } from "./columns.ts";
import { span } from "../words/lines.ts";
import type { Seeing } from "../state/context.ts";
import { durationColumn, factsText, idColumn, pollsColumn, totalColumn } from "./shared_columns.ts";

/** The task that does it, by number and name. */
function taskText({ task }: OperationRow, { picture }: Seeing): string {
  const row = picture.rows.tasks.get(task);
  return row === undefined ? String(task) : `${task} ${row.kind} ${row.name}`;
}

/** More about it, and first whether it is waited for now. */
function attributesText({ isWaiting, attributes }: OperationRow, { words }: Seeing): string {
  return [...(isWaiting ? [words.details.waiting] : []), factsText(attributes)].join(" ");
}

/** The columns, in their order. */
export const OPERATION_COLUMNS: readonly Column<OperationRow>[] = [
  idColumn(),
  {
    name: "task",
    width: 16,
    wide: 34,
    isAnchor: true,
    cell: (operation, seeing) => span(taskText(operation, seeing), "strong"),
    key: ({ task }) => task,
  },
  { name: "source", width: 14, wide: 26, cell: ({ source }) => span(source), key: ({ source }) => source },
  totalColumn(),
  durationColumn("busy", ({ busyMs }) => busyMs),
  durationColumn("idle", ({ bornAt, busyMs }, now) => Math.max(0, now - bornAt - busyMs)),
  pollsColumn(),
  {
    name: "attributes",
    width: 8,
    wide: 40,
    cell: (operation, seeing) => span(attributesText(operation, seeing)),
    key: (operation, seeing) => attributesText(operation, seeing),
  },
];
