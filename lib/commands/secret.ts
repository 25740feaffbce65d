/**
 * Passwords in what somebody types: where they stand in a command, and in what is nearly one. Whoever remembers or shows
 * what was typed leaves them out. In doubt it is a password: a line that cannot be fetched back is typed again.
 *
 * @module
 */

import { ROOM_KINDS } from "../model/room_rules.ts";
import type { Verb } from "../model/verb.ts";
import type { CleanText } from "../text/clean.ts";
import { cleanText } from "../text/clean_text.ts";
import { keyword } from "../text/narrow.ts";
import { nearestOf } from "../text/nearest.ts";
import { parseLine, verbOf } from "./line.ts";

/** What a command begins with, and what is taken for it: `line.ts` says which keys bring which. The verb is behind it. */
const VERB = /^\s*[/\\\uff0f\u2044\u2215\uff3c\ufe68\u3001\uff64\u30fb\uff65]+\s*([^\s#\uff03\ufe5f]*)\s*/;

/** The word behind the verb, and the blanks behind that. */
const FIRST = /^(\S+)\s+(?=\S)/;

const ROOM_SIGN = /^[#\uff03\ufe5f]/;

/** Most mistyped letters in a word that is taken for another one. */
const MAX_TYPOS = 2;

/** What may be said of a room, with nothing secret behind it. */
const WITHOUT_PASSWORD: readonly string[] = ["history", ...ROOM_KINDS.filter((kind) => kind !== "password")];

/** What stands in place of a password, whatever its length. */
const MASK = "***";

/** Whether there is a password in a line. */
export function hasSecret(line: CleanText): boolean {
  return secretStart(line) !== undefined;
}

/**
 * The line as it may be shown.
 *
 * @example
 * ```ts
 * import { withoutSecret } from "./secret.ts";
 * import { cleanText } from "../text/clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(withoutSecret(cleanText("/jion #ops sesame")), "/jion #ops ***");
 * assertEquals(withoutSecret(cleanText("/join #ops")), "/join #ops");
 * ```
 */
export function withoutSecret(line: CleanText): string {
  const start = secretStart(line);
  return start === undefined ? line : line.slice(0, start) + MASK;
}

/** The argument of a command as it may be quoted. */
export function argumentWithoutSecret(verb: Verb, argument: CleanText): CleanText {
  const front = `/${verb} `;
  return cleanText(withoutSecret(cleanText(front + argument)).slice(front.length));
}

/** Where the password in a line begins, in UTF-16 code units; it goes on to the end. What is said aloud has none. */
function secretStart(line: CleanText): number | undefined {
  if (parseLine(line).kind === "say") return undefined;
  const [front = "", typed = ""] = VERB.exec(line) ?? [];
  const verb = keyword(typed), known = verbOf(verb);
  const rest = line.slice(front.length);
  if (rest !== "" && known === undefined && isNear(verb, "password")) return front.length;
  const [first = "", word = ""] = FIRST.exec(rest) ?? [];
  if (first === "") return undefined;
  return isBeforePassword(known ?? verb, known !== undefined, keyword(word))
    ? front.length + first.length
    : undefined;
}

/** Whether what stands behind the first word of a command is a password. */
function isBeforePassword(verb: string, isKnown: boolean, word: string): boolean {
  if (verb === "join") return true;
  if (verb === "room" || verb === "rooms") return !WITHOUT_PASSWORD.includes(word);
  if (isKnown) return false;
  return ROOM_SIGN.test(word) || ["join", "room"].some((known) => isNear(verb, known)) ||
    isNear(word, "password");
}

/** Whether a word is another one, its beginning, or that mistyped. */
function isNear(word: string, known: string): boolean {
  return (word.length > 1 && known.startsWith(word)) || nearestOf(word, [known], MAX_TYPOS) !== undefined;
}
