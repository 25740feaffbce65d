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
import { OPERATION_COLUMNS, RELATED_COLUMNS } from "./detail_columns.ts";
import { filterOf, matches, searchedText } from "./filter.ts";
import { RESOURCE_COLUMNS } from "./resource_columns.ts";
import { sorted, type Table, tableOf } from "./table.ts";
import { TASK_COLUMNS } from "./task_columns.ts";

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

/** The table that is looked at. */
export function tableInView(consoleState: ConsoleState, context: ViewContext): Table {
  const view = viewOf(consoleState), state = tableState(consoleState), { rows } = context.picture;
  switch (view.kind) {
    case "tasks":
      return whole(rows.tasks, TASK_COLUMNS);
    case "resources":
      return whole(rows.resources, RESOURCE_COLUMNS);
    case "task": {
      const task = rows.tasks.get(view.id);
      return table(
        sorted(task ? relatedTo(task, rows) : [], RELATED_COLUMNS, state, context),
        RELATED_COLUMNS,
      );
    }
    case "resource": {
      const operations = rows.resources.get(view.id)?.operations ?? [];
      return table(sorted(operations, OPERATION_COLUMNS, state, context), OPERATION_COLUMNS);
    }
    default:
      throw view satisfies never;
  }

  function table<Row extends AnyRow | OperationRow>(order: readonly Row[], columns: readonly Column<Row>[]) {
    return tableOf({ columns, order, state }, context);
  }

  /** A table with a filter: its order is worked out once between two updates. */
  function whole<Row extends AnyRow>(all: ReadonlyMap<number, Row>, columns: readonly Column<Row>[]) {
    const { filter, isOnlyWarned, column, isInverted } = state;
    const how = `order ${view.kind} ${column} ${isInverted} ${isOnlyWarned} ${filter}`;
    const order = rows.once(
      how,
      () => sorted(passing(all.values(), state, context), columns, state, context),
    );
    return table(order, columns);
  }
}
