/**
 * Keys that move within a table: from row to row, and from the column that is sorted to the next one.
 *
 * @module
 */

import type { Size } from "../../terminal/screen.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { contextOf } from "../state/context.ts";
import { selectedPlace } from "../table/table.ts";
import { tableInView, tableState, withTable } from "../table/tables.ts";
import { bodyOf } from "../view/body.ts";
import { layoutOf } from "../view/layout.ts";

/** The number of the row that is selected in the table in view; undefined where it has no rows. */
export function selectedId(state: ConsoleState): number | undefined {
  const ids = idsOf(state);
  return ids[selectedPlace(ids, tableState(state))];
}

function idsOf(state: ConsoleState): readonly number[] {
  return tableInView(state, contextOf(state, state.live.heardAt)).ids;
}

/** The state without filters; the row that is selected stays so among all the others. */
export function unfiltered(state: ConsoleState): ConsoleState {
  const { filter, isOnlyWarned } = tableState(state);
  if (filter === "" && !isOnlyWarned) return state;
  const id = selectedId(state);
  const all = withTable(state, { filter: "", isOnlyWarned: false });
  return id === undefined ? all : withTable(all, { selected: { id, index: idsOf(all).indexOf(id) } });
}

/** The state after a key, by its name, that may move something; `first` goes to the first row. */
export function moveBy(state: ConsoleState, key: string, size: Size): ConsoleState {
  const layout = layoutOf(state, size, state.live.heardAt);
  const { ids, columnCount } = tableInView(state, layout.context);
  const { column, isInverted } = tableState(state);
  const place = selectedPlace(ids, tableState(state)), last = ids.length - 1;
  const rowAt = (index: number): ConsoleState => {
    const id = ids[index];
    return id === undefined ? state : withTable(state, { selected: { id, index } });
  };
  const columnAt = (index: number): ConsoleState =>
    withTable(state, { column: (index + columnCount) % columnCount, isInverted: false });
  switch (key) {
    case "up":
    case "k":
      return rowAt(place === 0 ? last : place - 1);
    case "down":
    case "j":
      return rowAt(place === last ? 0 : place + 1);
    case "first":
      return rowAt(0);
    case "G":
      return rowAt(last);
    case "pageup":
      return rowAt(Math.max(0, place - bodyOf(state, layout).page));
    case "pagedown":
      return rowAt(Math.min(last, place + bodyOf(state, layout).page));
    case "left":
    case "h":
      return columnAt(column - 1);
    case "right":
    case "l":
      return columnAt(column + 1);
    case "i":
      return withTable(state, { isInverted: !isInverted });
    default:
      return state;
  }
}
