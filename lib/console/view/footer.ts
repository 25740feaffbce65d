/**
 * The lines at the bottom: what was told last, what is asked, what is being typed, or which keys there are.
 *
 * @module
 */

import { screenText } from "../../text/clean_text.ts";
import { cutLeft } from "../../text/width.ts";
import { type ConsoleState, viewOf } from "../state/console_state.ts";
import type { ViewContext } from "../state/context.ts";
import { tableState } from "../table/tables.ts";
import { flowed, type ScreenLine, span, type Tone, wrapped } from "../words/lines.ts";

/** Most lines of a sentence at the bottom. */
const MAX_LINES = 3;

/** The footer: one line, or up to three of a sentence. */
export function footerLines(
  state: ConsoleState,
  { words: { actions, footer }, signs, settings }: ViewContext,
  columns: number,
): ScreenLine[] {
  const { overlay, notice, isTyping } = state;
  const sentence = (text: string, tone: Tone): ScreenLine[] =>
    wrapped(screenText(text, settings.isAscii), columns).slice(-MAX_LINES).map((line) => [span(line, tone)]);
  if (overlay?.kind === "kick") return sentence(actions.kick(overlay.person), "warn"); // y / n is at the end
  if (notice !== undefined) return sentence(notice.sentence, notice.isBad ? "bad" : "good");
  if (isTyping) {
    // The end is what is being typed: a filter that is too long loses its beginning.
    const typed = screenText(footer.typing(tableState(state).filter), settings.isAscii);
    return [[span(cutLeft(typed + signs.cursor, columns, signs.cut), "accent")]];
  }
  const details = "id" in viewOf(state) ? footer.details : footer.table;
  const keys = overlay === undefined ? details : footer.overlay;
  return flowed(keys.split("  ").map((key) => span(key, "dim")), columns, 1);
}
