/**
 * Which table a view shows: all tasks, all resources, the operations on one resource, or what belongs to a task's peer.
 *
 * @module
 */

import type { OperationRow } from "../../observe/rows.ts";
import { type ConsoleState, type TableName, type TableState, viewOf } from "../state/console_state.ts";
import type { ViewContext } from "../state/context.ts";
import { relatedTo } from "../state/related.ts";
import type { AnyRow } from "../state/rows.ts";
import type { Column } from "./columns.ts";
import { filterOf, matches, searchedText } from "./filter.ts";
import { sorted, type Table, tableOf } from "./table.ts";
import { OPERATION_COLUMNS, RELATED_COLUMNS, RESOURCE_COLUMNS, TASK_COLUMNS } from "./table_columns.ts";

/** The table in the view that is looked at. */
function tableName(state: ConsoleState): TableName {
  const { kind } = viewOf(state);
  return kind === "task" ? "related" : kind === "resource" ? "operations" : kind;
}

/** How the table in view is looked at. */
export function tableState(state: ConsoleState): TableState {
  return state.tables[tableName(state)];
}

/** The state with the table in view looked at in another way. */
export function withTable(state: ConsoleState, change: Partial<TableState>): ConsoleState {
  const name = tableName(state);
  return { ...state, tables: { ...state.tables, [name]: { ...state.tables[name], ...change } } };
}

/** The rows that pass a table's filter. */
function passing<Row extends AnyRow>(
  all: Iterable<Row>,
  { filter, isOnlyWarned }: TableState,
  { findingsById, picture: { rows } }: ViewContext,
): Iterable<Row> {
  const wanted = filterOf(filter);
  return Iterator.from(all).filter((row) => {
    const findings = findingsById.get(row.id);
    if (isOnlyWarned && findings === undefined) return false;
    if (wanted.length === 0) return true;
    return matches(row, wanted, rows.textOf(row, searchedText), findings?.map((finding) => finding.name));
  });
}

export function tableInView(consoleState: ConsoleState, context: ViewContext): Table {
  const view = viewOf(consoleState), state = tableState(consoleState), { rows } = context.picture;
  switch (view.kind) {
    case "tasks":
      return whole(TASK_COLUMNS, rows.tasks);
    case "resources":
      return whole(RESOURCE_COLUMNS, rows.resources);
    case "task": {
      const task = rows.tasks.get(view.id);
      return part(RELATED_COLUMNS, task === undefined ? [] : relatedTo(task, rows));
    }
    case "resource":
      return part(OPERATION_COLUMNS, rows.resources.get(view.id)?.operations ?? []);
    default:
      throw view satisfies never;
  }

  /** A table below details. */
  function part<Row extends AnyRow | OperationRow>(columns: readonly Column<Row>[], all: readonly Row[]) {
    return tableOf(columns, sorted(all, columns, state, context), state, context);
  }

  /** A table with a filter: its order is worked out once between two updates. */
  function whole<Row extends AnyRow>(columns: readonly Column<Row>[], all: ReadonlyMap<number, Row>) {
    const { filter, isOnlyWarned, column, isInverted } = state;
    const how = `order ${view.kind} ${column} ${isInverted} ${isOnlyWarned} ${filter}`;
    const order = rows.once(
      how,
      () => sorted(passing(all.values(), state, context), columns, state, context),
    );
    return tableOf(columns, order, state, context);
  }
}
