/**
 * Keys under which names that a person could mistake for each other are the same: another case, another width, or
 * letters of another script that look alike (Cyrillic `а` for Latin `a`), after UTS 39.
 *
 * Letters within ASCII are left apart (`l` and `1`, `m` and `rn`): refusing `Toml` because of `Tom1` would hurt more
 * people than it protects.
 *
 * @module
 */

import prototypes from "unhomoglyph/data" with { type: "json" };

/** The Unicode confusables table (UTS 39): a character to the characters it looks like. */
const prototypeOf: Readonly<Record<string, string>> = prototypes;

/** What a character looks like (UTS 39); ASCII, and what looks like nothing else, like itself. */
export function looksLike(character: string): string {
  return character > "\x7f" ? prototypeOf[character] ?? character : character;
}

/** What nobody sees tells no two names apart: joiners, and what chooses between the forms of a letter. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A dot above a letter that has one already: nobody sees a second (The Unicode Standard, 7.1). Below it may be marks. */
const SECOND_DOT = /(?<=\p{Soft_Dotted}[\u0316-\u0333]*)\u0307/gu;

/** Every character outside ASCII replaced by what it looks like. */
function skeleton(text: string): string {
  let out = "";
  for (const character of text.normalize("NFD")) out += looksLike(character);
  return out;
}

function key(skeleton: string): string {
  return skeleton.normalize("NFC").toLowerCase();
}

/** Longest text that is taken for a name, in UTF-16 code units: folding longer ones would take its time for nothing. */
const MAX_LENGTH = 240;

/**
 * The keys of a name, three at most: two names are look-alikes if they share a key. The first is taken from the lower
 * case, another from the letters as written, since `Β` looks like `B` although `β` does not look like `b`. The first is
 * what people are recognised by when they come back: a change of it would take their rooms away.
 */
export function lookAlikeKeys(name: string): readonly string[] {
  if (/^\p{ASCII}*$/u.test(name) || name.length > MAX_LENGTH) return [name.toLowerCase()];
  const text = name.normalize("NFKC").replace(INVISIBLE, "");
  const small = skeleton(text.toLowerCase()), written = skeleton(text);
  const keys = [small, small.replace(SECOND_DOT, ""), written.replace(SECOND_DOT, "")].map(key);
  return [...new Set(keys)];
}
