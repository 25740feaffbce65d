/**
 * A connection as a stream of Node, for libraries that want one.
 *
 * Both halves end by themselves: whoever reads to the end may still write. Nothing is read that nobody asked for, and a
 * write is over when the connection has taken it. What fails destroys the stream, which closes the connection.
 *
 * @module
 */

import { Duplex } from "node:stream";
import { Buffer } from "node:buffer";
import { MIN_READ_BYTES, nextBuffer } from "./read_buffer.ts";
import type { ByteSource } from "./socket_text.ts";
import type { ByteTarget } from "./socket_writer.ts";

/** What the stream is made of. */
export interface DuplexConnection extends ByteSource, ByteTarget, Disposable {
  /** Ends our half: the peer reads to the end. */
  closeWrite(): Promise<void>;
}

/** Largest read buffer in bytes, and what either side of the stream holds before the other one has to wait. */
const MAX_READ_BYTES = 16 * 1024;

type Done = (error?: Error | null) => void;

/** The connection is closed when the stream is destroyed. Its user listens for `error`, or the process ends by one. */
export class ConnectionDuplex extends Duplex {
  readonly #connection: DuplexConnection;
  #buffer = new Uint8Array(MIN_READ_BYTES);
  #isReading = false;

  /** @param allowHalfOpen whether we may go on writing when the peer has ended its half */
  constructor(connection: DuplexConnection, allowHalfOpen = true) {
    super({ allowHalfOpen, readableHighWaterMark: MAX_READ_BYTES, writableHighWaterMark: MAX_READ_BYTES });
    this.#connection = connection;
  }

  override _read(): void {
    if (this.#isReading) return; // it gives what it gets
    this.#isReading = true;
    read(this.#connection, this.#buffer).then((count) => {
      this.#isReading = false;
      if (this.destroyed) return;
      if (count === null) return void this.push(null);
      const bytes = Buffer.from(this.#buffer.subarray(0, count)); // a copy: the buffer is read into again
      this.#buffer = nextBuffer(this.#buffer, count, MAX_READ_BYTES);
      this.push(bytes);
    }, (error) => void this.destroy(error));
  }

  override _write(bytes: Uint8Array, _encoding: string, done: Done): void {
    this.#write(bytes).then(() => done(), done);
  }

  /** All that has waited goes out as one write: a line, its frame, and the lines behind it. */
  override _writev(chunks: readonly { readonly chunk: Uint8Array }[], done: Done): void {
    this.#write(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await this.#connection.write(rest));
  }

  override _final(done: Done): void {
    this.#connection.closeWrite().then(() => done(), () => done()); // the peer is gone: there is nothing to end
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#connection[Symbol.dispose]();
    done(error);
  }
}

/** Also what throws at once fails as a promise. */
async function read(source: ByteSource, into: Uint8Array): Promise<number | null> {
  return await source.read(into);
}
