/**
 * What must never reach a terminal, said a second time and in other words than `lib/text/clean_text.ts` says it: by
 * Unicode's own properties, so that a hole in our list is not a hole in the check.
 *
 * @module
 */

/** Format characters that are visible: number signs and abbreviation marks of Arabic, Syriac and Kaithi. */
const VISIBLE = String.raw`\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}`;
/** Invisible, and part of how something is seen: where they may stand is looked at below. */
const LOOKS = String.raw`\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180f\u200c\u200d`;

const STAINS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a control character", /\p{Cc}/u],
  ["half a character", /\p{Cs}/u],
  ["a line end", /[\p{Zl}\p{Zp}]/u],
  ["a change of direction", /\p{Bidi_Control}/u],
  ["a noncharacter", /\p{Noncharacter_Code_Point}/u],
  ["a character for private use", /\p{Co}/u],
  ["an empty braille cell", /\u2800/u],
  ["an invisible character", new RegExp(String.raw`[\p{Default_Ignorable_Code_Point}--[${LOOKS}]]`, "v")],
  ["a format character", new RegExp(String.raw`[\p{Cf}--[${VISIBLE}${LOOKS}]]`, "v")],
  ["a pile of more than 8 marks", /(?:[\u200c\u200d]?\p{M}){9}/u],
];

/** Most blanks in a row of what somebody wrote, and most that the program's own sentences and lists put beside that. */
const MAX_BLANKS = 16, OWN_BLANKS = 4;

const BLANKS = /(?:\p{Zs}\p{M}*){17,}/gu, BLANK = /\p{Zs}/gu;

/** The flag of a part of a country, as Unicode writes it: a black flag, and letters that are tags. */
const FLAGS = /\u{1f3f4}[\u{e0030}-\u{e007a}]{3,7}\u{e007f}/gu;

const JOINER = /^[\u200c\u200d]$/;
const SELECTOR = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
const MONGOLIAN = /^[\u180b-\u180f]$/;

/** What is wrong with a line as it is shown: text of somebody's, and the program's own words and blanks around it. */
export function shownStainOf(line: string): string | undefined {
  return stainOf(line, MAX_BLANKS + OWN_BLANKS);
}

/** What is wrong with a line of text, in words; undefined where it may be shown to anybody. */
export function stainOf(line: string, maxBlanks = MAX_BLANKS): string | undefined {
  if (/^[ -~]*$/.test(line) && !/ {17}/.test(line)) return undefined;
  const text = line.replaceAll(FLAGS, "\u{1f3f4}");
  for (const [what, pattern] of STAINS) {
    const found = pattern.exec(text);
    if (found !== null) return `${what} (U+${text.codePointAt(found.index)!.toString(16)}) at ${found.index}`;
  }
  for (const { 0: row, index } of text.matchAll(BLANKS)) {
    if (row.match(BLANK)!.length > maxBlanks) return `a row of more than ${maxBlanks} blanks at ${index}`;
  }
  const characters = [...text];
  const stray = characters.findIndex((character, at) =>
    JOINER.test(character)
      ? !joins(characters, at)
      : SELECTOR.test(character) || MONGOLIAN.test(character)
      ? !selects(characters, at)
      : false
  );
  return stray < 0 ? undefined : `something invisible that does nothing, at character ${stray}`;
}

/** Whether a joiner stands behind a pictograph and before one, or at a letter of a script that is spelt with joiners. */
function joins(characters: readonly string[], at: number): boolean {
  const isPictograph = (character = "") => /^\p{Extended_Pictographic}$/u.test(character);
  let before = at - 1;
  while (/^[\p{M}\p{Emoji_Modifier}]$/u.test(characters[before] ?? "")) before--;
  const left = characters[before] ?? "";
  if (isPictograph(left)) return characters[at] === "\u200d" && isPictograph(characters[at + 1]);
  const isSpeltSo =
    /^[[\p{L}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hebrew}\p{sc=Hangul}]]$/v;
  return isSpeltSo.test(left) || /^\p{M}$/u.test(characters[at - 1] ?? "") ||
    /^\p{M}$/u.test(characters[at + 1] ?? "");
}

/** Whether there is something visible, and none of its kind, in front of what chooses a form. */
function selects(characters: readonly string[], at: number): boolean {
  const left = characters[at - 1] ?? "";
  if (MONGOLIAN.test(characters[at]!)) return /^[\p{sc=Mongolian}\u180b-\u180d\u180f]$/u.test(left);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(left);
}

/** The colours that the program writes itself, and no other sequence. */
// deno-lint-ignore no-control-regex
const OUR_COLOURS = /\x1b\[(?:0|2|31|32|34|35|1;33)m/g;

/** A coloured line without the program's own colours. */
export function withoutColours(line: string): string {
  return line.replace(OUR_COLOURS, "");
}

/**
 * What is wrong with any text inside a JSON value, at any depth; lines of a sentence are looked at one by one.
 * @param stainOfLine what is wrong with one line
 */
export function stainInside(value: unknown, stainOfLine: typeof shownStainOf = stainOf): string | undefined {
  if (typeof value === "string") {
    return value.split("\n").map((line) => stainOfLine(line)).find((stain) => stain !== undefined);
  }
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).flat().map((inner) => stainInside(inner, stainOfLine))
    .find((stain) => stain !== undefined);
}
