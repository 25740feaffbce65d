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

/** One promise for all writers: what they could tell by it, the pump knows already. */
const SETTLED = Promise.resolve(undefined);

/** The caller keeps the socket, which this never closes, and must not write again before the last write settled. */
export class SocketWriter implements WritableStreamDefaultWriter<Uint8Array> {
  readonly #target: ByteTarget;

  constructor(target: ByteTarget) {
    this.#target = target;
  }

  /** Writes as much as there is room for, and resolves with how many bytes that were: the socket's own promise, and no other. */
  writeSome(bytes: Uint8Array): Promise<number> {
    return this.#target.write(bytes);
  }

  async write(bytes: Uint8Array = new Uint8Array(0)): Promise<void> {
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
