/**
 * How lines and searches are spelled for the index. A token is a word with the shelf its line stands on (`cafe#1f`), so a
 * search in a quiet room never wades through a busy one. Of a dense run every letter is a token, and every two letters
 * are one. The name of the one who spoke is a token too: `@ann#1f` there, `@ann` anywhere.
 *
 * Tokens narrow a search and never decide it (`search_filter.ts`): a long word is cut, and punctuation becomes `_`.
 *
 * @module
 */

import { wordsOf } from "../../text/words.ts";
import { foldName } from "../../text/fold.ts";
import type { SearchFilter } from "../search_filter.ts";

/** So much of a word or a name is in its token, in UTF-16 units. */
const MAX_LENGTH = 64;

/** So many tokens are asked for, whatever is searched: each takes time, and a few narrow it enough. */
const MAX_ASKED = 8;

/** Blanks and punctuation of ASCII: they would end a token, or mean something in a query. */
const MEANINGFUL = /[^\w\u0080-\uffff]/g;

/** Everything by which a line is to be found, with blanks between the tokens. */
export function tokensOfLine(shelf: number, name: string, text: string): string {
  const place = placeOf(shelf);
  const author = tokenOfAuthor(name);
  const tokens = [author, author + place];
  for (const { key, isDense } of wordsOf(text)) {
    if (isDense) {
      let before = "";
      for (const letter of plain(key)) {
        tokens.push(letter + place);
        if (before !== "") tokens.push(before + letter + place);
        before = letter;
      }
    } else tokens.push(tokenOfWord(key) + place);
  }
  return tokens.join(" ");
}

/** What every line has that a search finds, wherever it stands; not empty unless the search is. */
export function tokensOfSearch({ from, words }: SearchFilter): string[] {
  const tokens = words.flatMap(({ key, isDense }) => isDense ? pairsOf(plain(key)) : [tokenOfWord(key)]);
  if (from !== undefined) tokens.unshift(tokenOfAuthor(from));
  return [...new Set(tokens)].slice(0, MAX_ASKED);
}

export function queryOfShelf(shelf: number, tokens: readonly string[]): string {
  return tokens.map((token) => `"${token}${placeOf(shelf)}"`).join(" AND ");
}

/** The query (FTS5) for all lines of somebody, on any shelf. */
export function queryOfAuthor(name: string): string {
  return `"${tokenOfAuthor(name)}"`;
}

/** Enough pairs of a run's letters to cover it; the letter itself where there is only one. */
function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length === 1) return letters;
  const pairs: string[] = [];
  for (let at = 0; at < letters.length; at += 2) {
    pairs.push(letters.slice(Math.min(at, letters.length - 2)).slice(0, 2).join(""));
  }
  return pairs;
}

function tokenOfWord(key: string): string {
  return plain(key).slice(0, MAX_LENGTH);
}

function tokenOfAuthor(name: string): string {
  return `@${tokenOfWord(foldName(name))}`;
}

function placeOf(shelf: number): string {
  return `#${shelf.toString(36)}`;
}

function plain(key: string): string {
  return key.replace(MEANINGFUL, "_");
}
