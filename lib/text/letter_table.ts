/**
 * Letters that no Unicode form takes apart, with what people type who do not have them on their keyboards. Accents come
 * off by rule (`fold.ts`); a stroke or a hook is part of its letter, so it takes a table.
 *
 * @module
 */

/** Plain letters with those that are typed by them, all of them small. */
const BY_PLAIN: Readonly<Record<string, string>> = {
  // Latin letters with strokes, bars, hooks and tails, and letters made of two: Đà Nẵng, Łódź, smørrebrød, Ærø.
  a: "ⱥ",
  b: "ƀɓƃ",
  c: "ȼƈ",
  d: "đðɖɗƌ",
  e: "ɇ",
  f: "ƒ",
  g: "ǥɠ",
  h: "ħⱨ",
  i: "ɨ",
  j: "ɉȷ",
  k: "ƙⱪꝁꝃꝅ",
  l: "łƚⱡɫ",
  n: "ŋɲƞ",
  o: "øɵꝋ",
  p: "ᵽƥ",
  q: "ɋ",
  r: "ɍɽ",
  s: "ȿ",
  t: "ŧⱦƭʈ",
  u: "ʉ",
  v: "ʋ",
  w: "ⱳ",
  y: "ɏƴ",
  z: "ƶⱬȥɀ",
  ae: "æ",
  oe: "œ",
  th: "þ",
  // One Arabic letter that keyboards of different languages write as different ones; alef wasla.
  "ا": "ٱ",
  "ي": "ىی",
  "ك": "ک",
  "ه": "ہە",
  // Yiddish letters made of two.
  "וו": "װ",
  "וי": "ױ",
  "יי": "ײ",
  // Malayalam letters without a vowel, and the Bengali one: older text writes them with two characters.
  "ണ്": "ൺ",
  "ന്": "ൻ",
  "ര്": "ർ",
  "ല്": "ൽ",
  "ള്": "ൾ",
  "ക്": "ൿ",
  "ত্": "ৎ",
};

/** What a letter is typed by; those that are not in it are typed by themselves. */
export const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_PLAIN).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])),
);
