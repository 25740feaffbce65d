/** The word somebody meant: a command, a flag, a setting, a variable. @module */

import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** Longest word that is looked at, in UTF-16 code units: the distance costs the product of both lengths. */
const MAX_LOOKED_AT = 64;

/**
 * The known word with the fewest typos: at most `maxTypos`, and half of its letters unless only their order differs. Two
 * letters that changed places are one slip of the fingers, and likelier than any other: `jion` is `join`, not `json`.
 */
export function nearestOf<W extends string>(
  given: string,
  known: readonly W[],
  maxTypos: number,
): W | undefined {
  if (given === "" || given.length > MAX_LOOKED_AT) return undefined;
  const beginsAs = (word: W) => Number(word[0] === given[0]); // the first letter is seldom the wrong one
  const letters = sorted(given);
  const byTypos = known.map((word) => ({
    word,
    typos: levenshteinDistance(given, word),
    isMixed: sorted(word) === letters,
  }))
    .filter(({ word, typos, isMixed }) => typos <= maxTypos && (2 * typos <= word.length || isMixed))
    .sort((a, b) =>
      Number(b.isMixed) - Number(a.isMixed) || a.typos - b.typos || beginsAs(b.word) - beginsAs(a.word)
    );
  return byTypos[0]?.word;
}

/** What somebody may have meant, or what else helps, as the end of a sentence. */
export function meantText(nearest: string | undefined, otherwise: string): string {
  return nearest === undefined ? otherwise : `did you mean ${nearest}?`;
}

function sorted(word: string): string {
  return [...word].sort().join("");
}
