/**
 * A store in memory that fails while a test says so, as one on a full disk does, and outlives being closed, as a file
 * does.
 *
 * @module
 */

import type { Message } from "../../lib/model/message.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import { type Store, StoreFailure } from "../../lib/store/store.ts";

/** Such a store, to be opened as often as one likes. */
export class TroubledStore {
  /** What every call is answered with as long as it is set; `open()` too. */
  failure: Error | undefined;
  /** What was saved, transaction by transaction. */
  readonly saves: (readonly Message[])[] = [];
  /** The name of every call that succeeded. */
  readonly calls: string[] = [];
  /** How often it was opened and not closed again. */
  opened = 0;
  readonly #inner = new MemoryStore({ lines: 100_000, length: 100_000_000 });

  /** Breaks it: the disk is full. */
  breakDown(reason = "the disk is full"): void {
    this.failure = new StoreFailure(reason);
  }

  /** Mends it. */
  mend(): void {
    this.failure = undefined;
  }

  /** What an archive opens. */
  readonly open = (): Store => {
    if (this.failure !== undefined) throw this.failure;
    this.opened++;
    return new Proxy(this.#inner, { get: (_, key) => this.#property(key as keyof Store) }) as Store;
  };

  /** The texts of everything kept of a room, in order. */
  textsIn(room: string): string[] {
    const wanted = { room: room as Message["room"], after: 0, limit: 100_000, which: "oldest" } as const;
    return this.#inner.lines(wanted).map(({ text }) => text);
  }

  /** The store behind it, which never fails. */
  get inner(): Store {
    return this.#inner;
  }

  #property(key: keyof Store): unknown {
    const inner: Store = this.#inner;
    if (key === Symbol.dispose) return () => void this.opened--;
    const value = inner[key];
    if (typeof value !== "function") return value;
    return (...args: unknown[]) => {
      if (this.failure !== undefined) throw this.failure;
      const result: unknown = Reflect.apply(value, inner, args);
      if (key === "save") this.saves.push(args[0] as readonly Message[]);
      this.calls.push(String(key));
      return result;
    };
  }
}
