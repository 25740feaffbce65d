/**
 * Makes typed text harmless for anybody's terminal: the only place where {@linkcode CleanText} comes from.
 *
 * Out go control characters (C0, C1, DEL), whole escape sequences, bidi controls, invisible and unassigned-by-design
 * characters, and piles of combining marks; a tab becomes a space. Everything visible stays as it was typed.
 *
 * @module
 */

import type { CleanText } from "../model/clean.ts";

/** Most combining marks kept on one letter; no living script stacks more, "zalgo" text stacks dozens. */
const MAX_MARKS = 8;

/** The everyday case, tested first: printable ASCII. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Escape sequences of ECMA-48, seven-bit (ESC [) and eight-bit (CSI): control sequences, control strings with their
 * text (OSC, DCS, SOS, PM, APC), and two-character escapes.
 */
const ESCAPES =
  // deno-lint-ignore no-control-regex
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;

/** Zero-width joiners that hold an emoji together (UTS 51): between two pictographs, with what may stand between. */
const EMOJI_JOINER =
  /(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic})/gu;

/** A stand-in for the joiners to keep while all others are removed; a noncharacter, so nobody can type it past us. */
const KEPT_JOINER = "\ufdd0";

/**
 * Invisible or harmful characters: controls, line separators, soft hyphen, zero-width and bidi marks, overrides and
 * isolates, invisible operators, interlinear marks, Hangul fillers, format controls of hieroglyphs and shorthand,
 * noncharacters, lone surrogates.
 */
const HARMFUL =
  // deno-lint-ignore no-control-regex
  /[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\p{Noncharacter_Code_Point}\p{Surrogate}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

const MARK_PILES = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");

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
  if (PLAIN.test(typed)) return typed as CleanText;
  return typed
    .replaceAll(KEPT_JOINER, "")
    .replace(ESCAPES, "")
    .replaceAll("\t", " ")
    .replace(EMOJI_JOINER, KEPT_JOINER)
    .replace(HARMFUL, (character) => character === KEPT_JOINER ? "\u200d" : "")
    .replace(MARK_PILES, "$1") as CleanText;
}
