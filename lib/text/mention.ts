/**
 * Finds names in what people say: `@Anna`, `anna,` and 小明 in 小明你好, in any letter case and Unicode form.
 *
 * Every line is looked through where readers see colours, and most lines are a few words of ASCII. So the places are
 * gathered in one array: a generator costs as much a word as all the rest.
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
  /** Where it starts in its run, as that is folded, in UTF-16 units. */
  readonly start: number;
  readonly run: Run;
}

/** Characters in a row that a name may be made of, and where they start in the text, in UTF-16 units. */
export interface Run {
  readonly text: string;
  readonly start: number;
}

/** By the letter they begin with: how long the folded names are that are looked for inside runs without spaces. */
export type LengthsAt = (letter: string) => Iterable<number> | undefined;

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

let mark: RegExp | undefined;

/** Whether a folded name is written in a script without spaces. */
export function isDense(name: string): boolean {
  // deno-lint-ignore no-control-regex
  return /[^\x00-\x7f]/.test(name) && (denseLetter ??= new RegExp(`[${DENSE}]`, "v")).test(name);
}

/** Every place where a name may stand: whole words, and pieces of runs without spaces. */
export function namePlaces(text: string, lengthsAt: LengthsAt): readonly NamePlace[] {
  runs ??= new RegExp(
    String.raw`[${NAME_CHARACTERS}'\u2018\u2019\uff07．－＿\u00ad${APOSTROPHES}]+`,
    "gu",
  );
  // deno-lint-ignore no-control-regex
  const isAscii = /^[\x00-\x7f]*$/.test(text);
  const places: NamePlace[] = [];
  let end = 0;
  for (const word of text.match(isAscii ? ASCII_RUNS : runs) ?? []) {
    const start = text.indexOf(word, end); // nothing of a word is between two of them
    end = start + word.length;
    const run = { text: word, start };
    if (isAscii) addSpaced(places, word.toLowerCase(), 0, run);
    else addAll(places, foldName(word), run, lengthsAt);
  }
  return places;
}

function addAll(places: NamePlace[], folded: string, run: Run, lengthsAt: LengthsAt): void {
  addSpaced(places, folded, 0, run);
  if (!isDense(folded)) return;
  between ??= new RegExp(`[^${DENSE}]+`, "gv");
  mark ??= /^\p{M}/u;
  for (const { 0: part, index } of folded.matchAll(between)) {
    const end = index + part.length;
    const pieces: NamePlace[] = [];
    addSpaced(pieces, part, index, run);
    const isCut = mark.test(folded.slice(end, end + 2));
    for (const piece of pieces) if (!isCut || piece.start + piece.word.length < end) places.push(piece);
  }
  for (let start = 0; start < folded.length; start++) {
    for (const length of lengthsAt(folded[start]!) ?? []) {
      const end = start + length;
      if (end > folded.length || mark.test(folded.slice(end, end + 2))) continue;
      places.push({ word: folded.slice(start, end), start, run });
    }
  }
}

/** A word, and what is between apostrophes in it. */
function addSpaced(places: NamePlace[], word: string, at: number, run: Run): void {
  addWhole(places, word, at, run);
  if (!word.includes(APOSTROPHE)) return;
  const starts = [0], ends: number[] = [];
  for (let end = word.indexOf(APOSTROPHE); end >= 0; end = word.indexOf(APOSTROPHE, end + 1)) {
    ends.push(end);
    starts.push(end + 1);
  }
  ends.push(word.length);
  for (let apostrophes = 0; apostrophes <= MAX_APOSTROPHES; apostrophes++) {
    for (let part = 0; part + apostrophes < ends.length; part++) {
      addWhole(places, word.slice(starts[part], ends[part + apostrophes]), at + starts[part]!, run);
    }
  }
}

/** A word, and the same without what is at the edges of a sentence. By hand: a pattern takes the square of the length. */
function addWhole(places: NamePlace[], word: string, at: number, run: Run): void {
  places.push({ word, start: at, run });
  let start = 0, end = word.length;
  while (start < end && EDGES.includes(word[start]!)) start++;
  while (end > start && EDGES.includes(word[end - 1]!)) end--;
  if (start < end && end - start < word.length) {
    places.push({ word: word.slice(start, end), start: at + start, run });
  }
}

/** Where one name stands in a text: whole characters, that do not overlap. */
export function mentionsOf(text: string, name: string): Span[] {
  const word = foldName(name);
  const lengths = isDense(word) ? [word.length] : undefined;
  const places: Span[] = [];
  let origin: Origin | undefined, originRun: Run | undefined;
  for (const place of namePlaces(text, (letter) => letter === word[0] ? lengths : undefined)) {
    if (place.word !== word) continue;
    if (origin === undefined || originRun !== place.run) {
      originRun = place.run;
      origin = originsOf(originRun.text, foldName);
    }
    const [start, end] = origin(place.start, place.start + word.length);
    places.push([originRun.start + start, originRun.start + end]);
  }
  let last = 0;
  return places.sort(([a], [b]) => a - b).filter(([start, end]) => start >= last && (last = end) > 0);
}
