/**
 * How much room a text takes on a terminal.
 *
 * @module
 */

import { graphemesOf } from "../../lib/text/graphemes.ts";

/** Characters two columns wide: East Asian wide and full-width ones (UAX 11), and emoji. */
const WIDE =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u;

/** Characters that are two columns wide on some terminals: they count as two, to be sure. */
const AMBIGUOUS = /[“”‘’…—·]/u;

/** The columns a line takes; colours take none. */
export function columnsOf(line: string): number {
  // deno-lint-ignore no-control-regex
  return graphemesOf(line.replaceAll(/\x1b\[[\d;]*m/g, ""))
    .reduce((columns, character) => columns + (WIDE.test(character) || AMBIGUOUS.test(character) ? 2 : 1), 0);
}
