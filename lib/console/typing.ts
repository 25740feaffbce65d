/**
 * Keys while a filter is being typed: it narrows at once, Enter keeps it, Esc clears it, arrows still move.
 *
 * @module
 */

import { graphemesOf } from "../model/graphemes.ts";
import type { ConsoleState } from "./console_state.ts";
import { moved } from "./move.ts";
import type { Key, Size } from "./screen.ts";
import { tableState, withTable } from "./tables.ts";

/** Most characters of a filter. */
const MAX_CHARACTERS = 200;

/** The state after a key. */
export function typed(state: ConsoleState, key: Key, size: Size): ConsoleState {
  const { filter } = tableState(state);
  const characters = graphemesOf(filter);
  switch (key.name) {
    case "enter":
      return { ...state, isTyping: false };
    case "escape":
      return { ...withTable(state, { filter: "" }), isTyping: false };
    case "backspace":
      return withTable(state, { filter: characters.slice(0, -1).join("") });
    case "up":
    case "down":
    case "pageup":
    case "pagedown":
      return moved(state, key, size);
  }
  const more = key.name === "space" ? " " : key.name;
  const isText = !key.ctrl && graphemesOf(more).length === 1; // other keys have names of several letters
  return isText && characters.length < MAX_CHARACTERS ? withTable(state, { filter: filter + more }) : state;
}
