/**
 * Waits for the first bytes of a connection before anything is built around it: ten thousand guests who say nothing
 * cost one small read each, not a chain of streams.
 *
 * @module
 */

import type { ByteSource } from "./socket_text.ts";

/** Size of the first read in bytes: a name of 24 characters and its line end. */
const FIRST_READ_BYTES = 128;

/** A source whose first read is under way from the start. */
export class FirstRead implements ByteSource {
  readonly #source: ByteSource;
  readonly #bytes = new Uint8Array(FIRST_READ_BYTES);
  readonly #reading: Promise<number | null>;
  #at = 0;
  #isSpent = false;

  /** The caller keeps the source. */
  constructor(source: ByteSource) {
    this.#source = source;
    this.#reading = source.read(this.#bytes);
  }

  /** Calls `wake` when the first bytes have come, the input has ended or the reading failed; `read` tells which. */
  onArrival(wake: () => void): void {
    this.#reading.then(wake, wake);
  }

  /** Gives what came first, then reads the source itself. */
  read(into: Uint8Array): Promise<number | null> {
    return this.#isSpent ? this.#source.read(into) : this.#readFirst(into);
  }

  async #readFirst(into: Uint8Array): Promise<number | null> {
    const count = await this.#reading;
    const part = this.#bytes.subarray(this.#at, Math.min(count ?? 0, this.#at + into.length));
    into.set(part);
    this.#at += part.length;
    this.#isSpent = this.#at >= (count ?? 0);
    return count === null ? null : part.length;
  }
}
