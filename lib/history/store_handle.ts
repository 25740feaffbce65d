/**
 * The store of one server, which is opened, given up when it fails, and opened again. What lies in its place then may be
 * another file: it is taken where the ids of lines can go on growing, and what is still in memory is kept in it again.
 *
 * @module
 */

import type { OpenStore } from "../store/open_store.ts";
import { type FileFault, type Loss, type Store, StoreFailure } from "../store/store.ts";
import type { StoreHealth } from "./store_health.ts";

export class StoreHandle {
  readonly #parts: { readonly open: OpenStore };
  readonly #health: StoreHealth;
  #store: Store | undefined;
  #fault: FileFault | undefined; // of the file, since it was last opened
  #lastId: number | undefined; // the greatest that was saved, whatever becomes of the file
  #isLate = false; // whether the store could not be opened at the start, and has not been since

  constructor(parts: { readonly open: OpenStore }, health: StoreHealth) {
    this.#parts = parts;
    this.#health = health;
  }

  /** Undefined while it is not open. */
  get store(): Store | undefined {
    return this.#store;
  }

  /** Opens it for the first time; throws what `open` throws. */
  begin(): void {
    this.#isLate = true;
    this.#store = this.#parts.open(false);
    this.#isLate = false;
    this.#health.opened(this.#store);
    if (this.#store.loss !== undefined) this.#health.lost(this.#store.loss, "at the start");
  }

  /** The store, opened where it is not. Throws what `open` throws, and where what lies there cannot be used. */
  open(): Store {
    if (this.#store !== undefined) return this.#store;
    const fault = this.#fault, known = this.#lastId;
    const store = this.#parts.open(fault === "damaged" || fault === "emptied");
    if (known !== undefined && store.lastId > known) {
      store[Symbol.dispose]();
      throw new StoreFailure("there is another file, which is ahead of this server: a restart takes it");
    }
    this.#store = store;
    this.#health.opened(store);
    this.#fault = undefined;
    const loss = store.loss ?? lossBetween(known, store.lastId);
    if (loss !== undefined) this.#health.lost(loss, "since");
    const isLate = this.#isLate;
    this.#isLate = false;
    if (isLate) this.#health.tell("onOpened");
    if (loss !== undefined || fault === "removed" || fault === "replaced") this.#health.tellOfAnother(store);
    return store;
  }

  /** The store failed: what has become of the file decides how it is opened again. */
  failed(error: unknown): void {
    if (error instanceof StoreFailure) this.#fault = error.fault ?? this.#fault;
  }

  close(): void {
    const store = this.#store;
    if (store === undefined) return;
    this.#store = undefined;
    this.#lastId = Math.max(this.#lastId ?? 0, store.lastId);
    try {
      store[Symbol.dispose]();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error; // what cannot be closed well fails again when it is opened
    }
  }
}

/** What is lost where a file that had lines up to an id has fewer now. */
function lossBetween(known: number | undefined, lastId: number): Loss | undefined {
  if (known === undefined || lastId >= known) return undefined;
  return { fault: lastId === 0 ? "removed" : "replaced" };
}
