/**
 * How a typed line becomes a command, or something to say.
 *
 * @module
 */

import { ALIASES, type Verb, VERBS } from "../model/verb.ts";
import type { CleanText } from "../text/clean.ts";
import { firstWord, partFrom } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import { keyword } from "../text/narrow.ts";
import { nearestOf } from "../text/nearest.ts";

/** A line, understood. */
export type Line =
  | { readonly kind: "say"; readonly text: CleanText }
  | { readonly kind: "mistyped"; readonly verb: Verb }
  | { readonly kind: "command"; readonly verb: CleanText; readonly argument: CleanText };

/** What begins a command: a slash, also in the forms that other keyboards bring (U+FF0F, U+2044, U+2215). */
const SLASH = "[/\uff0f\u2044\u2215]";

/** What most lines begin with: none of those is a command, nor nearly one. */
const PLAIN = /^\w/;

/** What begins with one slash is a command; with another one behind it, it is said as it is. */
const COMMAND = new RegExp(`^${SLASH}(${SLASH}?)`);

/**
 * A command that was meant: with blanks in front, or with what the key of the slash brings on Chinese and Japanese
 * keyboards (`、`, `・`), or with the other slash.
 */
const MEANT = new RegExp(`^(?:\\s+${SLASH}|\\s*[\\\\\uff3c\ufe68\u3001\uff64\u30fb\uff65])(\\S+)\\s+\\S`);

/** Most mistyped letters in a verb for which another one is suggested, and the longest word that is taken for one. */
const MAX_TYPOS = 2, MAX_MISTYPED = 16;

/** Commands whose argument is not for everybody: a private message, a password. */
const PRIVATE: readonly Verb[] = ["msg", "reply", "join", "room"];

/**
 * Reads a line as `/verb argument` or as something to say; `//x` says `/x`. What is nearly a command with something
 * private in it is neither: it must not be said aloud.
 *
 * @example
 * ```ts
 * import { parseLine } from "./line.ts";
 * import { cleanText } from "../text/clean_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseLine(cleanText("/Nick  bob ")), { kind: "command", verb: "nick", argument: "bob" } as unknown);
 * assertEquals(parseLine(cleanText("//shrug")), { kind: "say", text: "/shrug" } as unknown);
 * ```
 */
export function parseLine(line: CleanText): Line {
  if (PLAIN.test(line)) return { kind: "say", text: line };
  const [, second] = COMMAND.exec(line) ?? [];
  if (second === undefined) return mistyped(line) ?? { kind: "say", text: line };
  if (second !== "") return { kind: "say", text: cleanText(`/${line.slice(2)}`) };
  const [verb, argument] = firstWord(partFrom(line, 1));
  return { kind: "command", verb: cleanText(keyword(verb)), argument };
}

/** What a line is that is nearly a command with something private in it; undefined for all others. */
function mistyped(line: CleanText): Line | undefined {
  const word = MEANT.exec(line)?.[1];
  if (word === undefined) return undefined; // as with most lines: no more is asked about them
  if (word.length === 1 && line.trimStart().startsWith("\\")) return undefined; // \w is known from elsewhere
  const verb = verbOf(keyword(word));
  return verb !== undefined && PRIVATE.includes(verb) ? { kind: "mistyped", verb } : undefined;
}

/** The verb that is meant where one is named, with its slash or without. */
export function verbNamed(text: string): Verb | undefined {
  return verbOf(wordNamed(text));
}

/** The word of a verb that is named so. */
export function wordNamed(text: string): string {
  return keyword(text).replace(new RegExp(`^${SLASH}`), "");
}

/** The verb that a mistyped word stands for: the one that begins so, or the one with the fewest typos. */
export function nearestVerb(word: string): Verb | undefined {
  if (word === "" || word.length > MAX_MISTYPED) return undefined;
  return VERBS.find((verb) => verb.startsWith(word)) ?? nearestOf(word, VERBS, MAX_TYPOS);
}

/** The verb that a typed word means, short forms included. */
export function verbOf(word: string): Verb | undefined {
  return VERBS.find((verb) => verb === word) ?? (Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined);
}
