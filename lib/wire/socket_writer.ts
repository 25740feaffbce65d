/**
 * The writer of a socket: a `WritableStreamDefaultWriter` without the stream around it, which queues without bound, waits
 * for ever to close on a peer that never reads, and costs 2 to 3 µs a write (docs/decisions/0003). This one writes at once
 * and says how far it got; the pump that owns it keeps to one write in flight.
 *
 * @module
 */

/** The writing half of a connection, as `Deno.Conn` has it. */
export interface ByteTarget {
  /** Writes some of the bytes, at least one, as soon as there is room; resolves with how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/** One promise for all writers: what they could tell by it, the pump knows already. */
const SETTLED = Promise.resolve(undefined);

/** The caller keeps the socket, which this never closes, and must not write again before the last write settled. */
export class SocketWriter implements WritableStreamDefaultWriter<Uint8Array> {
  readonly #target: ByteTarget;
  /** Bytes accepted since the start; grows in steps while a large write is under way. */
  acceptedBytes = 0;
  readonly desiredSize = 1;
  readonly ready = SETTLED;
  readonly closed = SETTLED;

  constructor(target: ByteTarget) {
    this.#target = target;
  }

  write(bytes: Uint8Array = new Uint8Array(0)): Promise<void> {
    return this.#target.write(bytes).then((count) => {
      this.acceptedBytes += count;
      if (count < bytes.length) return this.write(bytes.subarray(count));
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  abort(): Promise<void> {
    return Promise.resolve();
  }

  releaseLock(): void {}
}
