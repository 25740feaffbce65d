/**
 * Finds names in what people say: `@Anna`, `anna,` and 小明 in 小明你好.
 *
 * @module
 */

/** A place in a text where a name may stand. */
export interface NamePlace {
  /** The word there, as {@linkcode folded} makes it. */
  readonly word: string;
  /** Where it starts, in UTF-16 code units. */
  readonly start: number;
}

/** How long the names are that begin with a letter and are looked for inside runs without spaces. */
export type LengthsAt = (letter: string) => Iterable<number> | undefined;

/** Everything a name may be made of. */
const WORD = /[\p{L}\p{M}\p{Nd}_.-]+/gu;

/** What begins or ends a sentence rather than a name: `anna.`, `-anna`. */
const EDGES = ".-";

/** Scripts written without spaces: a name may stand anywhere in a run of them. */
const DENSE =
  "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}";

/** One letter of them, and what stands between them (ann in 你好ann); made when first needed, for the start's sake. */
let denseLetter: RegExp | undefined, between: RegExp | undefined;

/** Text in lower case, of the same length: the few letters that would grow (İ) stay as they are. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length && !lower.includes("ς")) return lower;
  return Array.from(text, sameLength).join("").replaceAll("ς", "σ"); // a final sigma depends on what follows
}

function sameLength(letter: string): string {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** Whether a name is written in a script without spaces. */
export function isDense(name: string): boolean {
  // deno-lint-ignore no-control-regex
  return /[^\x00-\x7f]/.test(name) && (denseLetter ??= new RegExp(`[${DENSE}]`, "u")).test(name);
}

/** Every place where a name may stand: whole words, and pieces of runs without spaces. */
export function* namePlaces(text: string, lengthsAt: LengthsAt): Generator<NamePlace> {
  for (const { 0: run, index } of text.matchAll(WORD)) {
    const lower = folded(run);
    yield* wholePlaces(lower, index);
    if (!isDense(run)) continue;
    between ??= new RegExp(`[^${DENSE}]+`, "gu");
    for (const { 0: part, index: at } of lower.matchAll(between)) yield* wholePlaces(part, index + at);
    for (let start = 0; start < lower.length; start++) {
      for (const length of lengthsAt(lower[start]!) ?? []) {
        yield { word: lower.slice(start, start + length), start: index + start };
      }
    }
  }
}

/** A word, and the same without what is at the edges of a sentence. By hand: a pattern takes the square of the length. */
function* wholePlaces(word: string, at: number): Generator<NamePlace> {
  yield { word, start: at };
  let start = 0, end = word.length;
  while (start < end && EDGES.includes(word[start]!)) start++;
  while (end > start && EDGES.includes(word[end - 1]!)) end--;
  if (start < end && end - start < word.length) yield { word: word.slice(start, end), start: at + start };
}

/** Where one name stands in a text, as pairs of start and end that do not overlap. */
export function mentionsOf(text: string, name: string): [start: number, end: number][] {
  const word = folded(name);
  const lengthsAt: LengthsAt = (letter) => isDense(name) && letter === word[0] ? [word.length] : undefined;
  const spans: [number, number][] = [];
  for (const place of namePlaces(text, lengthsAt)) {
    const isNew = place.start >= (spans.at(-1)?.[1] ?? 0);
    if (place.word === word && isNew) spans.push([place.start, place.start + word.length]);
  }
  return spans;
}
