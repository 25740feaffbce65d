/**
 * Somebody in a model: a promise with a name, which others can wait for.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";

/** Who is acting: whatever an actor sets off is done in its name. */
export const acting = new AsyncLocalStorage<Acting>();

/** What is known of whoever acts. */
export interface Acting {
  /** What it is called. */
  readonly name: string;
  /** What it did last, in words. */
  lastStep: string;
  /** How many operations it has begun. */
  begun: number;
}

/** One actor of one run. */
export class Actor<T> implements Acting, PromiseLike<T> {
  /** What it is called. */
  readonly name: string;
  /** Whether it is through. */
  isDone = false;
  /** What it did last, in words. */
  lastStep = "";
  /** How many operations it has begun. */
  begun = 0;
  #result: Promise<T> = new Promise(() => {});
  readonly #joiners = new Set<string>();
  readonly #awaitedBy = new Set<string>();

  /** An actor that has not begun. */
  constructor(name: string) {
    this.name = name;
  }

  /**
   * Begins it.
   * @param onEnd told of its end, with those who wait for it and, where it failed, why; called before they go on
   */
  start(
    body: () => T | Promise<T>,
    onEnd: (joiners: Iterable<string>, failure?: { readonly error: unknown }) => void,
  ): void {
    const end = (failure?: { readonly error: unknown }) => {
      this.isDone = true;
      onEnd(this.#joiners, failure);
    };
    this.#result = acting.run(this, async () => {
      try {
        const value = await body();
        end();
        return value;
      } catch (error) {
        end({ error });
        throw error;
      }
    });
    this.#result.catch(() => {}); // told as a failure of the run
  }

  /** Whether somebody waits for its end. */
  isAwaitedBy(name: string): boolean {
    return this.#awaitedBy.has(name);
  }

  /** Resolves when it is through. Unlike `await actor` this is nobody's business: the order of several ends does not matter. */
  through(): Promise<void> {
    this.#awaitedBy.add(nameOfActing());
    return this.#result.then(() => {}, () => {});
  }

  /** Waits for its end: `await actor`. */
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    if (!this.isDone) this.#joiners.add(nameOfActing());
    this.#awaitedBy.add(nameOfActing());
    return this.#result.then(onValue, onError);
  }
}

function nameOfActing(): string {
  return acting.getStore()?.name ?? "world";
}
