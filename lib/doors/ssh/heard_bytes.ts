/**
 * What a client has sent and nobody has read, in one piece: a client may send it byte by byte, and each would cost
 * hundreds of bytes otherwise.
 *
 * @module
 */

/** First size in bytes: a line somebody types. */
const MIN_BYTES = 256;

const NOTHING = new Uint8Array(0);

/** The caller bounds how much there may be. */
export class HeardBytes {
  #bytes = NOTHING;
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  /** Adds what has come; it is copied. */
  add(bytes: Uint8Array): void {
    if (this.#to + bytes.length > this.#bytes.length) this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#to);
    this.#to += bytes.length;
  }

  /** Takes as much as fits; returns how much that was. */
  take(into: Uint8Array): number {
    const part = this.#bytes.subarray(this.#from, Math.min(this.#to, this.#from + into.length));
    into.set(part);
    this.#from += part.length;
    if (this.#from === this.#to) {
      this.#bytes = NOTHING;
      this.#from = this.#to = 0;
    }
    return part.length;
  }

  #makeRoom(more: number): void {
    const rest = this.#bytes.subarray(this.#from, this.#to), needed = rest.length + more;
    let size = Math.max(this.#bytes.length, MIN_BYTES);
    while (size < needed) size *= 2;
    const bytes = new Uint8Array(size);
    bytes.set(rest);
    this.#bytes = bytes;
    this.#from = 0;
    this.#to = rest.length;
  }
}
