/**
 * A shared value. Reading and writing it are steps, so that others can come in between.
 *
 * @module
 */

import { shown } from "./operation.ts";
import type { Run } from "./run.ts";

/** A shared value of a model. */
export class Cell<T> {
  readonly #run: Run;
  readonly #object: string;
  #value: T;

  /** A cell with its first value. */
  constructor(run: Run, name: string, value: T) {
    this.#run = run;
    this.#object = `cell ${name}`;
    this.#value = value;
  }

  /** Reads it, as a step. */
  read(): Promise<T> {
    return this.#run.do({ object: this.#object, verb: "read", isLook: true, perform: () => this.#value });
  }

  /** Writes it, as a step. */
  write(value: T): Promise<void> {
    return this.#run.do({
      object: this.#object,
      verb: `write ${shown(value)}`,
      perform: () => void (this.#value = value),
    });
  }

  /** Reads and writes it in one step, as an atomic operation does; resolves with the value before. */
  update(change: (value: T) => T): Promise<T> {
    const perform = () => {
      const before = this.#value;
      this.#value = change(before);
      return before;
    };
    return this.#run.do({ object: this.#object, verb: "update", perform });
  }

  /** What is in it; no step: for checks, and for what happens in one go with a step. */
  get value(): T {
    this.#run.touch(this.#object, false);
    return this.#value;
  }
  set value(value: T) {
    this.#run.touch(this.#object, true);
    this.#value = value;
  }
}
