/**
 * A lock: one holder at a time, and whoever asked may come next.
 *
 * @module
 */

import { acting } from "./actor.ts";
import type { Run } from "./run.ts";

/** A lock of a model. */
export class Lock {
  readonly #run: Run;
  readonly #object: string;
  #holder: string | undefined;

  /** A free lock. */
  constructor(run: Run, name: string) {
    this.#run = run;
    this.#object = `lock ${name}`;
    run.leftover(() => this.#holder === undefined ? undefined : `${this.#object} is held by ${this.#holder}`);
  }

  /** Takes it when it is free, as a step; disposing what this resolves with releases it: `using _ = await lock.acquire()`. */
  async acquire(): Promise<Disposable> {
    const who = acting.getStore()?.name ?? "somebody";
    await this.#run.do({
      object: this.#object,
      verb: "acquire",
      isReady: () => this.#holder === undefined,
      waitsFor: () => `held by ${this.#holder}`,
      perform: () => void (this.#holder = who),
    });
    return { [Symbol.dispose]: () => this.#free() };
  }

  /** Releases it, as a step. Throws an Error where nobody holds it. */
  release(): Promise<void> {
    return this.#run.do({ object: this.#object, verb: "release", perform: () => this.#free() });
  }

  #free(): void {
    if (this.#holder === undefined) throw new Error(`${this.#object} is not held`);
    this.#run.touch(this.#object, true);
    this.#holder = undefined;
  }
}
