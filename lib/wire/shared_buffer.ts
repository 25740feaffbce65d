/**
 * Small arrays of bytes cut out of one buffer after the other: a buffer for each would take a microsecond and 300 bytes
 * more. A buffer stays as long as one of its arrays is used.
 *
 * @module
 */

export class SharedBuffer {
  readonly #size: number;
  #buffer = new ArrayBuffer(0);
  #at = 0;

  /** @param size of a buffer in bytes; a larger array has one of its own */
  constructor(size: number) {
    this.#size = size;
  }

  /** Bytes that nobody else has. */
  take(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.#size) return new Uint8Array(length);
    if (this.#at + length > this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(this.#size);
      this.#at = 0;
    }
    const bytes = new Uint8Array(this.#buffer, this.#at, length);
    this.#at += length;
    return bytes;
  }
}
