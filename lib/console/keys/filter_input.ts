/**
 * Keys while a filter is being typed: it narrows at once, Enter keeps it, Esc clears it, arrows still move, and Ctrl-U
 * and Ctrl-W erase as on the chat's own lines.
 *
 * @module
 */

import type { Key } from "../../terminal/keys.ts";
import { LineBuffer } from "../../terminal/line_buffer.ts";
import type { Size } from "../../terminal/screen.ts";
import { graphemesOf } from "../../text/graphemes.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { tableState, withTable } from "../table/tables.ts";
import { moveBy, unfiltered } from "./moves.ts";

/** Most characters of a filter. */
const MAX_CHARACTERS = 200;

export function typeFilter(state: ConsoleState, key: Key, size: Size): ConsoleState {
  const { filter } = tableState(state);
  switch (key.ctrl ? `^${key.name}` : key.name) {
    case "^u":
      return withTable(state, { filter: "" });
    case "^w":
      return withTable(state, { filter: edited(filter, (line) => line.eraseWord()) });
    case "backspace":
      return withTable(state, { filter: edited(filter, (line) => line.eraseCharacter()) });
    case "enter":
      return { ...state, isTyping: false };
    case "escape":
      return { ...unfiltered(state), isTyping: false };
    case "up":
    case "down":
    case "pageup":
    case "pagedown":
      return moveBy(state, key.name, size);
  }
  const more = key.name === "space" ? " " : key.name;
  const isText = !key.ctrl && graphemesOf(more).length === 1; // other keys have names of several letters
  const hasRoom = graphemesOf(filter).length < MAX_CHARACTERS;
  return isText && hasRoom ? withTable(state, { filter: filter + more }) : state;
}

/** The filter after an edit as the chat's line editor makes it. */
function edited(filter: string, edit: (line: LineBuffer) => void): string {
  const bytes = new TextEncoder().encode(filter);
  const line = new LineBuffer(bytes.length);
  line.append(bytes, 0, bytes.length);
  edit(line);
  return line.take()!; // whole characters were erased
}
