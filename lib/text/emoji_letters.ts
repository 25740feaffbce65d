/**
 * Emoji that are made of characters which mean something else by themselves: flags and keycaps. Each is written as one
 * letter here, so that no part of it is found, nor a pair of letters across two flags (🇺🇸 in 🇦🇺🇸🇪). A skin tone is left
 * out, as accents are: 👨‍💻 is found in any.
 *
 * The letters are of a private use area, whose own characters are nobody's words: they become spaces first.
 *
 * @module
 */

/** Where the letters are: pairs of regional indicators, keycaps, the beginnings and the tags of longer flags, ‼ and ⁉. */
const PAIRS = 0xf0000, KEYCAPS = 0xf0300, JOINED = 0xf0400, TAGGED = 0xf0402, TAGS = 0xf0500, SIGNS = 0xf0600;

export const EMOJI_LETTERS: string = String.raw`\u{f0000}-\u{f07ff}`;

/** The letter A of regional indicators, and how many there are. */
const INDICATOR_A = 0x1f1e6, INDICATORS = 26;

const LAST_TAG = 0x7f;

/** A text with flags and keycaps as letters, and without skin tones; any other text as it is. */
export function withEmojiLetters(text: string): string {
  const mayHold =
    /[\u20e3\u203c\u2049\u{1f1e6}-\u{1f1ff}\u{1f3f3}\u{1f3f4}\u{1f3fb}-\u{1f3ff}\u{f0000}-\u{f07ff}]/u;
  if (!mayHold.test(text)) return text;
  return text
    .replace(/[\u{f0000}-\u{f07ff}]/gu, " ")
    .replace(/(?<=\p{Extended_Pictographic}\ufe0f?)\p{Emoji_Modifier}/gu, "") // skin tones
    .replace(
      /([0-9#*０-９＃＊])\ufe0f?\u20e3/gu,
      (_, key: string) => letter(KEYCAPS + codeOf(key.normalize("NFKC"))),
    )
    .replace(
      /([\u{1f1e6}-\u{1f1ff}])([\u{1f1e6}-\u{1f1ff}])/gu,
      (_, first: string, second: string) =>
        letter(PAIRS + (codeOf(first) - INDICATOR_A) * INDICATORS + codeOf(second) - INDICATOR_A),
    )
    .replace(
      /([\u{1f3f3}\u{1f3f4}])\ufe0f?([\u{e0020}-\u{e007e}]+)\u{e007f}?/gu,
      (_, flag: string, tags: string) =>
        letter(TAGGED + colourOf(flag)) + Array.from(tags, (tag) => tagLetter(codeOf(tag))).join("") +
        tagLetter(LAST_TAG),
    )
    .replace(
      /([\u{1f3f3}\u{1f3f4}])\ufe0f?(?=\u200d)/gu,
      (_, flag: string) => letter(JOINED + colourOf(flag)),
    )
    .replace(/[\u203c\u2049]/g, (sign) => letter(SIGNS + (sign === "‼" ? 0 : 1)));
}

function letter(codePoint: number): string {
  return String.fromCodePoint(codePoint);
}

function codeOf(character: string): number {
  return character.codePointAt(0)!;
}

/** 0 for a black flag, 1 for a white one: 🏴 and 🏳 begin other flags. */
function colourOf(flag: string): 0 | 1 {
  return flag === "🏴" ? 0 : 1;
}

function tagLetter(tag: number): string {
  return letter(TAGS + (tag & 0x7f));
}
