/**
 * The lines at the bottom: what was told last, what is asked, what is being typed, or which keys there are.
 *
 * @module
 */

import { type ConsoleState, viewOf } from "../state/console_state.ts";
import { flowed, span, wrapped } from "../words/lines.ts";
import type { ScreenLine } from "../words/screen_types.ts";
import type { Seeing } from "../state/context.ts";
import { tableState } from "../table/tables.ts";
import { cutLeft, harmless } from "../words/text.ts";

/** Most lines of a sentence at the bottom. */
const MAX_LINES = 3;

/** The footer: one line, or up to three of a sentence. */
export function footerLines(
  state: ConsoleState,
  { words, signs, settings }: Seeing,
  columns: number,
): ScreenLine[] {
  const { overlay, notice, isTyping } = state;
  const sentence = (text: string, tone: "warn" | "bad" | "good"): ScreenLine[] =>
    wrapped(harmless(text, settings.isAscii), columns).slice(-MAX_LINES).map((line) => [span(line, tone)]);
  if (overlay?.kind === "kick") return sentence(words.actions.kick(overlay.who), "warn"); // y / n is at the end
  if (notice !== undefined) return sentence(notice.sentence, notice.isBad ? "bad" : "good");
  if (isTyping) {
    // The end is what is being typed: a filter that is too long loses its beginning.
    const typed = harmless(words.footer.typing(tableState(state).filter), settings.isAscii);
    return [[span(cutLeft(typed + signs.cursor, columns, signs.cut), "accent")]];
  }
  const { footer } = words;
  const { kind } = viewOf(state);
  const keys = overlay !== undefined
    ? footer.overlay
    : kind === "tasks" || kind === "resources"
    ? footer.table
    : footer.details;
  return flowed(keys.split("  ").map((key) => [span(key, "dim")]), columns, 1);
}
