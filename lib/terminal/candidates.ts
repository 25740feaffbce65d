/**
 * Several words of which one is to be typed: what they share, and how they are shown.
 *
 * @module
 */

import { cleanText } from "../text/clean_text.ts";
import { graphemesOf } from "../text/graphemes.ts";
import { widthOf } from "./columns.ts";
import type { Completion } from "./editor_host.ts";

/** Most words that are shown: more are no help. */
const MAX_SHOWN = 100;

/** Columns between two words. */
const GAP = 2;

/** A text with the one word that fits, or with as much as several share; undefined where that is no more than there is. */
export function withCompletion(text: string, { from, candidates }: Completion): string | undefined {
  const [first] = candidates, front = text.slice(0, from);
  if (first === undefined) return undefined;
  if (candidates.length === 1) return front + first;
  const shared = sharedBeginning(candidates);
  return graphemesOf(shared).length > graphemesOf(text.slice(from)).length ? front + shared : undefined;
}

/** What all words begin with, whatever their case: as the first has it. */
function sharedBeginning(words: readonly string[]): string {
  const [first = "", ...others] = words;
  const shared = graphemesOf(first);
  for (const other of others) {
    const characters = graphemesOf(other);
    const end = shared.findIndex((character, at) => !isSame(character, characters[at]));
    if (end >= 0) shared.length = end;
  }
  return shared.join("");
}

function isSame(one: string, other: string | undefined): boolean {
  return one === other || one.toLowerCase() === other?.toLowerCase();
}

/** The words in columns, downwards, each line with its end; and how many more there are. */
export function listOf(words: readonly string[], columns: number): string {
  const shown = words.slice(0, MAX_SHOWN).map((word) => cleanText(word).trim());
  const widest = Math.max(...shown.map(widthOf));
  const perRow = Math.max(1, Math.floor((columns + GAP) / (widest + GAP)));
  const rows = Math.ceil(shown.length / perRow);
  let text = "";
  for (let row = 0; row < rows; row++) {
    const inRow = shown.filter((_, at) => at % rows === row);
    const padded = inRow.map((word, at) =>
      at === inRow.length - 1 ? word : word + " ".repeat(widest - widthOf(word) + GAP)
    );
    text += padded.join("") + "\r\n";
  }
  const hidden = words.length - shown.length;
  return hidden > 0 ? text + `... +${hidden}\r\n` : text;
}
