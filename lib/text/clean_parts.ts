/** What is cut out of clean text is clean: the cuts that commands need. @module */

import type { CleanText } from "./clean.ts";

export const NO_TEXT = "" as CleanText;

/** What stands between words: also the spaces that pasted text and Chinese keyboards bring (U+00A0, U+3000 ...). */
const SPACE = /\s/;

export function trimmed(text: CleanText): CleanText {
  return text.trim() as CleanText;
}

/** The text from a place on, in UTF-16 units; one within a character would leave half of it. */
export function partFrom(text: CleanText, start: number): CleanText {
  return text.slice(start) as CleanText;
}

/** The first word, and the rest without the spaces around it. */
export function firstWord(text: CleanText): [word: CleanText, rest: CleanText] {
  const [word = ""] = text.split(SPACE, 1);
  return [word as CleanText, trimmed(partFrom(text, word.length))];
}

export function wordsIn(text: CleanText): CleanText[] {
  return text.split(SPACE).filter((word) => word !== "") as CleanText[];
}

export function joined(words: readonly CleanText[]): CleanText {
  return words.join(" ") as CleanText;
}
