/**
 * Finds names in what people say: `@Anna`, `anna,` and 小明 in 小明你好, in any letter case and Unicode form.
 *
 * @module
 */

import { foldName } from "./fold.ts";
import { APOSTROPHES, DENSE, NAME_CHARACTERS } from "./letters.ts";
import { type Origin, originsOf, type Span } from "./origins.ts";

/** A place in a text where a name may stand. */
export interface NamePlace {
  /** The word there, as {@linkcode foldName} makes it. */
  readonly word: string;
  /** Where it starts in the run it is in, as that is folded, in UTF-16 units. */
  readonly start: number;
  /** The run of letters it is in, as it is in the text. */
  readonly run: string;
  /** Where that starts in the text, in UTF-16 units. */
  readonly runStart: number;
}

/** How long the folded names are that begin with a letter and are looked for inside runs without spaces. */
export type LengthsAt = (letter: string) => Iterable<number> | undefined;

/** A word in a run. */
type Piece = Pick<NamePlace, "word" | "start">;

/** What begins or ends a sentence rather than a name: `anna.`, `-anna`, `'anna'`. */
const EDGES = ".-'";

/** Between these a name may stand: `anna's`, `l'anna`. Мар'яна and her like have one in their name. */
const APOSTROPHE = "'";

/** Most apostrophes in a name that is found beside others of them. */
const MAX_APOSTROPHES = 2;

/** Everything a name may be made of: in ASCII, and in all scripts with full-width signs and what is invisible. */
const ASCII_RUNS = /[\w.\-']+/g;
let runs: RegExp | undefined; // made when first needed, as the next ones

/** A letter of a script without spaces, and what stands between them (ann in 你好ann). */
let denseLetter: RegExp | undefined, between: RegExp | undefined;

/** What belongs to the letter before it. */
let mark: RegExp | undefined;

/** Whether a folded name is written in a script without spaces. */
export function isDense(name: string): boolean {
  // deno-lint-ignore no-control-regex
  return /[^\x00-\x7f]/.test(name) && (denseLetter ??= new RegExp(`[${DENSE}]`, "v")).test(name);
}

/** Every place where a name may stand: whole words, and pieces of runs without spaces. */
export function* namePlaces(text: string, lengthsAt: LengthsAt): Generator<NamePlace> {
  runs ??= new RegExp(
    String.raw`[${NAME_CHARACTERS}'\u2018\u2019\uff07．－＿\u00ad${APOSTROPHES}]+`,
    "gu",
  );
  // deno-lint-ignore no-control-regex
  const isAscii = /^[\x00-\x7f]*$/.test(text);
  for (const { 0: run, index: runStart } of text.matchAll(isAscii ? ASCII_RUNS : runs)) {
    const folded = isAscii ? run.toLowerCase() : foldName(run);
    for (const { word, start } of piecesOf(folded, lengthsAt)) yield { word, start, run, runStart };
  }
}

function* piecesOf(run: string, lengthsAt: LengthsAt): Generator<Piece> {
  yield* spacedPieces(run, 0);
  if (!isDense(run)) return;
  between ??= new RegExp(`[^${DENSE}]+`, "gv");
  mark ??= /^\p{M}/u;
  for (const { 0: part, index } of run.matchAll(between)) {
    const end = index + part.length;
    const isCut = mark.test(run.slice(end, end + 2));
    for (const piece of spacedPieces(part, index)) {
      if (!isCut || piece.start + piece.word.length < end) yield piece;
    }
  }
  for (let start = 0; start < run.length; start++) {
    for (const length of lengthsAt(run[start]!) ?? []) {
      const end = start + length;
      if (end <= run.length && !mark.test(run.slice(end, end + 2))) {
        yield { word: run.slice(start, end), start };
      }
    }
  }
}

/** A word, and what is between apostrophes in it. */
function* spacedPieces(word: string, at: number): Generator<Piece> {
  yield* wholePieces(word, at);
  if (!word.includes(APOSTROPHE)) return;
  const starts = [0], ends: number[] = [];
  for (let end = word.indexOf(APOSTROPHE); end >= 0; end = word.indexOf(APOSTROPHE, end + 1)) {
    ends.push(end);
    starts.push(end + 1);
  }
  ends.push(word.length);
  for (let apostrophes = 0; apostrophes <= MAX_APOSTROPHES; apostrophes++) {
    for (let part = 0; part + apostrophes < ends.length; part++) {
      yield* wholePieces(word.slice(starts[part], ends[part + apostrophes]), at + starts[part]!);
    }
  }
}

/** A word, and the same without what is at the edges of a sentence. By hand: a pattern takes the square of the length. */
function* wholePieces(word: string, at: number): Generator<Piece> {
  yield { word, start: at };
  let start = 0, end = word.length;
  while (start < end && EDGES.includes(word[start]!)) start++;
  while (end > start && EDGES.includes(word[end - 1]!)) end--;
  if (start < end && end - start < word.length) yield { word: word.slice(start, end), start: at + start };
}

/** Where one name stands in a text: whole characters, that do not overlap. */
export function mentionsOf(text: string, name: string): Span[] {
  const word = foldName(name);
  const lengths = isDense(word) ? [word.length] : undefined;
  const places: Span[] = [];
  let origin: Origin | undefined, originStart = -1;
  for (const place of namePlaces(text, (letter) => letter === word[0] ? lengths : undefined)) {
    if (place.word !== word) continue;
    if (origin === undefined || originStart !== place.runStart) {
      origin = originsOf(place.run, foldName);
      originStart = place.runStart;
    }
    const [start, end] = origin(place.start, place.start + word.length);
    places.push([originStart + start, originStart + end]);
  }
  let last = 0;
  return places.sort(([a], [b]) => a - b).filter(([start, end]) => start >= last && (last = end) > 0);
}
