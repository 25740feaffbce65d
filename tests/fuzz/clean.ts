/**
 * What must never reach a terminal, said a second time and in other words than `lib/render/clean_text.ts` says it: by
 * Unicode's own properties, so that a hole in our list is not a hole in the check.
 *
 * @module
 */

/** Format characters that are visible: number signs and abbreviation marks of Arabic, Syriac and Kaithi. */
const VISIBLE = String.raw`\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}`;
/** Invisible, and part of how an emoji looks: variation selectors; the joiner is looked at below. */
const LOOKS = String.raw`\ufe00-\ufe0f\u200d`;

const STAINS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a control character", /\p{Cc}/u],
  ["half a character", /\p{Cs}/u],
  ["a line end", /[\p{Zl}\p{Zp}]/u],
  ["a change of direction", /\p{Bidi_Control}/u],
  ["a noncharacter", /\p{Noncharacter_Code_Point}/u],
  ["an invisible character", new RegExp(String.raw`[\p{Default_Ignorable_Code_Point}--[${LOOKS}]]`, "v")],
  ["a format character", new RegExp(String.raw`[\p{Cf}--[${VISIBLE}${LOOKS}]]`, "v")],
  ["a pile of more than 8 marks", /\p{M}{9}/u],
];

/** Unicode's joiner of emoji. */
const JOINER = "\u200d";

/** What is wrong with a line of text, in words; undefined where it may be shown to anybody. */
export function stainOf(text: string): string | undefined {
  if (/^[ -~]*$/.test(text)) return undefined;
  for (const [what, pattern] of STAINS) {
    const found = pattern.exec(text);
    if (found !== null) return `${what} (U+${text.codePointAt(found.index)!.toString(16)}) at ${found.index}`;
  }
  const characters = [...text];
  const stray = characters.findIndex((character, at) => character === JOINER && !joins(characters, at));
  return stray < 0 ? undefined : `a joiner that joins nothing, at character ${stray}`;
}

/** Whether there is a pictograph on both sides, the left one with its look or its colour of skin. */
function joins(characters: readonly string[], at: number): boolean {
  const isPictograph = (character = "") => /^\p{Extended_Pictographic}$/u.test(character);
  const [left = "", farLeft] = [characters[at - 1], characters[at - 2]];
  const hasLook = /^(?:\ufe0f|\p{Emoji_Modifier})$/u.test(left) && isPictograph(farLeft);
  return isPictograph(characters[at + 1]) && (isPictograph(left) || hasLook);
}

/** The colours that the program writes itself, and no other sequence. */
// deno-lint-ignore no-control-regex
const OUR_COLOURS = /\x1b\[(?:0|2|31|32|34|35|1;33)m/g;

/** A coloured line without the program's own colours. */
export function withoutColours(line: string): string {
  return line.replace(OUR_COLOURS, "");
}

/** What is wrong with any text inside a JSON value, at any depth; lines of a sentence are looked at one by one. */
export function stainInside(value: unknown): string | undefined {
  if (typeof value === "string") {
    return value.split("\n").map(stainOf).find((stain) => stain !== undefined);
  }
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).flat().map(stainInside).find((stain) => stain !== undefined);
}
