/**
 * Keys that change what is looked at: another view, another part of it, other rows.
 *
 * @module
 */

import { bodyOf } from "../view/body.ts";
import { type ConsoleState, pictureOf, type View, viewOf } from "../state/console_state.ts";
import { layoutOf } from "../view/layout.ts";
import { moved, selectedId, unfiltered } from "./moves.ts";
import type { Key, Size } from "../words/screen_types.ts";
import { tableState, withTable } from "../table/tables.ts";

/** Most views to which Esc goes back one by one; of more, to the first and to the last ones. */
const MAX_VIEWS = 20;

/** The state after a key that nothing else is waiting for. */
export function looked(state: ConsoleState, key: Key, size: Size): ConsoleState {
  const { kind } = viewOf(state);
  const isDetails = kind === "task" || kind === "resource";
  switch (key.name) {
    case "t":
      return { ...state, views: [{ kind: "tasks" }], scroll: 0 };
    case "r":
      return { ...state, views: [{ kind: "resources" }], scroll: 0 };
    case "?":
      return { ...state, overlay: { kind: "help" }, scroll: 0 };
    case "enter":
      return entered(state);
    case "escape":
      if (isDetails) return { ...state, views: state.views.slice(0, -1), scroll: 0 };
      return unfiltered(state);
    case "/":
      return isDetails ? state : { ...state, isTyping: true };
    case "w":
      return isDetails ? state : withTable(state, { isOnlyWarned: !tableState(state).isOnlyWarned });
    case "pageup":
    case "pagedown":
      return isDetails ? scrolledBy(state, key.name, size) : moved(state, key, size);
    default:
      return moved(state, key, size);
  }
}

/** The state with details or an overlay scrolled: by a page, or by a line. */
export function scrolledBy(state: ConsoleState, name: string, size: Size): ConsoleState {
  const { maxScroll, page } = bodyOf(state, layoutOf(state, size, state.live.heardAt));
  const steps: Readonly<Record<string, number>> = {
    ...{ pageup: -page, pagedown: page, up: -1, k: -1, down: 1, j: 1 },
  };
  const scroll = Math.min(state.scroll, maxScroll) + (steps[name] ?? 0);
  return { ...state, scroll: Math.max(0, Math.min(maxScroll, scroll)) };
}

/** The state with the details of the row that is selected; of an operation, those of its task. */
function entered(state: ConsoleState): ConsoleState {
  const id = selectedId(state);
  if (id === undefined) return state;
  const { rows } = pictureOf(state), view = viewOf(state);
  const task = view.kind === "resource"
    ? rows.resources.get(view.id)?.operations.find((operation) => operation.id === id)?.task
    : view.kind === "resources" || rows.resources.has(id)
    ? undefined
    : id;
  const next: View = task === undefined ? { kind: "resource", id } : { kind: "task", id: task };
  const [first = next, ...others] = state.views;
  const fresh = { column: 0, isInverted: false, filter: "", isOnlyWarned: false };
  return {
    ...state,
    views: [first, ...others.slice(2 - MAX_VIEWS), next],
    tables: { ...state.tables, operations: fresh, related: fresh },
    scroll: 0,
  };
}
