/**
 * What is sent to a client of SSH, until its connection has taken it.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Connection } from "../connection.ts";

/** Most bytes that wait while the client is still read: answers to one that does not read would pile up. */
const MAX_UNSENT_BYTES = 64 * 1024;

export class Outgoing {
  readonly #connection: Connection;
  readonly #onWritten: () => void;
  #unsent: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> | undefined;
  #isOver = false;

  /** @param onWritten told when all is written, or never will be */
  constructor(connection: Connection, onWritten: () => void) {
    this.#connection = connection;
    this.#onWritten = onWritten;
  }

  /** Whether the connection has not taken yet what came before. */
  get isWaiting(): boolean {
    return this.#writing !== undefined;
  }

  /** Whether nothing will be written any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether so much waits that the client is not read. */
  get isFull(): boolean {
    return this.#bytes > MAX_UNSENT_BYTES && this.isWaiting;
  }

  /** Keeps it until the next flush. */
  add(bytes: Uint8Array): void {
    this.#unsent.push(bytes);
    this.#bytes += bytes.length;
  }

  /** Writes what has been added. */
  flush(): void {
    if (this.#unsent.length > 0 && !this.#isOver) this.#writing ??= this.#write();
  }

  /** Resolves when what waits is written, or never will be. */
  written(): Promise<void> {
    return this.#writing ?? Promise.resolve();
  }

  /** Closes the connection. May be repeated. */
  end(): void {
    this.#isOver = true;
    this.#connection[Symbol.dispose]();
  }

  async #write(): Promise<void> {
    await undefined; // what is sent in the same run goes out with it
    try {
      while (this.#unsent.length > 0) {
        const bytes = concat(this.#unsent);
        this.#unsent = [];
        for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await this.#connection.write(rest));
        this.#bytes -= bytes.length;
      }
    } catch {
      this.end(); // ends the reading too
    }
    this.#writing = undefined;
    this.#onWritten();
  }
}
