/**
 * Promises nobody awaits on the spot, kept by name so that none is lost.
 *
 * A stray rejection ends a Deno process; here it is reported instead, and the server can wait at its end
 * until every task it started is done.
 *
 * @module
 */

/** All running tasks of one server. */
export class TaskGroup {
  readonly #running = new Set<Promise<void>>();
  readonly #onBug: (task: string, error: unknown) => void;

  /**
   * An empty group.
   * @param onBug told of every task that rejected: a bug, since tasks end with values
   */
  constructor(onBug: (task: string, error: unknown) => void) {
    this.#onBug = onBug;
  }

  /** Keeps the promise until it settles; a rejection is reported with the task's name and goes no further. */
  start(name: string, promise: Promise<unknown>): void {
    const task: Promise<void> = promise.then(
      () => void this.#running.delete(task),
      (error) => {
        this.#running.delete(task);
        this.#onBug(name, error);
      },
    );
    this.#running.add(task);
  }

  /** Resolves when no task is running any more; tasks started meanwhile are waited for too. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** How many tasks are running. */
  get size(): number {
    return this.#running.size;
  }
}
