/**
 * A simulated disk: what was saved outlives the server, saving fails while the disk is full, everything fails while it
 * is gone, and a server can die in the middle of saving, before or after it has taken effect.
 *
 * @module
 */

import { MemoryStore } from "../../lib/store/memory_store.ts";
import { type Store, StoreFailure } from "../../lib/store/store.ts";
import type { Message } from "../../lib/model/message.ts";

/** What a disk can do: all, only be read, nothing. */
export type DiskState = "well" | "full" | "gone";

/** Calls that write. */
const WRITES: ReadonlySet<keyof Store | "open"> = new Set(
  [
    "save",
    "index",
    "forget",
    "trim",
    "saveRoom",
    "eraseLines",
    "dropRoom",
    "saveSeen",
    "saveClockRecord",
  ] as const,
);

/** A disk. */
export class Disk {
  /** What it can do. */
  state: DiskState = "well";
  /** Called in the middle of the next save of lines: before it takes effect, or after. */
  accident: { readonly when: "before" | "after"; readonly strike: () => void } | undefined;
  /** How many stores are open on it. */
  opened = 0;
  readonly #tags = new Set<string>();
  readonly #kept: Store = new MemoryStore({ lines: 1_000_000, length: 1_000_000_000 });

  /**
   * Opens the store on it.
   * @param isAlive whether the process that opens it still lives: the dead write nothing
   */
  open(isAlive: () => boolean): Store {
    this.#check("open", isAlive);
    this.opened++;
    let isOpen = true;
    const close = () => {
      if (isOpen && isAlive()) this.opened--;
      isOpen = false;
    };
    return new Proxy(this.#kept, {
      get: (kept: Store, key: keyof Store) => {
        if (key === Symbol.dispose) return close;
        const value = kept[key];
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (!isOpen) throw new Error(`Cannot ${key}: the store is closed`);
          return key === "save"
            ? this.#save([...args[0] as Iterable<Message>], isAlive)
            : this.#call(key, args, isAlive);
        };
      },
    });
  }

  /** Whether a line that begins with this word was ever saved. */
  has(tag: string): boolean {
    return this.#tags.has(tag);
  }

  #save(lines: readonly Message[], isAlive: () => boolean): void {
    const { accident } = this;
    this.#check("save", isAlive);
    if (accident !== undefined) {
      this.accident = undefined;
      if (accident.when === "before") accident.strike();
    }
    this.#check("save", isAlive);
    this.#kept.save(lines);
    for (const { text } of lines) this.#tags.add(text.split(" ", 1)[0]!);
    if (accident?.when === "after") accident.strike();
  }

  #call(key: keyof Store, args: unknown[], isAlive: () => boolean): unknown {
    this.#check(key, isAlive);
    return Reflect.apply(this.#kept[key] as (...args: unknown[]) => unknown, this.#kept, args);
  }

  #check(call: keyof Store | "open", isAlive: () => boolean): void {
    if (!isAlive()) throw new StoreFailure("the process is dead");
    if (this.state === "gone") throw new StoreFailure("the disk is gone");
    if (this.state === "full" && WRITES.has(call)) throw new StoreFailure("the disk is full");
  }
}
