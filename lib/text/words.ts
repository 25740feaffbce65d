/**
 * The findable words of a text. The same cut serves the index, the query, and the marks on the screen, so what is found
 * is what is marked. A text is folded first (`fold.ts`) and cut then, so that its Unicode form makes no difference.
 *
 * A spaced word is a run of letters, digits and `_`; it is found whole. Chinese, Japanese, Korean, Thai and their like
 * put no spaces (or few) between words: a run of such letters, or of emoji, is dense, and any part of it is found. Of an
 * emoji that several were joined to, any of them is found; a flag is found whole.
 *
 * @module
 */

import { EMOJI_LETTERS } from "./emoji_letters.ts";
import { foldText } from "./fold.ts";
import { APOSTROPHES, DENSE, SPACED } from "./letters.ts";
import { originsOf, type Span } from "./origins.ts";

/** One findable piece of a text. */
export interface Word {
  /** The word as it is folded: the same for `Café`, `CAFE` and `ｃａｆｅ`. */
  readonly key: string;
  /** Whether any part of it may be looked for, or only the whole. */
  readonly isDense: boolean;
}

/** A word with its place in the folded text, in UTF-16 units. */
interface PlacedWord extends Word {
  readonly start: number;
  readonly end: number;
}

const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /\w+/g;

const DENSE_OR_EMOJI = DENSE + EMOJI_LETTERS +
  String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}`;

/** Made when first needed: it takes 3 ms of the server's start. */
let pattern: RegExp | undefined;

/**
 * The words of a text, in its order.
 *
 * @example
 * ```ts
 * import { wordsOf } from "./words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wordsOf("Café 大家好!").map(({ key }) => key), ["cafe", "大家好"]);
 * ```
 */
export function wordsOf(text: string): Word[] {
  return wordsIn(foldText(text));
}

/** Whether every wanted word (of `wordsOf(query)`) is in the text; true where none is wanted. */
export function matches(text: string, wanted: readonly Word[]): boolean {
  const folded = foldText(text);
  if (!wanted.every(({ key }) => folded.includes(key))) return false;
  const words = wordsIn(folded);
  return wanted.every((want) => words.some((word) => isIn(want, word)));
}

/** What to mark in a text for the wanted words: whole characters, in its order, none touching the next. */
export function matchesOf(text: string, wanted: readonly Word[]): Span[] {
  const places = wordsIn(foldText(text)).flatMap((word) => placesIn(word, wanted));
  if (places.length === 0) return [];
  const origin = originsOf(text, foldText);
  const spans: [start: number, end: number][] = [];
  for (const place of places) {
    const [start, end] = origin(place[0], place[1]);
    const last = spans.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

function wordsIn(folded: string): PlacedWord[] {
  const words: PlacedWord[] = [];
  if (ASCII.test(folded)) {
    for (const { 0: key, index: start } of folded.matchAll(ASCII_WORD)) {
      words.push({ start, end: start + key.length, key, isDense: false });
    }
    return words;
  }
  // A dense run with the marks in it (the first group), or a spaced word.
  pattern ??= new RegExp(
    String.raw`([${DENSE_OR_EMOJI}][${DENSE_OR_EMOJI}\p{M}]*)|[[${SPACED}]--[${APOSTROPHES}]]+`,
    "gv",
  );
  for (const { 0: key, 1: dense, index: start } of folded.matchAll(pattern)) {
    words.push({ start, end: start + key.length, key, isDense: dense !== undefined });
  }
  return words;
}

function isIn(want: Word, word: Word): boolean {
  if (want.isDense !== word.isDense) return false;
  return word.isDense ? word.key.includes(want.key) : word.key === want.key;
}

/** Where wanted words are in one of a folded text, by their beginnings. */
function placesIn(word: PlacedWord, wanted: readonly Word[]): readonly Span[] {
  const found = wanted.filter((want) => isIn(want, word));
  if (found.length === 0) return [];
  if (!word.isDense) return [[word.start, word.end]];
  const places: Span[] = [];
  for (const { key } of found) {
    for (let at = word.key.indexOf(key); at >= 0; at = word.key.indexOf(key, at + 1)) {
      places.push([word.start + at, word.start + at + key.length]);
    }
  }
  return places.sort(([a], [b]) => a - b);
}
