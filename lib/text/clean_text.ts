/**
 * Makes text harmless for anybody's terminal: typed text, once, and the only place where {@linkcode CleanText} comes
 * from; and any text for a screen of columns.
 *
 * Out go control characters (C0, C1, DEL), whole escape sequences, bidi controls, what is invisible (`invisible.ts`),
 * and what is too much: piles of combining marks, and blanks that would push text onto a screen line of its own. A tab
 * becomes a space. Everything visible stays as it was typed.
 *
 * @module
 */

import type { CleanText } from "./clean.ts";
import { graphemesOf } from "./graphemes.ts";
import { withoutInvisible, withoutJoined } from "./invisible.ts";

/** Most combining marks kept on one letter; no living script stacks more, "zalgo" text stacks dozens. */
const MAX_MARKS = 8;

/** Most blanks kept in a row: more than code is indented by, too few to begin what looks like a line of its own. */
const MAX_BLANKS = 16;

/** The everyday case, tested first: printable ASCII. */
const PLAIN = /^[\x20-\x7e]*$/;
const TOO_MANY_SPACES = " ".repeat(MAX_BLANKS + 1);

/**
 * Escape sequences of ECMA-48, seven-bit (ESC [) and eight-bit (CSI), as the line editor reads them: control sequences;
 * commands to a terminal (OSC with a number) even without an end; control strings (OSC, DCS, SOS, PM, APC) with their
 * text where they end; choices of a character set; and ESC with one character, which may be a person's Alt. What is left
 * of a sequence is text and harms nobody: no ESC and no C1 control stays.
 */
const ESCAPES =
  // deno-lint-ignore no-control-regex
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b\]|\x9d)\d+;[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[()][0AB]|\x1b[\x20-\x7e]?/g;

/** One mark, with the joiner in front of it that was kept: it makes no new pile. */
const MARK = "[\\u200c\\u200d]?\\p{M}";
const MARK_PILES = new RegExp(`((?:${MARK}){${MAX_MARKS}})(?:${MARK})+`, "gu");

/** One blank of any width, with marks that float above it. */
const BLANK = "\\p{Zs}\\p{M}*";
const BLANKS = new RegExp(`((?:${BLANK}){${MAX_BLANKS}})(?:${BLANK})+`, "gu");

/**
 * Cleans one line of typed text. Idempotent: cleaning clean text changes nothing.
 *
 * @example
 * ```ts
 * import { cleanText } from "./clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cleanText("\x1b[31mred\x1b[0m\tand 👩‍👩‍👧") as string, "red and 👩‍👩‍👧");
 * ```
 */
export function cleanText(typed: string): CleanText {
  if (PLAIN.test(typed) && !typed.includes(TOO_MANY_SPACES)) return typed as CleanText;
  return withoutInvisible(typed.replace(ESCAPES, "").replaceAll("\t", " "))
    .replace(MARK_PILES, "$1")
    .replace(BLANKS, "$1") as CleanText;
}

/**
 * Text as somebody types it, for their own screen: all their blanks are kept, since the cursor stands behind them. No
 * escape sequence is looked for: what remains of one is text.
 */
export function inputText(typed: string): string {
  return PLAIN.test(typed) ? typed : withoutInvisible(typed).replace(MARK_PILES, "$1");
}

/**
 * Text for a screen whose columns are counted: without anything that could disturb a terminal. Blanks and marks stay as
 * they are.
 * @param isAscii whether every character beyond ASCII becomes a `?`
 */
export function screenText(text: string, isAscii: boolean): string {
  if (PLAIN.test(text)) return text;
  const clean = withoutJoined(text);
  return isAscii
    ? graphemesOf(clean).map((character) => PLAIN.test(character) ? character : "?").join("")
    : clean;
}
