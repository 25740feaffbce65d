/**
 * Who has which name: claims them, so that no two people (or rooms) here can be mistaken for each other, and finds
 * their owners.
 *
 * @module
 */

import type { CleanText } from "../text/clean.ts";
import { foldName } from "../text/fold.ts";
import { lookAlikeKeys } from "../text/look_alike.ts";
import { isDense, namePlaces } from "../text/mention.ts";

export class NameBook<Owner> {
  readonly #ownersByKey = new Map<string, Owner>();
  readonly #claims = new Map<string, readonly [Owner, name: string]>(); // by the name, folded
  readonly #denseLengths = new Map<string, Map<number, number>>(); // by first letter: how many names of each length

  /** Whether nobody has the name, or one that looks the same, but perhaps the owner. */
  isFree(name: CleanText, owner?: Owner): boolean {
    return lookAlikeKeys(name).every((key) => (this.#ownersByKey.get(key) ?? owner) === owner);
  }

  /** Gives the name to the owner; false if somebody else has it, or one that looks the same. */
  claim(name: CleanText, owner: Owner): boolean {
    if (!this.isFree(name, owner)) return false;
    for (const key of lookAlikeKeys(name)) this.#ownersByKey.set(key, owner);
    const word = foldName(name);
    const claimed = this.#claims.get(word);
    if (claimed === undefined) this.#countDense(word, 1);
    if (claimed === undefined || claimed[0] === owner) this.#claims.set(word, [owner, name]);
    return true;
  }

  /** Frees every key of `name` that the owner does not need for `keep`. */
  release(name: CleanText, owner: Owner, keep?: CleanText): void {
    const kept = keep === undefined ? [] : lookAlikeKeys(keep);
    for (const key of lookAlikeKeys(name)) {
      if (this.#ownersByKey.get(key) === owner && !kept.includes(key)) this.#ownersByKey.delete(key);
    }
    const word = foldName(name);
    const isKept = keep !== undefined && foldName(keep) === word;
    if (isKept || this.#claims.get(word)?.[0] !== owner) return;
    this.#claims.delete(word);
    this.#countDense(word, -1);
  }

  /** Whose name this is, or whose name looks like it. */
  find(name: string): Owner | undefined {
    for (const key of lookAlikeKeys(name)) {
      const owner = this.#ownersByKey.get(key);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  /** Whom a text mentions by name; somebody mentioned twice comes twice. */
  *mentionedIn(text: string): Generator<readonly [Owner, name: string]> {
    for (const { word } of namePlaces(text, (letter) => this.#denseLengths.get(letter)?.keys())) {
      const claim = this.#claims.get(word);
      if (claim !== undefined) yield claim;
    }
  }

  /** Counts names by first letter and length, those that may stand inside a run without spaces. */
  #countDense(word: string, by: 1 | -1): void {
    if (!isDense(word)) return;
    const lengths = this.#denseLengths.get(word[0]!) ?? new Map<number, number>();
    const count = (lengths.get(word.length) ?? 0) + by;
    if (count > 0) lengths.set(word.length, count);
    else lengths.delete(word.length);
    if (lengths.size > 0) this.#denseLengths.set(word[0]!, lengths);
    else this.#denseLengths.delete(word[0]!);
  }
}
