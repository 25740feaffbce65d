/**
 * Keys while a filter is being typed: it narrows at once, Enter keeps it, Esc clears it, arrows still move, and Ctrl-U
 * and Ctrl-W erase as in a shell.
 *
 * @module
 */

import { graphemesOf } from "../../text/graphemes.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { moved, unfiltered } from "./moves.ts";
import type { Key, Size } from "../words/screen_types.ts";
import { tableState, withTable } from "../table/tables.ts";

/** Most characters of a filter. */
const MAX_CHARACTERS = 200;

/** The state after a key. */
export function typed(state: ConsoleState, key: Key, size: Size): ConsoleState {
  const { filter } = tableState(state);
  const characters = graphemesOf(filter);
  if (key.ctrl) {
    if (key.name === "u") return withTable(state, { filter: "" });
    return key.name === "w" ? withTable(state, { filter: filter.replace(/\S*\s*$/u, "") }) : state;
  }
  switch (key.name) {
    case "enter":
      return { ...state, isTyping: false };
    case "escape":
      return { ...unfiltered(state), isTyping: false };
    case "backspace":
      return withTable(state, { filter: characters.slice(0, -1).join("") });
    case "up":
    case "down":
    case "pageup":
    case "pagedown":
      return moved(state, key, size);
  }
  const more = key.name === "space" ? " " : key.name;
  const isText = graphemesOf(more).length === 1; // other keys have names of several letters
  return isText && characters.length < MAX_CHARACTERS ? withTable(state, { filter: filter + more }) : state;
}
