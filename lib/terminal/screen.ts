/**
 * A whole screen of a terminal as lines, and from one to the next with as few bytes as it takes: only lines that differ
 * are written. Nothing is ever cleared but a line that is written anew, so nothing flickers.
 *
 * @module
 */

/** How large a terminal is, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The other screen, without cursor, and lines that are cut at its edge: a terminal may find a character wider than we. */
export const ENTER_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H";

/** The way back, in reverse; from an empty screen, of which tmux keeps nothing if it has grown meanwhile. */
export const LEAVE_SCREEN = "\x1b[0m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l";

/** Tells the terminal to show what comes all at once, and that it has come (private mode 2026; others ignore it). */
const AT_ONCE = "\x1b[?2026h", DONE = "\x1b[?2026l";

/** Clears the whole screen: once, and after its size has changed. */
export const CLEAR = "\x1b[2J";

/**
 * What makes a terminal show some lines; empty where it does already.
 * @param shown the lines on it, undefined where nobody knows
 * @param wanted the lines to be on it, from the first row on, none wider than the screen
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
