/**
 * The whole screen: a state comes in, and as many lines go out as the terminal has, none of them wider than it is.
 *
 * @module
 */

import { bodyOf } from "./body.ts";
import type { ConsoleState } from "../state/console_state.ts";
import { wordsOf } from "../words/language.ts";
import { layoutOf, LEAST } from "./layout.ts";
import { finished, span } from "../words/lines.ts";
import type { ScreenLine, Size } from "../words/screen_types.ts";

/** The screen of this size at the local time `at`, in milliseconds; rows that are not on it cost next to nothing. */
export function sceneOf(state: ConsoleState, size: Size, at: number): readonly ScreenLine[] {
  const { settings } = state;
  return Array.from(
    { length: size.rows },
    ((lines) => (_, index) => finished(lines[index] ?? [], size.columns, settings))(linesOf(state, size, at)),
  );
}

function linesOf(state: ConsoleState, size: Size, at: number): readonly ScreenLine[] {
  if (size.columns < LEAST.columns || size.rows < LEAST.rows) {
    return [[span(wordsOf(state.settings).tooSmall(LEAST.columns, LEAST.rows))]];
  }
  const layout = layoutOf(state, size, at);
  const { above, room, below } = layout;
  const body = bodyOf(state, layout).lines.slice(0, room);
  const gap: ScreenLine[] = Array.from({ length: room - body.length }, () => []);
  return [...above, ...body, ...gap, ...below];
}
