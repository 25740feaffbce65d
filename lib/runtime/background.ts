/**
 * Promises that nobody awaits on the spot, kept so that none is lost: a stray rejection would end a Deno process. Here it
 * is reported instead, and a server can wait at its end until everything it began is done.
 *
 * @module
 */

/** What goes on in the background of one server. */
export class Background {
  readonly #running = new Set<Promise<void>>();
  readonly #onBug: (name: string, error: unknown) => void;

  /** @param onBug told of every promise that rejects: a bug, since what goes on here ends with values */
  constructor(onBug: (name: string, error: unknown) => void) {
    this.#onBug = onBug;
  }

  /** Keeps a promise until it settles; a rejection is reported with the name of that moment and goes no further. */
  keep(promise: Promise<unknown>, nameOf: () => string): void {
    const kept: Promise<void> = promise.then(
      () => void this.#running.delete(kept),
      (error) => {
        this.#running.delete(kept);
        this.#onBug(nameOf(), error);
      },
    );
    this.#running.add(kept);
  }

  /** Resolves when no promise is running any more; those that began meanwhile are waited for too. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** How many promises are running. */
  get size(): number {
    return this.#running.size;
  }
}
