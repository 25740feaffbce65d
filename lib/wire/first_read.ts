/**
 * Waits for the first bytes of a connection before anything is built around it: ten thousand guests who say nothing
 * cost one small read each, not a chain of streams. What came can be looked at before somebody reads it.
 *
 * @module
 */

import { SharedBuffer } from "./shared_buffer.ts";
import type { ByteSource } from "./socket_text.ts";

/** Size of the first read in bytes: a name of 24 characters and its line end. */
const FIRST_READ_BYTES = 128;

/** How many of them share a buffer. */
const READS_PER_BUFFER = 16;

/** Most bytes that are looked at before they are read: a request line, or a PROXY header with what proxies add to it. */
export const MAX_LOOKED_AT_BYTES = 2048;

/** A source whose first read is under way from the start. */
export class FirstRead implements ByteSource {
  static readonly #buffer = new SharedBuffer(FIRST_READ_BYTES * READS_PER_BUFFER);
  readonly #source: ByteSource;
  #bytes: Uint8Array | undefined = FirstRead.#buffer.take(FIRST_READ_BYTES); // until they are read
  #at = 0;
  #filled = 0;
  #reading: Promise<number | null> | undefined; // under way, or failed
  #isOver = false;
  #wake: (() => void) | undefined;

  /** The caller keeps the source. */
  constructor(source: ByteSource) {
    this.#source = source;
    this.#begin();
  }

  /**
   * Calls `wake` when the first bytes have come, the input has ended or the reading failed; `read` tells which. Only the
   * last one may wait so.
   */
  onArrival(wake: () => void): void {
    this.#wake = wake;
    if (this.#isOver || this.#filled > this.#at) wake();
  }

  /** What has come and is not read; undefined where nothing more will come. */
  get bytes(): Uint8Array | undefined {
    return this.#isOver && this.#filled === this.#at
      ? undefined
      : this.#bytes?.subarray(this.#at, this.#filled);
  }

  /**
   * Waits for more where what has come tells too little, and calls `wake` again; false where no more will come, or where
   * too much has come already. Whoever looked before may wait still: two reads at once would write over each other.
   */
  readOn(wake: () => void): boolean {
    if (this.#isOver || this.#filled >= MAX_LOOKED_AT_BYTES) return false;
    this.#wake = wake;
    if (this.#reading !== undefined) return true;
    if (this.#filled === this.#bytes!.length) {
      const larger = new Uint8Array(MAX_LOOKED_AT_BYTES);
      larger.set(this.#bytes!);
      this.#bytes = larger;
    }
    this.#begin();
    return true;
  }

  /** Takes away the first of the bytes that have come; where none is left, the next ones are read. */
  skip(count: number): void {
    this.#bytes = this.#bytes!.subarray(this.#at + count);
    this.#filled -= this.#at + count;
    this.#at = 0;
    if (this.#filled > 0 || this.#isOver || this.#reading !== undefined) return;
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(FIRST_READ_BYTES);
    this.#begin();
  }

  /** Gives what came first, then reads the source itself. */
  read(into: Uint8Array): Promise<number | null> {
    return this.#bytes === undefined ? this.#source.read(into) : this.#readFirst(this.#bytes, into);
  }

  #begin(): void {
    this.#reading = this.#source.read(this.#bytes!.subarray(this.#filled));
    this.#reading.then((count) => this.#come(count), () => this.#end());
  }

  #come(count: number | null): void {
    this.#reading = undefined;
    if (count === null) return this.#end();
    this.#filled += count;
    this.#wake?.();
  }

  #end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  async #readFirst(bytes: Uint8Array, into: Uint8Array): Promise<number | null> {
    if (this.#filled === this.#at) await this.#reading; // throws what it failed with
    const part = bytes.subarray(this.#at, Math.min(this.#filled, this.#at + into.length));
    if (part.length === 0 && this.#isOver) return null;
    into.set(part);
    this.#at += part.length;
    if (this.#at === this.#filled && this.#reading === undefined && !this.#isOver) this.#bytes = undefined;
    return part.length;
  }
}
