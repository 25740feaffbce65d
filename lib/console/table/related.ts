/**
 * Who and what belongs together: tasks and resources of the same peer, the person behind them, and their outbox.
 *
 * @module
 */

import type { Facts, ResourceRow, TaskRow } from "../../observe/rows.ts";
import type { Column } from "./columns.ts";
import { span } from "../words/lines.ts";
import { fillingSpan } from "./resource_columns.ts";
import type { Rows } from "../state/rows.ts";
import { stateSpan } from "./task_columns.ts";
import { idColumn, kindColumn, locationColumn, nameColumn, warnColumn } from "./shared_columns.ts";

/** A task or a resource. */
export type AnyRow = TaskRow | ResourceRow;

/** Whether a row is a task. */
export function isTask(row: AnyRow): row is TaskRow {
  return "state" in row;
}

/** The row of this number. */
export function rowOf(rows: Rows, id: number): AnyRow | undefined {
  return rows.tasks.get(id) ?? rows.resources.get(id);
}

/** What is told of a row besides its figures. */
function factsOf(row: AnyRow): Facts {
  return isTask(row) ? row.fields : row.attributes;
}

/** The peer at the other end of a row's connection; undefined where there is none. */
export function peerOf(row: AnyRow): string | undefined {
  const peer = factsOf(row)["peer"];
  return peer === undefined || peer === "" ? undefined : String(peer);
}

/** Whoever is behind a row that has a peer: `anna (127.0.0.1:4242)`. */
export function whoIs(row: AnyRow): string {
  const peer = peerOf(row);
  const name = String(factsOf(row)["person"] ?? row.name);
  return peer === undefined || name === peer ? name : `${name} (${peer})`;
}

/** All other rows of the same peer; a scan, because it is made once between two updates. */
export function relatedTo(row: AnyRow, rows: Rows): readonly AnyRow[] {
  const peer = peerOf(row);
  if (peer === undefined) return [];
  return rows.once(`related ${row.id}`, () =>
    [...rows.tasks.values(), ...rows.resources.values()]
      .filter((other) => other.id !== row.id && peerOf(other) === peer));
}

/** The outbox that a row is, or that belongs to its peer. */
export function outboxOf(row: AnyRow, rows: Rows): ResourceRow | undefined {
  if (!isTask(row) && row.kind === "outbox") return row;
  return relatedTo(row, rows).find((other): other is ResourceRow =>
    !isTask(other) && other.kind === "outbox"
  );
}

/** The columns of the table of related rows. */
export const RELATED_COLUMNS: readonly Column<AnyRow>[] = [
  warnColumn(({ id }) => -id),
  idColumn(),
  {
    name: "what",
    width: 8,
    cell: (row, { words }) => span(isTask(row) ? words.details.task : words.details.resource),
    key: (row) => isTask(row) ? 0 : 1,
  },
  kindColumn(8),
  nameColumn(),
  {
    name: "how",
    width: 23,
    cell: (row, seeing) => isTask(row) ? stateSpan(row, seeing) : fillingSpan(row.filling, seeing),
    key: (row) => isTask(row) ? row.state : row.filling?.bytes,
  },
  locationColumn(),
];
