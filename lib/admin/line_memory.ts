/**
 * The memory from which the lines of one console are sent, used over and over.
 *
 * Deno 2.4 never lets go of a chunk of a streamed answer, not even when the answer has ended (a quarter of a megabyte a
 * second in a busy server); later versions do. Chunks that are views of the same memory cost it once. So that nothing is
 * written over before it is sent, the memory is a ring four times as large as the largest line: on their way, between
 * `pull` and the system's socket, are at most two lines, or half a megabyte of short ones.
 *
 * @module
 */

/** The least it holds, in bytes: twice what Deno and hyper keep of short lines (64 KiB, and 408 KiB). */
const MIN_BYTES = 1024 * 1024;

/** How many of the largest lines fit in. */
const LINES = 4;

/** A ring of bytes. */
export class LineMemory {
  #bytes = new Uint8Array(MIN_BYTES);
  #at = 0;
  readonly #encoder = new TextEncoder();

  /** The text as UTF-8: a view that is valid until three lines as long as it, or a megabyte of short ones, came after it. */
  encode(text: string): Uint8Array<ArrayBuffer> {
    const most = text.length * 3; // bytes of UTF-8 for a unit of UTF-16
    if (most * LINES > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 ** Math.ceil(Math.log2(most * LINES)));
      this.#at = 0;
    }
    if (this.#at + most > this.#bytes.length) this.#at = 0;
    const room = this.#bytes.subarray(this.#at, this.#at + most);
    const { written } = this.#encoder.encodeInto(text, room);
    this.#at += written;
    return room.subarray(0, written);
  }

  /** How much it takes, in bytes. */
  get size(): number {
    return this.#bytes.length;
  }
}
