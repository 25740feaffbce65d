/** Thai and Lao in one spelling: what looks the same is typed in orders that Unicode keeps apart. @module */

/** Thai letters, marks and tones that most text is made of; ำ is not among them, since Unicode takes it apart. */
export const THAI: string = String.raw`\u0e01-\u0e32\u0e34-\u0e39\u0e40-\u0e4c`;

/** Thai in another order than {@linkcode thaiInOrder} makes it: a piece of a pattern. */
export const THAI_OUT_OF_ORDER: string = String
  .raw`[\u0e48-\u0e4c][\u0e31\u0e34-\u0e39\u0e47]|[\u0e32\u0e33][\u0e48-\u0e4c]|\u0e40\u0e40`;

/** The Thai vowel ำ, and the two characters that Unicode takes it for. */
export const SARA_AM = "\u0e33", SARA_AM_APART = "\u0e4d\u0e32";

/**
 * A text, taken apart by Unicode (NFKD), in which marks stand in one order (vowel, tone, nikhahit), before a vowel that
 * follows, and two vowels เ are แ. So น้ำ is the same whether its last vowel is one character or two, with the tone
 * before, between or after them.
 */
export function thaiInOrder(text: string): string {
  if (!/[\u0e40-\u0e4e\u0ec0-\u0ece]/.test(text)) return text;
  return text
    .replaceAll("\u0e40\u0e40", "\u0e41").replaceAll("\u0ec0\u0ec0", "\u0ec1")
    .replace(/([\u0e32\u0eb2])([\u0e48-\u0e4c\u0ec8-\u0ecc]+)/g, "$2$1") // a tone behind a vowel that follows
    .replace(/([\u0e48-\u0e4d\u0ec8-\u0ecd]+)([\u0e31\u0e34-\u0e3a\u0e47\u0eb1\u0eb4-\u0ebc]+)/g, "$2$1")
    .replace(/([\u0e4d\u0ecd]+)([\u0e48-\u0e4c\u0ec8-\u0ecc]+)/g, "$2$1"); // a tone behind a nikhahit
}
