/**
 * Whose a room is. Owners are kept as identities: they own it while they are away too, and come back to it after a
 * restart.
 *
 * @module
 */

import { Identity } from "../accounts/identity.ts";
import type { Person } from "./person.ts";

/** Most owners of one room. */
export const MAX_OWNERS = 100;

export class Owners {
  /** A program that inherited the room from people, and owns it only until a person comes; not kept across restarts. */
  keeper: Person | undefined;
  readonly #byKey: Map<string, Identity>;

  /** @param keys of the identities that were kept */
  constructor(keys: Iterable<string> = []) {
    this.#byKey = new Map(Array.from(keys, (key) => [key, Identity.kept(key)]));
  }

  /** What is kept of them. */
  keys(): string[] {
    return [...this.#byKey.keys()];
  }

  has({ key }: Identity): boolean {
    return this.#byKey.has(key);
  }

  /** Whether one of them comes from a network of `text/address.ts`. */
  hasNetwork(network: string): boolean {
    for (const owner of this.#byKey.values()) if (owner.network === network) return true;
    return false;
  }

  /** Whether nobody at all owns the room, here or away. */
  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Whether nobody owns it but the program that keeps it, if one does. */
  get isOrphaned(): boolean {
    const isKept = this.keeper !== undefined && this.has(this.keeper.identity);
    return this.#byKey.size === (isKept ? 1 : 0);
  }

  /** Whether they are an owner already, or there are not too many. */
  canAdd(identity: Identity): boolean {
    return this.#byKey.size < MAX_OWNERS || this.has(identity);
  }

  /** Makes somebody an owner; false where there are too many. */
  add(identity: Identity): boolean {
    if (!this.canAdd(identity)) return false;
    this.#byKey.set(identity.key, identity);
    return true;
  }

  /** Makes somebody an owner like any other, who keeps it for nobody; false where there are too many. */
  give(person: Person): boolean {
    if (!this.add(person.identity)) return false;
    if (this.keeper === person) this.keeper = undefined;
    return true;
  }

  /** Takes the room from somebody; returns whether they owned it. */
  delete({ key }: Identity): boolean {
    return this.#byKey.delete(key);
  }
}
