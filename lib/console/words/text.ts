/**
 * Text for the screen: made harmless, measured, cut and padded, in columns of a terminal. East Asian wide characters take
 * two. Whatever reaches a span goes through {@linkcode harmless}, here or in `lines.ts`.
 *
 * @module
 */

import stringWidth from "string-width";
import { graphemesOf } from "../../text/graphemes.ts";

/** Everything that needs a second look. */
const NOT_PLAIN = /[^\x20-\x7e]/;

/**
 * Controls, formats and lone surrogates; and what makes one character of several, of which every terminal thinks
 * something else: variation selectors and enclosing marks.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Me}\p{Variation_Selector}]/gu;

/** The text without what could disturb a terminal; with `isAscii`, every character beyond ASCII is a `?`. */
export function harmless(text: string, isAscii: boolean): string {
  if (!NOT_PLAIN.test(text)) return text;
  const clean = text.replaceAll(HARMFUL, "");
  return isAscii && NOT_PLAIN.test(clean) ? graphemesOf(clean).map(typed).join("") : clean;
}

/** A character in ASCII. */
function typed(character: string): string {
  return NOT_PLAIN.test(character) ? "?" : character;
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return NOT_PLAIN.test(text) ? stringWidth(text) : text.length;
}

/** The text, or as much of its beginning as goes into `columns` with the sign that it was cut. */
export function cutRight(text: string, columns: number, sign: string): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  if (!NOT_PLAIN.test(text)) return text.slice(0, columns - 1) + sign;
  return taken(graphemesOf(text), columns - 1).join("") + sign;
}

/** As {@linkcode cutRight}, but what is left is the end: of a place in the program that says most. */
export function cutLeft(text: string, columns: number, sign: string): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  if (!NOT_PLAIN.test(text)) return sign + text.slice(text.length - columns + 1);
  return sign + taken(graphemesOf(text).reverse(), columns - 1).reverse().join("");
}

/** The first characters that go into so many columns. */
function taken(characters: readonly string[], columns: number): string[] {
  const kept: string[] = [];
  let width = 0;
  for (const character of characters) {
    width += widthOf(character);
    if (width > columns) break;
    kept.push(character);
  }
  return kept;
}

/** The text with spaces behind it, or before it, until it takes `columns`. */
export function padded(text: string, columns: number, isRight = false): string {
  const gap = " ".repeat(Math.max(0, columns - widthOf(text)));
  return isRight ? gap + text : text + gap;
}
