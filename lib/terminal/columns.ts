/**
 * How many columns characters take on a terminal, for drawing an input. The table of widths takes 30 ms to load, which
 * every start of the server would pay for. So it is loaded when somebody first edits a line here; until it is there, the
 * width is guessed. A wrong guess is no harm: widths only decide how far a line is scrolled.
 *
 * @module
 */

import { graphemesOf } from "../text/graphemes.ts";

/**
 * Most characters whose width is kept: those of a language that is typed now, and 100 kB. Asking the table takes 4 µs each,
 * and a row of an input has eighty.
 */
const MAX_KEPT = 1000;

/** Longest character whose width is kept, in UTF-16 units: a family emoji has 11. */
const MAX_UNITS = 16;

/** Where characters of two columns begin: Hangul. */
const FIRST_WIDE = 0x1100;

const PLAIN = /^[\x20-\x7e]*$/;

const kept = new Map<string, number>(); // columns by character
let measure = guessedWidth;
let loading: Promise<void> | undefined;

/**
 * Loads the table of widths, once. Where that fails, for a lack of descriptors perhaps, the next editor tries again.
 * @param load gives what measures
 */
export function loadWidths(load = () => import("../text/width.ts")): Promise<void> {
  return loading ??= load().then(({ widthOf }) => {
    measure = widthOf;
    kept.clear();
  }, () => void (loading = undefined));
}

/** Of one character, as people see them. */
export function columnsOf(character: string): number {
  if (PLAIN.test(character)) return character.length;
  const known = kept.get(character);
  if (known !== undefined) return known;
  const columns = measure(character);
  if (kept.size >= MAX_KEPT) kept.clear();
  if (character.length <= MAX_UNITS) kept.set(character, columns);
  return columns;
}

/** Of a text. */
export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : graphemesOf(text).reduce((sum, each) => sum + columnsOf(each), 0);
}

function guessedWidth(character: string): number {
  return character.codePointAt(0)! < FIRST_WIDE ? 1 : 2;
}
