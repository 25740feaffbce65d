/**
 * The whole screen: a state comes in, and as many lines go out as the terminal has, none of them wider than it is.
 *
 * @module
 */

import type { Size } from "../../terminal/screen.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { finished, type ScreenLine, span } from "../words/lines.ts";
import { wordsOf } from "../words/words.ts";
import { bodyOf } from "./body.ts";
import { layoutOf, LEAST } from "./layout.ts";

/** The screen of this size at the local time `at`, in milliseconds; rows that are not on it cost next to nothing. */
export function sceneOf(state: ConsoleState, size: Size, at: number): readonly ScreenLine[] {
  const lines = linesOf(state, size, at);
  return Array.from(
    { length: size.rows },
    (_, row) => finished(lines[row] ?? [], size.columns, state.settings),
  );
}

function linesOf(state: ConsoleState, size: Size, at: number): readonly ScreenLine[] {
  if (size.columns < LEAST.columns || size.rows < LEAST.rows) {
    return [[span(wordsOf(state.settings).tooSmall(LEAST.columns, LEAST.rows))]];
  }
  const layout = layoutOf(state, size, at);
  const { above, room, below } = layout;
  const body = bodyOf(state, layout).lines.slice(0, room);
  const gap = Array.from({ length: room - body.length }, (): ScreenLine => []);
  return [...above, ...body, ...gap, ...below];
}
