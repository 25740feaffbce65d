/**
 * All webhooks, by what their tokens are recognised by. Each belongs to a room, and has its name for itself among people:
 * all three are written here and nowhere else.
 *
 * @module
 */

import type { SavedHook } from "../model/saved_room.ts";
import type { Name } from "../text/clean.ts";
import { Hook, MAX_HOOKS } from "./hook.ts";
import type { NameBook } from "./name_book.ts";
import type { Person } from "./person.ts";
import type { Room } from "./room.ts";

/** Whose name a name may be. */
export type Named = Person | Hook;

/** Where a hook came from: the id of an entry, and when that was. */
export type Came = ConstructorParameters<typeof Hook>[2];

/** Hooks that a room had and has no more, and those it has instead. */
export interface Exchanged {
  readonly gone: readonly Hook[];
  readonly come: readonly Hook[];
}

const NONE: ReadonlySet<string> = new Set();

export class HookBook {
  readonly #names: NameBook<Named>;
  readonly #byHash = new Map<string, Hook>();
  /** By what a token is recognised by. */
  readonly byHash: ReadonlyMap<string, Hook> = this.#byHash;
  readonly #silent = new Set<Hook>();
  /** Those whose names somebody else had when they came, as long as they have not spoken since. */
  readonly silent: ReadonlySet<Hook> = this.#silent;

  constructor(names: NameBook<Named>) {
    this.#names = names;
  }

  /** Makes one; undefined where its name is not free, or the room has too many. */
  make(saved: SavedHook, room: Room, came: Came): Hook | undefined {
    if (room.hooks.size >= MAX_HOOKS || this.#byHash.has(saved.hash) || !this.#names.isFree(saved.name)) {
      return undefined;
    }
    this.delete(room, saved.name); // one that was silent: its name was somebody else's for a while
    return this.#add(saved, room, came);
  }

  delete(room: Room, name: Name): Hook | undefined {
    const hook = room.hooks.get(name);
    if (hook === undefined) return undefined;
    room.hooks.delete(name);
    this.#silent.delete(hook);
    this.#byHash.delete(hook.hash);
    this.#names.release(name, hook);
    return hook;
  }

  /**
   * Gives a room the hooks it was kept with, and takes away those it has. Where somebody has a hook's name meanwhile, the
   * hook is silent until they give it up.
   * @param silent those that were silent when they were kept, by their hashes
   */
  exchange(
    room: Room,
    kept: readonly SavedHook[],
    came: Came,
    silent: ReadonlySet<string> = NONE,
  ): Exchanged {
    const gone = [...room.hooks.keys()].map((name) => this.delete(room, name)!);
    const come: Hook[] = [];
    for (const saved of kept) {
      if (come.length === MAX_HOOKS) break;
      if (!this.#byHash.has(saved.hash)) come.push(this.#add(saved, room, came, silent.has(saved.hash)));
    }
    return { gone, come };
  }

  /** Whether a hook may speak: its name is its own, or free to become so. */
  claim(hook: Hook): boolean {
    const isIts = this.#names.claim(hook.name, hook);
    if (isIts) this.#silent.delete(hook);
    return isIts;
  }

  #add(saved: SavedHook, room: Room, came: Came, isSilent = false): Hook {
    const hook = new Hook(saved, room.label, came);
    room.hooks.set(hook.name, hook);
    this.#byHash.set(hook.hash, hook);
    this.#silent.add(hook);
    if (!isSilent) this.claim(hook);
    return hook;
  }
}
