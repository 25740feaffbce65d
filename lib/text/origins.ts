/** Where folded text comes from: folding changes lengths, and a text is marked as it was typed. @module */

import { isEasy } from "./fold.ts";
import { graphemesOf } from "./graphemes.ts";
import { STEADY, STEADY_IN_NAMES } from "./letters.ts";

/** Characters that stand alone unless a mark or a joiner follows. */
const ALONE = STEADY + STEADY_IN_NAMES;

/** Characters that may be one with the next, with one before and behind them; made when first needed. */
let joinable: RegExp | undefined;

/** Where something begins and ends in a text, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** The whole characters that a stretch of the folded text comes from. */
export type Origin = (start: number, end: number) => Span;

/** A piece of a text that is folded to the same alone as among the others. */
interface Piece {
  readonly text: string;
  readonly folded: string;
}

/** Where in a text the folded one, `fold(text)`, comes from: whole characters as people see them. */
export function originsOf(text: string, fold: (text: string) => string): Origin {
  if (isEasy(text)) return (start, end) => [start, end];
  const spans: Span[] = []; // by the unit of the folded text
  let at = 0;
  for (const piece of piecesOf(text, fold)) {
    const span = [at, at += piece.text.length] as const;
    for (let unit = 0; unit < piece.folded.length; unit++) spans.push(span);
  }
  return (start, end) => [spans[start]![0], spans[end - 1]![1]];
}

function piecesOf(text: string, fold: (text: string) => string): readonly Piece[] {
  const folded = fold(text);
  const foldedByCharacter = new Map<string, string>();
  const pieces = charactersOf(text).map((character) => {
    let folded = foldedByCharacter.get(character);
    if (folded === undefined) foldedByCharacter.set(character, folded = fold(character));
    return { text: character, folded };
  });
  if (isFoldedTo(pieces, folded)) return pieces;
  const joined = joinedWhereFoldedTogether(pieces, fold);
  return isFoldedTo(joined, folded) ? joined : [{ text, folded }];
}

/** The characters of a text as people see them. Unicode's rules are asked only where there may be marks or joiners. */
function charactersOf(text: string): string[] {
  joinable ??= new RegExp(`(?:[${ALONE}]?[^${ALONE}])+[${ALONE}]?`, "g");
  const characters: string[] = [];
  let at = 0;
  for (const { 0: stretch, index } of text.matchAll(joinable)) {
    characters.push(...text.slice(at, index), ...graphemesOf(stretch));
    at = index + stretch.length;
  }
  characters.push(...text.slice(at));
  return characters;
}

function isFoldedTo(pieces: readonly Piece[], folded: string): boolean {
  return pieces.reduce((all, piece) => all + piece.folded, "") === folded;
}

/** Some characters melt into one: two letters of a Korean keyboard, the two that look like the Thai ำ. */
function joinedWhereFoldedTogether(pieces: readonly Piece[], fold: (text: string) => string): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const text = (last?.text ?? "") + piece.text;
    const folded = last === undefined ? piece.folded : fold(text);
    if (last === undefined || folded === last.folded + piece.folded) joined.push(piece);
    else joined[joined.length - 1] = { text, folded };
  }
  return joined;
}
