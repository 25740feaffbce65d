/**
 * Which characters are letters of words, for all that cut text: search, mentions and names. Pieces of patterns (for the
 * flag `v`), to be made into a pattern when one is first needed: making them all takes 3 ms of the server's start.
 *
 * Scripts are told by the script a character is of, not by those it is used with: Unicode lets the tilde of `ã` be used
 * with Thai in one year and not in another, and an index outlives both.
 *
 * @module
 */

/** What a name is made of, with the invisible ones that spelling needs: joiners, forms of Mongolian letters. */
export const NAME_CHARACTERS: string = String.raw`\p{L}\p{M}\p{Nd}_.\-\u180e\u200c\u200d`;

/** Scripts that put no spaces between words, or few. */
const SCRIPTS = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"];

/** Marks that make another letter of a kana before them: か and が. */
const VOICED = String.raw`\u3099\u309a`;

/** What East Asian scripts have in common: 〆, repetition marks, 〼, the long vowel, tone marks. */
const SHARED = String.raw`\u3006\u3031-\u3035\u303c\u30fc\u302a-\u302f`;

/** Letters, vowel signs and digits of scripts that put no spaces between words. */
export const DENSE: string = `[[${
  SCRIPTS.map((script) => `\\p{sc=${script}}`).join("")
}]&&[\\p{L}\\p{M}\\p{N}]]${SHARED}`;

/** Letters, vowel signs and digits of all other scripts; a fraction (½) is one word, by its slash. */
export const SPACED: string = String.raw`[\p{L}\p{M}\p{N}_\u2044]--[${DENSE}${VOICED}]`;

/**
 * Letters that are an apostrophe or another stroke on the line: Ukrainian п’ять and Hawaiian ʻokina are typed with any of
 * them, and most of them are no letters. (`ˊ` and `ˋ` are not among them: they are tones of Bopomofo.)
 */
export const APOSTROPHES: string = String.raw`\u02b9-\u02bf\u02ee\ua78b\ua78c`;

/**
 * Marks that words are often written without: accents of Latin, Greek and Cyrillic, points and signs of Hebrew, Arabic,
 * Syriac, Samaritan and Mandaic, the lines that draw Arabic and N'Ko letters apart, accents of Vedic Sanskrit. Vowel signs
 * of other scripts are not among them.
 */
export const OPTIONAL_MARKS: string = [
  String.raw`\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`,
  String.raw`\u0483-\u0489\u2de0-\u2dff\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f\u2cef-\u2cf1`,
  String.raw`\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7`,
  String.raw`\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed`,
  String.raw`\u0897-\u089f\u08c9-\u08e1\u08e3-\u08ff\u{10efc}-\u{10eff}`,
  String.raw`\u0711\u0730-\u074a\u07fa\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b`,
  String.raw`\u0951-\u0954\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9`,
].join("");

/** Characters that stay as they are in every Unicode form and in the folds of `fold.ts`, but for letter case; none joins others. */
export const STEADY: string = [
  String.raw`\x00-\x7f\u00b7\u0404\u0406\u0410-\u044f\u0454\u0456\u05d0-\u05ea`,
  String.raw`\u0621\u0627-\u063a\u0641-\u0648\u064a\u2013-\u2016\u201c-\u201f\u3001-\u3003\u3008-\u3011`,
  String.raw`\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3`,
].join("");

/** Letters that also stay as they are in names, where accents count. */
export const STEADY_IN_NAMES: string = String.raw`\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u012f` +
  String.raw`\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u045f`;

/** Full-width punctuation, which ends a word in every form. */
export const FULL_WIDTH_ENDS: string = String.raw`\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff64`;
