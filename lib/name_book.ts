/**
 * Who has which name: claims them, so that no two people here can be mistaken for each other.
 *
 * @module
 */

import { lookAlikeKeys } from "./model/look_alike.ts";
import type { Name } from "./model/clean.ts";

/** The names in use, each with its owner. */
export class NameBook<Owner> {
  readonly #ownersByKey = new Map<string, Owner>();

  /** Gives the name to the owner; false if somebody else has it, or one that looks the same. */
  claim(name: Name, owner: Owner): boolean {
    const keys = lookAlikeKeys(name);
    if (keys.some((key) => (this.#ownersByKey.get(key) ?? owner) !== owner)) return false;
    for (const key of keys) this.#ownersByKey.set(key, owner);
    return true;
  }

  /** Frees every key of `name` that the owner does not need for `keep`. */
  release(name: Name, owner: Owner, keep?: Name): void {
    const kept = keep === undefined ? [] : lookAlikeKeys(keep);
    for (const key of lookAlikeKeys(name)) {
      if (this.#ownersByKey.get(key) === owner && !kept.includes(key)) this.#ownersByKey.delete(key);
    }
  }
}
