/**
 * The findable words of a text. The same cut serves the index, the query, and the marks on the screen, so what is found
 * is what is marked.
 *
 * A spaced word is a run of letters, digits and `_`; it is found whole. Chinese, Japanese, Korean, Thai and their like
 * put no spaces (or few) between words: a run of such letters, or of emoji, is dense, and any part of it is found.
 *
 * @module
 */

import { graphemesOf } from "./graphemes.ts";

/** One findable piece of a text. */
export interface Word {
  /** Where it begins in the text, in UTF-16 units. */
  readonly start: number;
  /** Where it ends in the text, in UTF-16 units. */
  readonly end: number;
  /** What it is compared by: the same for `Café`, `CAFE` and `ｃａｆｅ`. */
  readonly key: string;
  /** Whether any part of it may be looked for, or only the whole. */
  readonly isDense: boolean;
}

/** Where a match begins and ends in a text, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /\w+/g;

/** Made when first needed, as the next one: making both takes 3 ms of the server's start. */
let pattern: RegExp | undefined;

/** A dense run with the marks and joiners in it (the first group), or a spaced word. */
function wordPattern(): RegExp {
  if (pattern !== undefined) return pattern;
  const scripts = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"];
  const letters = String.raw`\p{L}\p{M}\p{N}`;
  const denseLetters = `[${scripts.map((script) => `\\p{scx=${script}}`).join("")}]&&[${letters}]`;
  const pictographs = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}`;
  const dense = `[${denseLetters}]${pictographs}`;
  return pattern = new RegExp(
    String.raw`([${dense}][${dense}\p{M}\u200d]*)|[[${letters}_]--[${dense}]]+`,
    "gv",
  );
}

/** Marks above and below letters that are found without them. In other scripts marks are vowels. */
let diacritics: RegExp | undefined;

/** Emoji joiners and the selectors of an emoji's look: ❤ and ❤️ are one. */
const LOOKS = /[\u200d\ufe0e\ufe0f]/g;

/** Kana, Han and Hangul syllables only: each is a character of its own, and no Unicode rules are to be loaded. */
const LONE_CHARACTERS = /^[\u3041-\u3096\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]*$/;

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
  const words: Word[] = [];
  if (ASCII.test(text)) {
    for (const { 0: word, index: start } of text.toLowerCase().matchAll(ASCII_WORD)) {
      words.push({ start, end: start + word.length, key: word, isDense: false });
    }
    return words;
  }
  for (const { 0: word, 1: dense, index: start } of text.matchAll(wordPattern())) {
    const isDense = dense !== undefined;
    const key = isDense ? foldDense(word) : foldSpaced(word);
    if (key !== "") words.push({ start, end: start + word.length, key, isDense });
  }
  return words;
}

/** Whether every wanted word (of `wordsOf(query)`) is in the text; true where none is wanted. */
export function matches(text: string, wanted: readonly Word[]): boolean {
  if (ASCII.test(text)) {
    const lower = text.toLowerCase();
    if (!wanted.every(({ key }) => lower.includes(key))) return false;
  }
  const words = wordsOf(text);
  return wanted.every((want) => words.some((word) => isIn(want, word)));
}

/** What to mark in a text for the wanted words (of `wordsOf(query)`): in its order, none touching the next. */
export function matchesOf(text: string, wanted: readonly Word[]): Span[] {
  const spans: [start: number, end: number][] = [];
  for (const word of wordsOf(text)) {
    const found = wanted.filter((want) => isIn(want, word));
    if (found.length === 0) continue;
    for (
      const [start, end] of word.isDense ? placesIn(text, word, found) : [[word.start, word.end] as const]
    ) {
      const last = spans.at(-1);
      if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
      else spans.push([start, end]);
    }
  }
  return spans;
}

function isIn(want: Word, word: Word): boolean {
  if (want.isDense !== word.isDense) return false;
  return word.isDense ? word.key.includes(want.key) : word.key === want.key;
}

/** Where the wanted runs are in a dense run of a text: whole characters, by their beginnings. */
function placesIn(text: string, run: Word, wanted: readonly Word[]): Span[] {
  const characters = charactersOf(text, run);
  const places: Span[] = [];
  for (const { key } of wanted) {
    for (let at = run.key.indexOf(key); at >= 0; at = run.key.indexOf(key, at + 1)) {
      places.push([characters[at]![0], characters[at + key.length - 1]![1]]);
    }
  }
  return places.sort(([a], [b]) => a - b);
}

/** For every unit of a run's key, where the character is in the text that it comes from. */
function charactersOf(text: string, { start, end, key }: Word): Span[] {
  const written = text.slice(start, end);
  const characters: Span[] = [];
  let at = start;
  for (const character of LONE_CHARACTERS.test(written) ? written : graphemesOf(written)) {
    const place = [at, at += character.length] as const;
    characters.push(...Array<Span>(foldDense(character).length).fill(place));
  }
  // Where characters melt into one when they are folded together, the whole run is marked.
  return characters.length === key.length ? characters : Array<Span>(key.length).fill([start, end]);
}

function foldDense(run: string): string {
  return run.normalize("NFKC").replace(LOOKS, "").toLowerCase();
}

/** Upper case first, since some letters differ in lower case only: `ß` and `ss`, `ς` and `σ`. */
function foldSpaced(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  diacritics ??= /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
  return word.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ")
    .normalize("NFD").replace(diacritics, "").normalize("NFC").replace(/\s+/g, "");
}
