/**
 * Who does not want to hear whom. The ignored never learn of it, and neither a new name nor leaving and coming back is a
 * way out: besides the names somebody chose, the one an ignored person took last is on the list.
 *
 * @module
 */

import { type Guest, MAX_IGNORED, nameKey } from "./guest.ts";
import type { Name } from "./model/clean.ts";

/** All who ignore somebody. */
export class Ignorers {
  readonly #everybody: () => Iterable<Guest>;
  readonly #ignorers = new Set<Guest>();

  /**
   * Nobody ignores anybody yet.
   * @param everybody who is in the chat now
   */
  constructor(everybody: () => Iterable<Guest>) {
    this.#everybody = everybody;
  }

  /** Keeps somebody's lines from a guest from now on. */
  add(guest: Guest, other: Guest): void {
    guest.ignored.set(nameKey(other.name), { name: other.name, isChosen: true });
    other.unheardBy.add(guest.recipient);
    this.#ignorers.add(guest);
  }

  /** Takes that back; the key is that of a name in their list. */
  remove(guest: Guest, key: string): void {
    guest.ignored.delete(key);
    this.#listen(guest);
  }

  /** Lets go of somebody who left. */
  left(guest: Guest): void {
    guest.ignored.clear();
    this.#listen(guest);
  }

  /** Keeps the lines of somebody who came from all who ignore their name. */
  arrived(guest: Guest): void {
    const key = nameKey(guest.name);
    for (const ignorer of this.#ignorers) {
      if (ignorer !== guest && ignorer.ignored.has(key)) guest.unheardBy.add(ignorer.recipient);
    }
  }

  /** Follows somebody to another name, and takes over those who ignore that one. */
  renamed(guest: Guest, from: Name): void {
    const [old, key] = [nameKey(from), nameKey(guest.name)];
    for (const ignorer of this.#ignorers) {
      if (ignorer === guest || !guest.unheardBy.has(ignorer.recipient)) continue;
      if (ignorer.ignored.get(old)?.isChosen === false) ignorer.ignored.delete(old);
      if (!ignorer.ignored.has(key) && ignorer.ignored.size < 2 * MAX_IGNORED) {
        ignorer.ignored.set(key, { name: guest.name, isChosen: false });
      }
    }
    this.arrived(guest);
  }

  /** Gives a guest back the lines of everybody whose name is not in the list any more. */
  #listen(guest: Guest): void {
    if (!this.#ignorers.has(guest)) return;
    for (const other of this.#everybody()) {
      if (other !== guest && !guest.ignored.has(nameKey(other.name))) other.unheardBy.delete(guest.recipient);
    }
    if (guest.ignored.size === 0) this.#ignorers.delete(guest);
  }
}
