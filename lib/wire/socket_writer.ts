/**
 * The writer of a socket: a `WritableStreamDefaultWriter` without the stream around it, which queues without bound, waits
 * for ever to close on a peer that never reads, and costs 2 to 3 µs a write (docs/decisions/0003). This one writes at once;
 * asked for some, it writes what the socket takes just now. The pump that owns it keeps to one write in flight.
 *
 * @module
 */

/** The writing half of a connection, as `Deno.Conn` has it. */
export interface ByteTarget {
  /** Writes some of the bytes, at least one, as soon as there is room; resolves with how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/** What a terminal with an unfinished line needs around the bytes that are written to it. */
export interface Frame {
  /** The bytes with that; asked for once for every write, and written whole. */
  around(bytes: Uint8Array): Uint8Array;
}

/** A frame that adds nothing. With one, the writer knows where a write ends, so that the next frame begins with another one. */
export const NO_FRAME: Frame = { around: (bytes) => bytes };

/** One promise for all writers: what they could tell by it, the pump knows already. */
const SETTLED = Promise.resolve(undefined);

const NO_BYTES = new Uint8Array(0);

/** The caller keeps the socket, which this never closes, and must not write again before the last write settled. */
export class SocketWriter implements WritableStreamDefaultWriter<Uint8Array> {
  readonly #target: ByteTarget;
  #framed: Uint8Array = NO_BYTES; // what is left of a write with its frame
  /** Goes around every write from the next one on; most connections have none. Once there is one, there always is. */
  frame: Frame | undefined;

  constructor(target: ByteTarget) {
    this.#target = target;
  }

  /** Writes as much as there is room for, and resolves with how many bytes that were: the socket's own promise, and no other. */
  writeSome(bytes: Uint8Array): Promise<number> {
    return this.frame === undefined ? this.#target.write(bytes) : this.#writeFramed(bytes, this.frame);
  }

  /** Tells of the bytes all but the last one while the frame is not written whole, so that it can be asked for the rest. */
  async #writeFramed(bytes: Uint8Array, frame: Frame): Promise<number> {
    if (this.#framed.length === 0) this.#framed = frame.around(bytes);
    while (this.#framed.length > 0) {
      const count = await this.#target.write(this.#framed);
      this.#framed = count === this.#framed.length ? NO_BYTES : this.#framed.subarray(count);
      if (bytes.length > 1 && this.#framed.length > 0) return Math.min(count, bytes.length - 1);
    }
    return bytes.length;
  }

  async write(bytes: Uint8Array = NO_BYTES): Promise<void> {
    let rest = bytes;
    do rest = rest.subarray(await this.writeSome(rest)); while (rest.length > 0);
  }

  get desiredSize(): number {
    return 1;
  }

  get ready(): Promise<undefined> {
    return SETTLED;
  }

  get closed(): Promise<undefined> {
    return SETTLED;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }

  releaseLock(): void {}
}
