/**
 * Who does not want to hear whom. The ignored never learn of it, and neither a new name nor leaving and coming back is a
 * way out: besides the names somebody chose, the one an ignored person took last is on the list. The past is like the
 * present: it has nothing of a name that was chosen, nor of an ignored person under any name.
 *
 * @module
 */

import { nameKey } from "../accounts/identity.ts";
import { type Guest, MAX_IGNORED } from "./guest.ts";
import type { Name } from "../text/clean.ts";
import type { Message } from "../model/message.ts";
import type { Person } from "./person.ts";
import type { Named } from "./hook_book.ts";

/** Most people whose lines of the past one does not see, whoever came last; every coming under an ignored name is one. */
const MAX_SILENCED = 2 * MAX_IGNORED;

export class Ignorers {
  readonly #ignorers = new Set<Guest>();
  readonly #deaf = new Map<Named, Set<Guest>>(); // those here who do not hear them

  /** The guests who do not hear somebody. */
  deafTo(person: Named): ReadonlySet<Guest> | undefined {
    return this.#deaf.get(person);
  }

  /** Whether a guest gets what somebody says. */
  hears(guest: Guest, person: Person): boolean {
    return this.#deaf.get(person)?.has(guest) !== true;
  }

  /** Keeps somebody's lines from a guest from now on. */
  add(guest: Guest, other: Named): void {
    const key = nameKey(other.name);
    guest.ignored.set(key, { name: other.name, reason: key });
    this.#silence(guest, other, key);
    this.#ignorers.add(guest);
  }

  /** Takes that back; the key is that of a name in their list. Whoever was ignored by that name is heard under any. */
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

  /** Lets go of somebody who left; as a guest, too, where they were one here. */
  left(person: Named, guest?: Guest): void {
    this.#deaf.delete(person);
    if (guest === undefined) return;
    guest.ignored.clear();
    guest.silenced.clear();
    this.#listen(guest);
  }

  /** Keeps the lines of somebody who came from all who ignore their name. */
  arrived(person: Named): void {
    const key = nameKey(person.name);
    for (const ignorer of this.#ignorers) {
      const reason = ignorer.ignored.get(key)?.reason;
      if (ignorer.person !== person && reason !== undefined) this.#silence(ignorer, person, reason);
    }
  }

  /** Follows somebody to another name, and takes over those who ignore that one. */
  renamed(person: Person, from: Name): void {
    const [old, key] = [nameKey(from), nameKey(person.name)];
    for (const ignorer of this.#deaf.get(person) ?? []) {
      const reason = ignorer.silenced.get(person.trail) ?? old;
      if (!isChosen(ignorer, old)) ignorer.ignored.delete(old);
      if (!ignorer.ignored.has(key) && ignorer.ignored.size < 2 * MAX_IGNORED) {
        ignorer.ignored.set(key, { name: person.name, reason });
      }
    }
    this.arrived(person);
  }

  /** Keeps somebody's lines from a guest, the past ones too, because of a name that was chosen. */
  #silence(guest: Guest, other: Named, reason: string): void {
    const { silenced } = guest;
    const deaf = this.#deaf.get(other);
    if (deaf === undefined) this.#deaf.set(other, new Set([guest]));
    else deaf.add(guest);
    if (silenced.has(other.trail)) return;
    silenced.set(other.trail, reason);
    if (silenced.size > MAX_SILENCED) silenced.delete(silenced.keys().next().value!);
  }

  /** Gives a guest back the lines of everybody whom no name in the list keeps away any more. */
  #listen(guest: Guest): void {
    if (!this.#ignorers.has(guest)) return;
    const { ignored, silenced } = guest;
    for (const [other, deaf] of this.#deaf) {
      if (ignored.has(nameKey(other.name)) || silenced.has(other.trail)) continue;
      if (deaf.delete(guest) && deaf.size === 0) this.#deaf.delete(other);
    }
    if (ignored.size === 0) this.#ignorers.delete(guest);
  }
}

/** Whether a name on somebody's list, by its key, is one they chose. */
export function isChosen({ ignored }: Pick<Guest, "ignored">, key: string): boolean {
  return ignored.get(key)?.reason === key;
}

/** Whether somebody sees a line of the past: one of their own, or of somebody they do not ignore. */
export function sees({ ignored, silenced, person }: Guest, line: Message): boolean {
  if (ignored.size === 0 || person.trail.has(line)) return true;
  if (isChosen({ ignored }, nameKey(line.name))) return false;
  for (const other of silenced.keys()) if (other.has(line)) return false;
  return true;
}
