/**
 * Makes one spelling of what people write in several ways. In names, letter case and Unicode form do not count; in words
 * that are searched, accents, points and look do not count either. Both begin with Unicode's decomposed form (NFKD), so
 * that every normalization form of a text is folded to the same. Most text needs no more than small letters.
 *
 * @module
 */

import { withEmojiLetters } from "./emoji_letters.ts";
import { PLAIN_LETTERS } from "./letter_table.ts";
import { APOSTROPHES, FULL_WIDTH_ENDS, OPTIONAL_MARKS, STEADY, STEADY_IN_NAMES } from "./letters.ts";
import { SARA_AM, SARA_AM_APART, THAI, THAI_OUT_OF_ORDER, thaiInOrder } from "./thai.ts";

/** Patterns are made when first needed: making them takes milliseconds of the server's start. */
let uneasy: RegExp | undefined, unsteady: RegExp | undefined, unsteadyName: RegExp | undefined;
let apostrophes: RegExp | undefined, dropped: RegExp | undefined, tabled: RegExp | undefined;

/** Whether every UTF-16 unit of a text is a character of its own, and folded to one unit. */
export function isEasy(text: string): boolean {
  uneasy ??= new RegExp(`[^${STEADY}${FULL_WIDTH_ENDS}]`);
  return !uneasy.test(text);
}

/** A name, or text to look for names in: the same for `Straße`, `STRASSE` and `ｓｔｒａｓｓｅ`. */
export function foldName(text: string): string {
  unsteadyName ??= new RegExp(`[^${STEADY}${STEADY_IN_NAMES}${THAI}${SARA_AM}]|${THAI_OUT_OF_ORDER}`);
  if (!unsteadyName.test(text)) return text.toLowerCase().replaceAll(SARA_AM, SARA_AM_APART);
  const invisible = /\p{Default_Ignorable_Code_Point}/gu; // joiners, soft hyphens, an emoji's look
  apostrophes ??= new RegExp(`[${APOSTROPHES}\u2018\u2019\uff07]`, "g");
  const bare = text.normalize("NFKD").replace(invisible, "").replace(apostrophes, "'");
  return thaiInOrder(inOneCase(bare)).normalize("NFC");
}

/** A text as it is searched: the same for `Café`, `CAFE` and `ｃａｆｅ`, for مُحَمَّد and محمد, for ٤٢ and `42`. */
export function foldText(text: string): string {
  unsteady ??= new RegExp(`[^${STEADY}${FULL_WIDTH_ENDS}${THAI}${SARA_AM}]|${THAI_OUT_OF_ORDER}`);
  if (!unsteady.test(text)) return text.toLowerCase().replaceAll(SARA_AM, SARA_AM_APART);
  const apart = /[\u2116\u2120-\u2122\u213b\u00bc-\u00be\u2150-\u215f\u2189]/g; // letters to Unicode: Foo™, №5, 2½
  const ownLetters = /[ИиУу]\u0306|[Іі]\u0308|[ГгКк]\u0301/g; // й ў ї ѓ ќ have keys of their own
  dropped ??= new RegExp(`[\\p{Default_Ignorable_Code_Point}${OPTIONAL_MARKS}]`, "gv");
  tabled ??= new RegExp(`[${[...PLAIN_LETTERS.keys()].join("")}]`, "gu");
  const bare = withEmojiLetters(text.replace(apart, " $& ")).normalize("NFKD")
    .replace(ownLetters, (letter) => letter.normalize("NFC"))
    .replace(dropped, "");
  const plain = inOneCase(bare)
    .replace(tabled, (letter) => PLAIN_LETTERS.get(letter)!)
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));
  return thaiInOrder(plain).normalize("NFC");
}

/** Small letters. By way of capital ones, since some differ as small letters only: `ß` and `ss`, `ς` and `σ`. */
function inOneCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

/** The value of a decimal digit of any script: they stand in rows of ten, each from 0 to 9. */
function valueOf(digit: string): number {
  const codePoint = digit.codePointAt(0)!;
  let first = codePoint;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}
