/**
 * Characters that nobody sees: they go, since they hide text and turn it around. A few are kept where they alone make
 * what is seen: joiners that words are spelt with (UAX 31, 2.3) and emoji are held together by (UTS 51), the tags of a
 * flag, and what chooses the form of the character in front of it.
 *
 * What is kept stands directly behind something visible, one (or one flag's tags) each: no chain of them holds a message.
 *
 * @module
 */

/**
 * Invisible, blank without being a space, or harmful: controls, line separators, soft hyphen, zero-width and bidi marks,
 * overrides and isolates, invisible operators, interlinear marks, Hangul fillers, the empty braille cell, empty
 * hieroglyphs and notes, format controls, variation selectors, tags, private use (no two fonts agree about it),
 * noncharacters, lone surrogates.
 */
const INVISIBLE = String.raw`\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f` +
  String.raw`\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb` +
  String.raw`\ufdd0-\ufdef\p{Noncharacter_Code_Point}\p{Surrogate}\p{Private_Use}` +
  String.raw`\u{13430}-\u{1343f}\u{13441}\u{13442}\u{16fe4}\u{1bca0}-\u{1bca3}\u{1d159}\u{1d173}-\u{1d17a}` +
  String.raw`\u{e0000}-\u{e0fff}`;

/** Letters and marks that are seen: Hangul fillers and variation selectors are among Unicode's, too, and carry nothing. */
const LETTER = String.raw`[\p{L}--[${INVISIBLE}]]`, MARK = String.raw`[\p{M}--[${INVISIBLE}]]`;

/** Marks that kill the vowel of the letter before them (canonical combining class 9). */
const VIRAMA = [
  String.raw`\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84`,
  String
    .raw`\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4`,
  String
    .raw`\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}`,
  String.raw`\u{11235}\u{112ea}\u{1134d}\u{113ce}-\u{113d0}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}`,
  String.raw`\u{1172b}\u{11839}\u{1193d}\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}\u{11d44}`,
  String.raw`\u{11d45}\u{11d97}\u{11f41}\u{11f42}\u{1612f}`,
].join("");

/** Letters that change their form with their neighbours: in these scripts a joiner shows. */
const JOINING = "[" +
  "Arabic Syriac Mandaic Nko Mongolian Phags_Pa Adlam Hanifi_Rohingya Manichaean Psalter_Pahlavi Sogdian Chorasmian"
    .split(" ").map((script) => `\\p{scx=${script}}`).join("") +
  String.raw`]&&${LETTER}`;

/** What is kept, each with what has to stand around it. */
const KEPT: readonly string[] = [
  // letters kept apart (Persian), and the form of a letter that would be joined (an Arabic abbreviation)
  String.raw`(?<=[${JOINING}]\p{M}{0,8})\u200c(?=[${JOINING}])`,
  String.raw`(?<=[${JOINING}]\p{M}{0,8})\u200d`,
  // how a consonant without a vowel is written (Sinhala, Malayalam, Marathi), behind the virama and before it (Bengali)
  String.raw`(?<=${LETTER}${MARK}{0,2}[${VIRAMA}]${MARK}?)[\u200c\u200d]`,
  String.raw`(?<=${LETTER}${MARK}{0,2})[\u200c\u200d](?=[${VIRAMA}])`,
  // a Khmer register shifter that keeps its form above a vowel
  String.raw`(?<=${LETTER}${MARK}{0,2}[\u17c9\u17ca])\u200c(?=[\u17b6-\u17c5])`,
  // emoji of several: between two pictographs, with what may stand between
  String.raw`(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic})`,
  // the flag of a part of a country: its code (ISO 3166-2, as CLDR writes it) and an end
  String.raw`(?<=\u{1f3f4})(?:[\u{e0061}-\u{e007a}]{2}|[\u{e0030}-\u{e0039}]{3})` +
  String.raw`[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,4}\u{e007f}`,
  // the look of an emoji, a variant of a Chinese character, of a punctuation mark, a symbol or a letter
  String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]`,
  String.raw`(?<=[\p{sc=Han}&&${LETTER}])[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=[\p{Sm}0\u2018-\u201d\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f])[\ufe00\ufe01]`,
  String.raw`(?<=[[\p{sc=Myanmar}\p{sc=Phags_Pa}\p{sc=Manichaean}]&&${LETTER}])\ufe00`,
  String.raw`(?<=[\p{sc=Egyptian_Hieroglyphs}&&${LETTER}])[\ufe00-\ufe06]`,
  // the form of a Mongolian letter, and the gap before its last vowel
  String.raw`(?<=[\p{sc=Mongolian}&&${LETTER}])[\u180b-\u180d\u180f]`,
  String.raw`(?<=[\p{sc=Mongolian}&&${LETTER}][\u180b-\u180d\u180f]?)\u180e(?=[\u1820\u1821])`,
];

/** What may be kept somewhere: joiners, variation selectors, Mongolian forms, tags. */
const KEPT_SOMEWHERE = String
  .raw`\u200c\u200d\u180b-\u180f\ufe00-\ufe0f\u{e0030}-\u{e007f}\u{e0100}-\u{e01ef}`;

/** Made when first needed: it takes 3 ms of the server's start. */
let pattern: RegExp | undefined;

/**
 * Takes out what nobody sees. Idempotent.
 *
 * @example
 * ```ts
 * import { withoutInvisible } from "./invisible.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(withoutInvisible("a\u200cb می\u200cخواهم"), "ab می\u200cخواهم");
 * ```
 */
export function withoutInvisible(text: string): string {
  // What is kept (the first group), or what goes. Both are looked at in the text as it was typed.
  pattern ??= new RegExp(`(?=[${INVISIBLE}])(?:(${KEPT.join("|")})|.)`, "gsv");
  return text.replace(pattern, (_, kept: string | undefined) => kept ?? "");
}

/** Made when first needed, by whoever edits lines. */
let never: RegExp | undefined;

/**
 * Takes out what nobody sees wherever it stands: for text that comes character by character, where what makes a joiner
 * seen may be still to come.
 */
export function withoutNeverSeen(text: string): string {
  never ??= new RegExp(`[[${INVISIBLE}]--[${KEPT_SOMEWHERE}]]`, "gv");
  return text.replace(never, "");
}

/** Made when first needed, by whoever draws screens. */
let unsafe: RegExp | undefined;

/**
 * Takes out everything that nobody sees, without exceptions, and what encloses the character in front of it: of
 * characters that are made of several, every terminal thinks another width.
 */
export function withoutJoined(text: string): string {
  unsafe ??= new RegExp(`[${INVISIBLE}\\p{Cf}\\p{Me}]`, "gv");
  return text.replace(unsafe, "");
}
