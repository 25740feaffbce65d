/**
 * The rules for names: 1 to 24 user-perceived characters, letters, digits, `_`, `-` and `.` of one script, nothing
 * that could be mistaken for the server. Whether a name is free is the hub's business.
 *
 * @module
 */

import type { CleanText, Name } from "./clean.ts";
import { graphemesOf } from "./graphemes.ts";
import { lookAlikeKeys } from "./look_alike.ts";

/** Why a name is refused; the sentences are in the catalogues. */
export type NameProblem =
  | "blank"
  | "too_long"
  | "bad_character"
  | "mixed_scripts"
  | "reserved"
  | "taken"
  | "not_text";

/** Most user-perceived characters in a name; IRC servers allow 9 to 32. */
export const NAME_MAX_CHARACTERS = 24;

/** Most combining marks on one letter of a name: as many as living scripts stack. */
const MAX_MARKS = 4;

/** Names that speak for the server, in the languages it speaks; compared by look-alike keys. */
const RESERVED: readonly string[] = (
  "server system admin administrator root sysop operator moderator everyone chat-server " +
  "系统 系統 服务器 伺服器 管理员 管理員 版主 所有人"
).split(" ");
const RESERVED_KEYS: ReadonlySet<string> = new Set(RESERVED.flatMap(lookAlikeKeys));

/**
 * What one name may be written in, as sets of Unicode scripts: every script in use that has letters a terminal shows
 * (UAX 31, table 5), and the writing systems that mix scripts and still count as one (UTS 39, 5.1).
 */
const WRITINGS: readonly string[] = [
  ..."Latin Han Cyrillic Greek Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu".split(
    " ",
  ),
  ..."Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Armenian Ethiopic Khmer Mongolian".split(
    " ",
  ),
  ..."Thaana Syriac Cherokee Canadian_Aboriginal Nko Tifinagh Vai Yi Javanese Balinese Sundanese".split(" "),
  "Han+Hiragana+Katakana",
  "Han+Hangul",
  "Han+Bopomofo",
];

/** Patterns by writing, made when first needed: making all of them takes a fifth of the server's start time. */
const patterns = new Map<string, RegExp>();

function isWrittenIn(writing: string, letters: string): boolean {
  let pattern = patterns.get(writing);
  if (pattern === undefined) {
    const scripts = writing.split("+").map((script) => `\\p{scx=${script}}`);
    patterns.set(writing, pattern = new RegExp(`^[${scripts.join("")}]*$`, "u"));
  }
  return pattern.test(letters);
}

const TOO_MANY_MARKS = new RegExp(`\\p{M}{${MAX_MARKS + 1}}`, "u");

/** A checked name, or why the line is none. */
export type NameCheck =
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "problem"; readonly problem: NameProblem };

/**
 * Checks one line as a name, surrounding spaces left aside. A good one comes back in Unicode's composed form (NFC).
 *
 * @example
 * ```ts
 * import { checkName } from "./name.ts";
 * import { cleanText } from "../render/clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(checkName(cleanText(" 小明 ")).kind, "name");
 * assertEquals(checkName(cleanText("аdmin")), { kind: "problem", problem: "mixed_scripts" });
 * ```
 */
export function checkName(line: CleanText): NameCheck {
  const name = line.trim().normalize("NFC");
  const problem = spellingProblem(name) ?? (isReserved(name) ? "reserved" : undefined);
  return problem === undefined ? { kind: "name", name: name as Name } : { kind: "problem", problem };
}

/** Why text in composed form cannot be a name, as far as its characters tell. Reserved names are spelt well. */
export function spellingProblem(name: string): NameProblem | undefined {
  if (name === "") return "blank";
  // Counting characters costs more the longer the text is, so a length no real name has is refused uncounted.
  if (name.length > NAME_MAX_CHARACTERS * (2 + MAX_MARKS)) return "too_long";
  if (name.length > NAME_MAX_CHARACTERS && graphemesOf(name).length > NAME_MAX_CHARACTERS) return "too_long";
  if (!/^[\p{L}\p{M}\p{Nd}_.-]+$/u.test(name)) return "bad_character";
  if (/^\p{M}|\p{Default_Ignorable_Code_Point}/u.test(name) || TOO_MANY_MARKS.test(name)) {
    return "bad_character";
  }
  if (!/[\p{L}\p{Nd}]/u.test(name)) return "blank";
  // Accents belong to the script of their letter; older Unicode data calls theirs inherited.
  const letters = name.replace(/[\p{scx=Common}\p{scx=Inherited}]/gu, "");
  if (!WRITINGS.some((writing) => isWrittenIn(writing, letters))) return "mixed_scripts";
  return undefined;
}

function isReserved(name: string): boolean {
  return lookAlikeKeys(name).some((key) => RESERVED_KEYS.has(key));
}
