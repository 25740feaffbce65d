/**
 * The bytes of the NATS client library, over a socket of Deno.
 *
 * The library's own way over `node:net` was tried, and is not used: with Deno 2.4 its TLS never gets ready; a socket that it
 * has left reports errors that nobody hears, which ends the process; one that says nothing stays open for good; and the
 * certificate of an address is held against `localhost`.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { ConnectionOptions, Transport } from "@nats-io/nats-core/internal";

/** What is read at most at a time, and the least room for it, in bytes. */
const READ_BYTES = 65_536, ROOM_BYTES = 16_384;

/** The server's first line is shorter than this, in bytes: its names, and the addresses of some hundred other servers. */
const INFO_BYTES = 32_768;

/** What waits at most for a server that takes nothing, in bytes: 8,192 records of 2 KiB. The link is given up then. */
const WAITING_BYTES = 16_777_216;

export class NatsTransport implements Transport {
  readonly lang = "deno";
  readonly version = "1";
  closeError?: Error;
  readonly #over = Promise.withResolvers<void | Error>();
  #connection: Deno.Conn | undefined;
  #first = new Uint8Array(0); // the server's first line, and what came with it
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isWriting = false;
  #isEncrypted = false;
  #isOver = false;

  async connect(
    { hostname, port }: { readonly hostname: string; readonly port: number },
    { tls }: ConnectionOptions,
  ): Promise<void> {
    try {
      const connection = await Deno.connect({ hostname, port });
      this.#take(connection);
      connection.setNoDelay(true);
      const info = await this.#readInfo(connection);
      if (tls && !info.tls_required && !info.tls_available) throw new Error("it has no TLS");
      if (tls || info.tls_required) {
        const caCerts = typeof tls?.ca === "string" ? [tls.ca] : []; // the usual ones too
        const encrypted = await Deno.startTls(connection, { hostname, caCerts });
        this.#take(encrypted);
        await encrypted.handshake();
        this.#isEncrypted = true;
      }
    } catch (error) {
      this.#end(error);
      throw error;
    }
  }

  async *[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
    yield this.#first;
    let buffer = new Uint8Array(READ_BYTES), at = 0;
    try {
      while (!this.#isOver) {
        // What was read is never written over: answers are kept for a while.
        if (buffer.length - at < ROOM_BYTES) [buffer, at] = [new Uint8Array(READ_BYTES), 0];
        const count = await this.#connection!.read(buffer.subarray(at));
        if (count === null) break;
        yield buffer.subarray(at, at += count);
      }
      this.#end();
    } catch (error) {
      this.#end(error);
    }
  }

  send(frame: Uint8Array): void {
    if (this.#isOver) return;
    this.#waiting.push(frame);
    this.#waitingBytes += frame.length;
    if (this.#waitingBytes > WAITING_BYTES) this.#end(new Error("it takes nothing any more"));
    else if (!this.#isWriting) void this.#write();
  }

  isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  get isClosed(): boolean {
    return this.#isOver;
  }

  closed(): Promise<void | Error> {
    return this.#over.promise;
  }

  close(error?: Error): Promise<void> {
    this.#end(error);
    return Promise.resolve();
  }

  disconnect(): void {
    this.#end();
  }

  discard(): void {
    this.#end();
  }

  /** A connection may come when nobody waits for it any more. */
  #take(connection: Deno.Conn): void {
    this.#connection = connection;
    if (!this.#isOver) return;
    connection.close();
    throw new Error("it came too late");
  }

  async #readInfo(connection: Deno.Conn): Promise<{ tls_required?: boolean; tls_available?: boolean }> {
    const buffer = new Uint8Array(INFO_BYTES);
    for (let length = 0; length < buffer.length;) {
      const count = await connection.read(buffer.subarray(length));
      if (count === null) throw new Error("it hung up");
      this.#first = buffer.subarray(0, length += count);
      const line = new TextDecoder().decode(this.#first);
      const [, info] = /^INFO (.*)\r\n/.exec(line) ?? [];
      if (info !== undefined) return JSON.parse(info);
      if (line.includes("\n")) break;
    }
    throw new Error("it does not speak NATS");
  }

  /** What all who have a turn now have to say goes out together: the library flushes after each of them. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    await new Promise<void>((resolve) => void setImmediate(() => resolve()));
    try {
      while (this.#waiting.length > 0 && !this.#isOver) {
        const bytes = this.#waiting.length === 1 ? this.#waiting[0]! : concat(this.#waiting);
        this.#waiting = [];
        for (let sent = 0; sent < bytes.length;) {
          sent += await this.#connection!.write(sent === 0 ? bytes : bytes.subarray(sent));
        }
        this.#waitingBytes -= bytes.length;
      }
    } catch (error) {
      this.#end(error);
    }
    this.#isWriting = false;
  }

  #end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (error instanceof Error) this.closeError = error;
    this.#waiting = [];
    try {
      this.#connection?.close();
    } catch { /* it is over already */ }
    this.#over.resolve(this.closeError);
  }
}
