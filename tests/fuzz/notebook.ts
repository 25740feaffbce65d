/**
 * The input being tried, written down where another thread can read it: when this one hangs or dies, it cannot tell.
 *
 * @module
 */

import { MAX_INPUT_BYTES } from "./mutate.ts";

/** A page of shared memory: how many inputs were written so far, the length of the last one, and its bytes. */
export class Notebook {
  /** What is handed to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #bytes: Uint8Array;

  /** @param memory that of another notebook, to read or write the same page */
  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8 + MAX_INPUT_BYTES)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, 2);
    this.#bytes = new Uint8Array(memory, 8);
  }

  /** Writes down the next input. */
  write(input: Uint8Array): void {
    this.#bytes.set(input);
    Atomics.store(this.#numbers, 1, input.length);
    Atomics.add(this.#numbers, 0, 1);
  }

  /** How many inputs were written. */
  get count(): number {
    return Atomics.load(this.#numbers, 0);
  }

  /** The last one. */
  get input(): Uint8Array {
    return this.#bytes.slice(0, Atomics.load(this.#numbers, 1));
  }
}
