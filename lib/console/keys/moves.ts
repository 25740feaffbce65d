/**
 * Keys that move within a table: from row to row, and from the column that is sorted to the next one.
 *
 * @module
 */

import { bodyOf } from "../view/body.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { layoutOf } from "../view/layout.ts";
import type { Key, Size } from "../words/screen_types.ts";
import { seeingOf } from "../state/context.ts";
import { selectedPlace } from "../table/table.ts";
import { tableInView, tableState, withTable } from "../table/tables.ts";

/** The number of the row that is selected in the table in view; undefined where it has no rows. */
export function selectedId(state: ConsoleState): number | undefined {
  const { ids } = tableInView(state, seeingOf(state, state.live.heardAt));
  return ids[selectedPlace(ids, tableState(state))];
}

/** The state without filters; the row that is selected stays so among all the others. */
export function unfiltered(state: ConsoleState): ConsoleState {
  const { filter, isOnlyWarned } = tableState(state);
  if (filter === "" && !isOnlyWarned) return state;
  const id = selectedId(state);
  const all = withTable(state, { filter: "", isOnlyWarned: false });
  if (id === undefined) return all;
  const { ids } = tableInView(all, seeingOf(all, all.live.heardAt));
  return withTable(all, { selected: { id, index: ids.indexOf(id) } });
}

/** The state after a key that may move something; `first` goes to the first row. */
export function moved(state: ConsoleState, { name }: Key, size: Size): ConsoleState {
  const layout = layoutOf(state, size, state.live.heardAt);
  const table = tableInView(state, layout.seeing);
  const { ids, columnCount } = table;
  const { column, isInverted } = tableState(state);
  const place = selectedPlace(ids, tableState(state));
  const last = ids.length - 1;
  const rowAt = (index: number): ConsoleState => {
    const id = ids[index];
    return id === undefined ? state : withTable(state, { selected: { id, index } });
  };
  const columnAt = (index: number): ConsoleState =>
    withTable(state, { column: (index + columnCount) % columnCount, isInverted: false });
  switch (name) {
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
