/**
 * A screen as a terminal takes it, and from one to the next with as few bytes as it takes: only lines that differ are
 * written. Nothing is ever cleared but a line that is written anew, so nothing flickers.
 *
 * @module
 */

import { type Palette, styledLine } from "./palette.ts";
import type { ScreenLine, Size } from "../words/screen_types.ts";

/** Tells the terminal to show what comes all at once, and that it has come (private mode 2026; others ignore it). */
const AT_ONCE = "\x1b[?2026h", DONE = "\x1b[?2026l";

/** Clears the whole screen: once, and after its size has changed. */
export const CLEAR = "\x1b[2J";

/**
 * The lines of a whole screen with the codes in them, as many as it has rows. Blanks at the end that nobody sees are left
 * out: a line that is written anew is empty first.
 * @param lines none wider than the screen
 */
export function frameOf(lines: readonly ScreenLine[], { rows }: Size, palette: Palette): readonly string[] {
  return Array.from({ length: rows }, (_, row) => styledLine(lines[row] ?? [], palette).trimEnd());
}

/**
 * What makes a terminal show a frame; empty where it does already.
 * @param shown the lines on it, undefined where nobody knows
 * @param wanted the lines to be on it
 */
export function changesBetween(shown: readonly string[] | undefined, wanted: readonly string[]): string {
  let changes = shown === undefined ? CLEAR : "";
  for (let row = 0; row < Math.max(shown?.length ?? 0, wanted.length); row++) {
    const line = wanted[row] ?? "";
    if (line === (shown?.[row] ?? "")) continue;
    // Erased before it is written: at the end of a full line the cursor still stands on the last character.
    changes += `\x1b[${row + 1};1H\x1b[K${line}\x1b[0m`;
  }
  return changes === "" ? "" : AT_ONCE + changes + DONE;
}
