/**
 * Who does not want to hear whom. The ignored never learn of it, and neither a new name nor leaving and coming back is a
 * way out: besides the names somebody chose, the one an ignored person took last is on the list. The past is like the
 * present: it has nothing of a name that was chosen, nor of an ignored person under any name.
 *
 * @module
 */

import { type Guest, MAX_IGNORED, nameKey } from "./guest.ts";
import type { Name } from "../text/clean.ts";
import type { Message } from "../model/message.ts";

/** Most people whose lines of the past one does not see, whoever came last; every coming under an ignored name is one. */
const MAX_SILENCED = 2 * MAX_IGNORED;

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
    const key = nameKey(other.name);
    guest.ignored.set(key, { name: other.name, reason: key });
    silence(guest, other, key);
    this.#ignorers.add(guest);
  }

  /** Takes that back; the key is that of a name in their list. Who was ignored by that name is heard under any. */
  remove(guest: Guest, key: string): void {
    const { ignored, silenced } = guest;
    ignored.delete(key);
    for (const [name, { reason }] of ignored) if (reason === key) ignored.delete(name);
    for (const [trail, reason] of silenced) {
      const name = nameKey(trail.name);
      if (reason !== key && name !== key) continue;
      const other = ignored.get(name);
      if (other === undefined) silenced.delete(trail);
      else silenced.set(trail, other.reason);
    }
    this.#listen(guest);
  }

  /** Lets go of somebody who left. */
  left(guest: Guest): void {
    guest.ignored.clear();
    guest.silenced.clear();
    this.#listen(guest);
  }

  /** Keeps the lines of somebody who came from all who ignore their name. */
  arrived(guest: Guest): void {
    const key = nameKey(guest.name);
    for (const ignorer of this.#ignorers) {
      const reason = ignorer.ignored.get(key)?.reason;
      if (ignorer !== guest && reason !== undefined) silence(ignorer, guest, reason);
    }
  }

  /** Follows somebody to another name, and takes over those who ignore that one. */
  renamed(guest: Guest, from: Name): void {
    const [old, key] = [nameKey(from), nameKey(guest.name)];
    for (const ignorer of this.#ignorers) {
      if (ignorer === guest || !guest.unheardBy.has(ignorer.recipient)) continue;
      const reason = ignorer.silenced.get(guest.trail) ?? old;
      if (!isChosen(ignorer, old)) ignorer.ignored.delete(old);
      if (!ignorer.ignored.has(key) && ignorer.ignored.size < 2 * MAX_IGNORED) {
        ignorer.ignored.set(key, { name: guest.name, reason });
      }
    }
    this.arrived(guest);
  }

  /** Gives a guest back the lines of everybody whom no name in the list keeps away any more. */
  #listen(guest: Guest): void {
    if (!this.#ignorers.has(guest)) return;
    const { ignored, silenced, recipient } = guest;
    for (const other of this.#everybody()) {
      const isKeptAway = ignored.has(nameKey(other.name)) || silenced.has(other.trail);
      if (other !== guest && !isKeptAway) other.unheardBy.delete(recipient);
    }
    if (ignored.size === 0) this.#ignorers.delete(guest);
  }
}

/** Whether a name on somebody's list, by its key, is one they chose. */
export function isChosen({ ignored }: Guest, key: string): boolean {
  return ignored.get(key)?.reason === key;
}

/** Whether somebody sees a line of the past: one of their own, or of somebody they do not ignore. */
export function sees(guest: Guest, line: Message): boolean {
  const { ignored, silenced, trail } = guest;
  if (ignored.size === 0 || trail.has(line)) return true;
  if (isChosen(guest, nameKey(line.name))) return false;
  for (const other of silenced.keys()) if (other.has(line)) return false;
  return true;
}

/** Keeps somebody's lines from a guest, the past ones too, because of a name that was chosen. */
function silence(guest: Guest, other: Guest, reason: string): void {
  const { silenced } = guest;
  other.unheardBy.add(guest.recipient);
  if (silenced.has(other.trail)) return;
  silenced.set(other.trail, reason);
  if (silenced.size > MAX_SILENCED) silenced.delete(silenced.keys().next().value!);
}
