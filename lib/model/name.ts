/**
 * The rules for names: 1 to 24 user-perceived characters, letters, digits, `_`, `-` and `.` of one script, nothing
 * that could be mistaken for the server. Whether a name is free is the hub's business.
 *
 * @module
 */

import type { CleanText, Name } from "../text/clean.ts";
import { graphemesOf } from "../text/graphemes.ts";
import { NAME_CHARACTERS } from "../text/letters.ts";
import { imitatesServer } from "./reserved_name.ts";
import { isOneWriting } from "../text/writing.ts";

/** Why a name is refused; the sentences are in the catalogues. */
export type NameProblem =
  | "blank"
  | "too_long"
  | "bad_character"
  | "loose_mark"
  | "too_many_marks"
  | "mixed_scripts"
  | "reserved"
  | "taken"
  | "not_text";

/** Most user-perceived characters in a name; IRC servers allow 9 to 32. */
export const NAME_MAX_CHARACTERS = 24;

/**
 * Most combining marks on one letter of a name, those that any letter may have (U+0300 and the like) and all of them:
 * living scripts stack as many (`လျှို့` has five). Cleaning leaves a pile of eight, so what it cut is refused here, and
 * not let in spelt otherwise.
 */
const MAX_ACCENTS = 4, MAX_MARKS = 7;

/** Longest name, in UTF-16 code units: every character a letter with as many marks as it may have. */
const MAX_LENGTH = NAME_MAX_CHARACTERS * (2 + MAX_MARKS);

/** A joiner between two marks makes no new pile. */
const TOO_MANY_MARKS = new RegExp(
  `\\p{sc=Inherited}{${MAX_ACCENTS + 1}}|(?:[\\u200c\\u200d]?\\p{M}){${MAX_MARKS + 1}}`,
  "u",
);

/** Most names, tested first: of ASCII, and with a letter or digit. The patterns of Unicode take milliseconds to make. */
const PLAIN = /^[\w.\-]*[^\W_][\w.\-]*$/;

const NAME = new RegExp(`^[${NAME_CHARACTERS}]+$`, "u");

/** What chooses between the looks of an emoji. */
const EMOJI_LOOK = /[\ufe0e\ufe0f]/;

export type NameCheck =
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "problem"; readonly problem: NameProblem };

/**
 * Checks one line as a name, surrounding spaces left aside. A good one comes back in Unicode's composed form (NFC).
 *
 * @example
 * ```ts
 * import { checkName } from "./name.ts";
 * import { cleanText } from "../text/clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(checkName(cleanText(" 小明 ")).kind, "name");
 * assertEquals(checkName(cleanText("аdmin")), { kind: "problem", problem: "mixed_scripts" });
 * ```
 */
export function checkName(line: CleanText): NameCheck {
  const name = line.trim().normalize("NFC");
  const problem = spellingProblem(name) ?? (imitatesServer(name) ? "reserved" : undefined);
  return problem === undefined ? { kind: "name", name: name as Name } : { kind: "problem", problem };
}

/** Why text in composed form cannot be a name, as far as its characters tell. Reserved names are spelt well. */
export function spellingProblem(name: string): NameProblem | undefined {
  if (name === "") return "blank";
  if (name.length <= NAME_MAX_CHARACTERS && PLAIN.test(name)) return undefined;
  // Counting characters costs more the longer the text is, so a length no real name has is refused uncounted.
  if (name.length > MAX_LENGTH) return "too_long";
  if (name.length > NAME_MAX_CHARACTERS && graphemesOf(name).length > NAME_MAX_CHARACTERS) return "too_long";
  if (!NAME.test(name) || EMOJI_LOOK.test(name)) return "bad_character";
  if (/^\p{M}/u.test(name)) return "loose_mark";
  if (TOO_MANY_MARKS.test(name)) return "too_many_marks";
  if (!/[\p{L}\p{Nd}]/u.test(name)) return "blank";
  return isOneWriting(name) ? undefined : "mixed_scripts";
}
