/**
 * Which table a view shows: all tasks, all resources, the operations on one resource, or what belongs to a task's peer.
 *
 * @module
 */

import { type ConsoleState, type TableName, type TableState, viewOf } from "../state/console_state.ts";
import type { Column } from "./columns.ts";
import { type Filtered, filterOf, matches, searchedText } from "./filter.ts";
import { OPERATION_COLUMNS } from "./operation_columns.ts";
import { isTask, RELATED_COLUMNS, relatedTo } from "./related.ts";
import { RESOURCE_COLUMNS } from "./resource_columns.ts";
import type { Seeing } from "../state/context.ts";
import { sorted, type Table, tableOf } from "./table.ts";
import { TASK_COLUMNS } from "./task_columns.ts";

/** The table in the view that is looked at. */
export function tableName(state: ConsoleState): TableName {
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

/** The rows that pass a table's filter, in its order; worked out once between two updates. */
function arranged<Row extends Filtered>(
  name: string,
  rows: Iterable<Row>,
  columns: readonly Column<Row>[],
  state: TableState,
  seeing: Seeing,
): readonly Row[] {
  const { filter, isOnlyWarned, column, isInverted } = state;
  const kept = seeing.picture.rows;
  return kept.once(`order ${name} ${column} ${isInverted} ${isOnlyWarned} ${filter}`, () => {
    const wanted = filterOf(filter);
    const passing = Iterator.from(rows).filter((row) => {
      const findings = seeing.findingsById.get(row.id);
      if (isOnlyWarned && findings === undefined) return false;
      if (wanted.length === 0) return true;
      return matches(row, wanted, kept.textOf(row, searchedText), findings?.map((finding) => finding.name));
    });
    return sorted(passing, columns, state, seeing);
  });
}

/** The table that is looked at. */
export function tableInView(state: ConsoleState, seeing: Seeing): Table {
  const view = viewOf(state), looked = tableState(state), { rows } = seeing.picture;
  switch (view.kind) {
    case "tasks": {
      const order = arranged("tasks", rows.tasks.values(), TASK_COLUMNS, looked, seeing);
      return tableOf({
        columns: TASK_COLUMNS,
        order,
        state: looked,
        isGone: (task) => task.state === "done",
      }, seeing);
    }
    case "resources": {
      const order = arranged("resources", rows.resources.values(), RESOURCE_COLUMNS, looked, seeing);
      return tableOf({
        columns: RESOURCE_COLUMNS,
        order,
        state: looked,
        isGone: ({ endedAt }) => endedAt !== undefined,
      }, seeing);
    }
    case "task": {
      const task = rows.tasks.get(view.id);
      const order = sorted(task ? relatedTo(task, rows) : [], RELATED_COLUMNS, looked, seeing);
      return tableOf({
        columns: RELATED_COLUMNS,
        order,
        state: looked,
        isGone: (row) => isTask(row) ? row.state === "done" : row.endedAt !== undefined,
      }, seeing);
    }
    case "resource": {
      const operations = rows.resources.get(view.id)?.operations ?? [];
      const order = sorted(operations, OPERATION_COLUMNS, looked, seeing);
      return tableOf({ columns: OPERATION_COLUMNS, order, state: looked, isGone: () => false }, seeing);
    }
    default:
      throw view satisfies never;
  }
}
