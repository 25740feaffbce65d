/**
 * A queue between actors, bounded or not. Putting in waits while it is full, taking out while it is empty; items left
 * in it at the end are a leak.
 *
 * @module
 */

import { shown } from "./operation.ts";
import type { Run } from "./run.ts";

/** A queue of a model. */
export class Queue<T> {
  readonly #run: Run;
  readonly #object: string;
  readonly #capacity: number;
  #items: T[] = [];
  #isClosed = false;

  /** An empty queue. */
  constructor(run: Run, name: string, capacity: number) {
    this.#run = run;
    this.#object = `queue ${name}`;
    this.#capacity = capacity;
    run.leftover(() =>
      this.#items.length === 0 ? undefined : `${this.#object} holds ${this.#items.map(shown).join(", ")}`
    );
  }

  /** Puts an item in when there is room, as a step. Throws an Error where the queue is closed. */
  push(item: T): Promise<void> {
    return this.#run.do({
      object: this.#object,
      verb: `push ${shown(item)}`,
      isReady: () => this.#isClosed || this.#items.length < this.#capacity,
      waitsFor: () => `full with ${this.#items.length}`,
      perform: () => {
        if (this.#isClosed) throw new Error(`${this.#object} is closed`);
        this.#items.push(item);
      },
    });
  }

  /** Takes the oldest item when there is one, as a step; undefined once the queue is closed and empty. */
  take(): Promise<T | undefined> {
    return this.#run.do({
      object: this.#object,
      verb: "take",
      isReady: () => this.#isClosed || this.#items.length > 0,
      waitsFor: () => "empty",
      perform: () => this.#items.shift(),
    });
  }

  /** Takes no more items, as a step; what is in it can still be taken. */
  close(): Promise<void> {
    return this.#run.do({ object: this.#object, verb: "close", perform: () => void (this.#isClosed = true) });
  }

  /** How many items are in it; no step. */
  get size(): number {
    this.#run.touch(this.#object, false);
    return this.#items.length;
  }
}
