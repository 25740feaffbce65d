/**
 * Keys that change what is looked at: another view, another part of it, other rows.
 *
 * @module
 */

import type { Size } from "../../terminal/screen.ts";
import { type ConsoleState, pictureOf, type View, viewOf } from "../state/console_state.ts";
import { UNTOUCHED } from "../state/transitions.ts";
import { tableState, withTable } from "../table/tables.ts";
import { bodyOf } from "../view/body.ts";
import { layoutOf } from "../view/layout.ts";
import { moveBy, selectedId, unfiltered } from "./moves.ts";

/** Most views to which Esc goes back one by one; of more, to the first and to the last ones. */
const MAX_VIEWS = 20;

/** The state after a key, by its name, that nothing else is waiting for. */
export function changeView(state: ConsoleState, key: string, size: Size): ConsoleState {
  const isDetails = "id" in viewOf(state);
  switch (key) {
    case "t":
      return { ...state, views: [{ kind: "tasks" }], scroll: 0 };
    case "r":
      return { ...state, views: [{ kind: "resources" }], scroll: 0 };
    case "?":
      return { ...state, overlay: { kind: "help" }, scroll: 0 };
    case "enter":
      return entered(state);
    case "escape":
      return isDetails ? { ...state, views: state.views.slice(0, -1), scroll: 0 } : unfiltered(state);
    case "/":
      return isDetails ? state : { ...state, isTyping: true };
    case "w":
      return isDetails ? state : withTable(state, { isOnlyWarned: !tableState(state).isOnlyWarned });
    case "pageup":
    case "pagedown":
      return isDetails ? scrolledBy(state, key, size) : moveBy(state, key, size);
    default:
      return moveBy(state, key, size);
  }
}

/** The state with details or an overlay scrolled: by a page, or by a line. */
export function scrolledBy(state: ConsoleState, key: string, size: Size): ConsoleState {
  const { maxScroll, page } = bodyOf(state, layoutOf(state, size, state.live.heardAt));
  const steps = new Map([["pageup", -page], ["pagedown", page], ["up", -1], ["k", -1], ["down", 1], [
    "j",
    1,
  ]]);
  const scroll = Math.min(state.scroll, maxScroll) + (steps.get(key) ?? 0);
  return { ...state, scroll: Math.max(0, Math.min(maxScroll, scroll)) };
}

/** The state with the details of the row that is selected; of an operation, those of its task. */
function entered(state: ConsoleState): ConsoleState {
  const id = selectedId(state);
  if (id === undefined) return state;
  const { rows } = pictureOf(state), view = viewOf(state);
  const isResource = view.kind === "resources" || rows.resources.has(id);
  const task = view.kind === "resource"
    ? rows.resources.get(view.id)?.operations.find((operation) => operation.id === id)?.task
    : isResource
    ? undefined
    : id;
  const next: View = task === undefined ? { kind: "resource", id } : { kind: "task", id: task };
  const [first = next, ...others] = state.views;
  return {
    ...state,
    views: [first, ...others.slice(2 - MAX_VIEWS), next],
    tables: { ...state.tables, operations: UNTOUCHED, related: UNTOUCHED },
    scroll: 0,
  };
}
