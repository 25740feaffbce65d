/**
 * How far a key reaches from the cursor: a character as people see it, a word, or all there is.
 *
 * @module
 */

import { firstGraphemeOf, lastGraphemeOf } from "../text/graphemes.ts";

/** `blanks_left` is the word that Ctrl-W takes, up to a blank; the other words are letters and digits, as readline has them. */
export type Reach =
  | "left"
  | "right"
  | "word_left"
  | "word_right"
  | "blanks_left"
  | "start"
  | "end";

/**
 * How far it looks for the beginning or the end of a character at first, in UTF-16 units: a family emoji has 11. Where
 * that does not tell for certain, it looks four times as far, up to the whole line.
 */
const WINDOW = 32;

/** Characters that are one by themselves, before another of them. */
const ASCII_END = 0x7f;

/** Regional indicators, which flags are made of, two each: U+1F1E6 to U+1F1FF, each two units. */
const FLAG_LETTER_LEAD = 0xd83c, FIRST_FLAG_LETTER_TRAIL = 0xdde6, LAST_FLAG_LETTER_TRAIL = 0xddff;

const WORD_CHARACTER = /^[\p{L}\p{N}_]$/u;

/** Marks and joiners are of the kind that the character before them is. */
const BELONGS_BEFORE = /^[\p{M}\u200c\u200d]$/u;

/**
 * What lies between the cursor and there.
 * @param before the text to the left of the cursor
 * @param after the text to the right of it
 * @param isCareful false to take code points for characters and words: it is hundreds of times faster
 */
export function reached(reach: Reach, before: string, after: string, isCareful: boolean): string {
  if (reach === "start") return before;
  if (reach === "end") return after;
  if (!isCareful) {
    return isLeft(reach) ? before.slice(lastCodePoint(before)) : after.slice(0, codePointSize(after, 0));
  }
  switch (reach) {
    case "left":
      return characterLeft(before);
    case "right":
      return characterRight(after);
    case "word_left":
      return before.slice(skippedLeft(before, skippedLeft(before, before.length, isNoWord), isWord));
    case "blanks_left":
      return before.slice(skippedLeft(before, skippedLeft(before, before.length, isBlank), isNoBlank));
    case "word_right":
      return after.slice(0, skippedRight(after, skippedRight(after, 0, isNoWord), isWord));
  }
}

/** Whether a key reaches to the left of the cursor. */
export function isLeft(reach: Reach): boolean {
  return reach === "start" || reach === "left" || reach === "word_left" || reach === "blanks_left";
}

export function characterLeft(before: string): string {
  const size = before.length;
  if (isAscii(before, size - 1) && isAscii(before, size - 2)) return before.slice(-1);
  for (let units = WINDOW;; units *= 4) {
    const start = windowStart(before, size - units);
    const last = lastGraphemeOf(before.slice(start), start === 0);
    if (last !== undefined) return last;
  }
}

export function characterRight(after: string): string {
  if (isAscii(after, 0) && isAscii(after, 1)) return after.slice(0, 1);
  for (let units = WINDOW;; units *= 4) {
    const first = firstGraphemeOf(after.slice(0, units));
    if (first.length < units - 1 || units >= after.length) return first; // half a character may stand at the end
  }
}

/** Whether the unit there is ASCII, or there is none. */
function isAscii(text: string, at: number): boolean {
  return !(text.charCodeAt(at) > ASCII_END);
}

/** Where a window begins that may begin there: never inside a character, and never between the two letters of a flag. */
export function windowStart(text: string, wanted: number): number {
  if (wanted <= 0) return 0;
  const start = isTrail(text.charCodeAt(wanted)) ? wanted - 1 : wanted;
  let before = start;
  while (isFlagLetter(text, before - 2)) before -= 2;
  return (start - before) % 4 === 0 ? start : start - 2;
}

function isFlagLetter(text: string, at: number): boolean {
  const trail = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === FLAG_LETTER_LEAD && trail >= FIRST_FLAG_LETTER_TRAIL &&
    trail <= LAST_FLAG_LETTER_TRAIL;
}

function isTrail(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Where the code point begins that ends there. */
function lastCodePoint(text: string, end = text.length): number {
  const last = end - 1;
  return Math.max(0, isTrail(text.charCodeAt(last)) ? last - 1 : last);
}

function codePointSize(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

type Kind = (character: string) => boolean;

const isWord: Kind = (character) => WORD_CHARACTER.test(character);
const isNoWord: Kind = (character) => !isWord(character);
const isBlank: Kind = (character) => /^\s$/.test(character);
const isNoBlank: Kind = (character) => !isBlank(character);

/** The place behind the nearest character to the left that is of another kind. */
function skippedLeft(text: string, from: number, kind: Kind): number {
  let at = from;
  while (at > 0) {
    let next = at, character: string;
    do {
      const end = next;
      next = lastCodePoint(text, end);
      character = text.slice(next, end);
    } while (next > 0 && BELONGS_BEFORE.test(character));
    if (!kind(character)) break;
    at = next;
  }
  return at;
}

/** The place before the nearest character to the right that is of another kind. */
function skippedRight(text: string, from: number, kind: Kind): number {
  let at = from;
  while (at < text.length) {
    const character = text.slice(at, at + codePointSize(text, at));
    if (!BELONGS_BEFORE.test(character) && !kind(character)) break;
    at += character.length;
  }
  return at;
}
