/**
 * What is said in a subnegotiation, as far as it is kept.
 *
 * @module
 */

/** Longest subnegotiation that is kept, in bytes with its option: a terminal's name has at most 40 (RFC 1091). */
export const MAX_SAID_BYTES = 64;

export class Subnegotiation {
  readonly #said = new Uint8Array(MAX_SAID_BYTES);
  #saidBytes = 0; // more than are kept where it is too long
  #sentBytes = 0;

  /**
   * Takes a byte that is part of it.
   * @param sentAs how many bytes it took to send: two for a doubled 0xFF
   */
  add(byte: number, sentAs: number): void {
    if (this.#saidBytes < MAX_SAID_BYTES) this.#said[this.#saidBytes] = byte;
    this.#saidBytes++;
    this.#sentBytes += sentAs;
  }

  /** How many bytes it has taken to send so far. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Its option and what was said; empty where that was too long to be kept. */
  get said(): Uint8Array {
    return this.#said.subarray(0, this.#saidBytes > MAX_SAID_BYTES ? 0 : this.#saidBytes);
  }
}
