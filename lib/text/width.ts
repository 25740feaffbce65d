/**
 * Text in columns of a terminal: measured, cut and padded. East Asian wide characters take two. Only whoever draws for a
 * terminal loads it, and with it the table of widths; the text comes clean (`clean_text.ts`).
 *
 * @module
 */

import stringWidth from "string-width";
import { graphemesOf } from "./graphemes.ts";

/** Everything that needs a second look. */
const NOT_PLAIN = /[^\x20-\x7e]/;

export function widthOf(text: string): number {
  return NOT_PLAIN.test(text) ? stringWidth(text) : text.length;
}

/** The text, or as much of its beginning as goes into `columns` with the sign that it was cut. */
export function cutRight(text: string, columns: number, sign: string): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  const kept = NOT_PLAIN.test(text)
    ? taken(graphemesOf(text), columns - 1).join("")
    : text.slice(0, columns - 1);
  return kept + sign;
}

/** As {@linkcode cutRight}, but what is left is the end: of a place in the program that says most. */
export function cutLeft(text: string, columns: number, sign: string): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  if (!NOT_PLAIN.test(text)) return sign + text.slice(text.length - columns + 1);
  return sign + taken(graphemesOf(text).reverse(), columns - 1).reverse().join("");
}

/** The first characters that go into so many columns. */
function taken(characters: string[], columns: number): string[] {
  let width = 0;
  const end = characters.findIndex((character) => (width += widthOf(character)) > columns);
  return end < 0 ? characters : characters.slice(0, end);
}

/** The text with spaces behind it, or before it, until it takes `columns`. */
export function padded(text: string, columns: number, isRight = false): string {
  const gap = " ".repeat(Math.max(0, columns - widthOf(text)));
  return isRight ? gap + text : text + gap;
}
