/**
 * Joins pieces of bytes into one write. In a broadcast many readers have queued the very same pieces; they are
 * joined once and shared.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

/** Remembers the last join, for the next reader with the same pieces. */
export class SharedConcat {
  #pieces: readonly Uint8Array<ArrayBuffer>[] = [];
  #joined = new Uint8Array(0);

  /** The pieces one after the other. The result is shared: nobody may write into it. */
  join(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
    if (pieces.length === 1) return pieces[0]!;
    if (!this.#isLast(pieces)) {
      this.#pieces = pieces;
      this.#joined = concat(pieces);
    }
    return this.#joined;
  }

  forget(): void {
    this.#pieces = [];
    this.#joined = new Uint8Array(0);
  }

  #isLast(pieces: readonly Uint8Array[]): boolean {
    const last = this.#pieces, { length } = pieces;
    if (last.length !== length) return false;
    for (let i = 0; i < length; i++) if (last[i] !== pieces[i]) return false; // most often the first ones differ
    return true;
  }
}
