/**
 * Waits for the first bytes of a connection before anything is built around it: ten thousand guests who say nothing
 * cost one small read each, not a chain of streams.
 *
 * @module
 */

import { SharedBuffer } from "./shared_buffer.ts";
import type { ByteSource } from "./socket_text.ts";

/** Size of the first read in bytes: a name of 24 characters and its line end. */
const FIRST_READ_BYTES = 128;

/** How many of them share a buffer. */
const READS_PER_BUFFER = 16;

/** A source whose first read is under way from the start. */
export class FirstRead implements ByteSource {
  static readonly #buffer = new SharedBuffer(FIRST_READ_BYTES * READS_PER_BUFFER);
  readonly #source: ByteSource;
  readonly #reading: Promise<number | null>;
  #bytes: Uint8Array<ArrayBuffer> | undefined = FirstRead.#buffer.take(FIRST_READ_BYTES); // until they are read
  #at = 0;

  /** The caller keeps the source. */
  constructor(source: ByteSource) {
    this.#source = source;
    this.#reading = source.read(this.#bytes!);
  }

  /** Calls `wake` when the first bytes have come, the input has ended or the reading failed; `read` tells which. */
  onArrival(wake: () => void): void {
    this.#reading.then(wake, wake);
  }

  /** Gives what came first, then reads the source itself. */
  read(into: Uint8Array): Promise<number | null> {
    return this.#bytes === undefined ? this.#source.read(into) : this.#readFirst(this.#bytes, into);
  }

  async #readFirst(bytes: Uint8Array, into: Uint8Array): Promise<number | null> {
    const count = await this.#reading;
    const part = bytes.subarray(this.#at, Math.min(count ?? 0, this.#at + into.length));
    into.set(part);
    this.#at += part.length;
    if (this.#at >= (count ?? 0)) this.#bytes = undefined;
    return count === null ? null : part.length;
  }
}
