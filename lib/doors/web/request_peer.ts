/**
 * Whoever made a request, and may vanish at any moment: that is an end of input, and what is written then is nobody's.
 *
 * @module
 */

import { type BadHead, type Head, HeadReader } from "../../http/head.ts";
import { SocketWriter } from "../../wire/socket_writer.ts";
import type { Caller } from "../connection.ts";

/** How many bytes are read at once. */
const READ_BYTES = 4096;

/** How many bytes a client may go on sending after its answer: with unread bytes it would lose the answer. */
const LINGER_BYTES = 256 * 1024;

export class RequestPeer {
  readonly #caller: Caller;
  /** What came behind the head. */
  rest = new Uint8Array(0);

  /** The caller keeps the connection. */
  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Reads a head; undefined where the input ends before it is whole. */
  async head(): Promise<Head | BadHead | undefined> {
    const reader = new HeadReader(), buffer = new Uint8Array(READ_BYTES);
    for (let count; (count = await this.read(buffer)) !== null;) {
      const head = reader.take(buffer.subarray(0, count));
      if (head === undefined) continue;
      this.rest = reader.rest;
      return head;
    }
    return undefined;
  }

  /** Never rejects. */
  async read(into: Uint8Array): Promise<number | null> {
    const { first, connection } = this.#caller;
    try {
      return await (first ?? connection).read(into);
    } catch {
      return null;
    }
  }

  /** Sends all bytes; never rejects. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await new SocketWriter(this.#caller.connection).write(bytes);
    } catch {
      // Gone: the reading ends as well.
    }
  }

  /** Ends our half, and reads away what the peer still sends; never rejects. */
  async end(): Promise<void> {
    const buffer = new Uint8Array(READ_BYTES);
    try {
      await this.#caller.connection.closeWrite();
    } catch {
      return;
    }
    let bytes = 0;
    for (let count; bytes < LINGER_BYTES && (count = await this.read(buffer)) !== null;) bytes += count;
  }
}
