/**
 * A connection without a network: a test feeds what the peer sends, and sees what it gets.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Connection } from "../../lib/doors/connection.ts";

/** A connection whose peer is a test. */
export class FakeConnection implements Connection {
  /** Most bytes that a write takes; 0 while the peer reads nothing. */
  room = Infinity;
  /** How often it was disposed. */
  disposals = 0;
  hasClosedWrite = false;
  /** How many reads wait, one at most. */
  readsUnderWay = 0;
  writes = 0;
  readonly #taken: Uint8Array[] = [];
  readonly #chunks: (Uint8Array | null | Error)[] = [];
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  /** The peer sends something, ends its half (null), or is gone. */
  feed(...chunks: readonly (Uint8Array | null | Error)[]): void {
    this.#chunks.push(...chunks);
    this.#wakeReader?.();
  }

  /** The peer reads on. */
  makeRoom(room = Infinity): void {
    this.room = room;
    this.#wakeWriter?.();
  }

  /** Everything that the peer got. */
  get taken(): Uint8Array {
    return concat(this.#taken);
  }

  async read(into: Uint8Array): Promise<number | null> {
    if (++this.readsUnderWay > 1) throw new Error("Two reads at once");
    try {
      while (this.#chunks.length === 0 && this.disposals === 0) {
        await new Promise<void>((resolve) => this.#wakeReader = resolve);
      }
    } finally {
      this.readsUnderWay--;
    }
    if (this.disposals > 0) throw new Error("Bad resource ID");
    const chunk = this.#chunks[0]!;
    if (chunk === null) return null;
    if (chunk instanceof Error) throw chunk;
    const count = Math.min(into.length, chunk.length);
    into.set(chunk.subarray(0, count));
    if (count === chunk.length) this.#chunks.shift();
    else this.#chunks[0] = chunk.subarray(count);
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    this.writes++;
    while (this.room === 0 && this.disposals === 0) {
      await new Promise<void>((resolve) => this.#wakeWriter = resolve);
    }
    if (this.disposals > 0 || this.hasClosedWrite) throw new Error("Broken pipe");
    const count = Math.min(this.room, bytes.length);
    this.#taken.push(bytes.slice(0, count));
    return count;
  }

  closeWrite(): Promise<void> {
    this.hasClosedWrite = true;
    return this.disposals > 0 ? Promise.reject(new Error("Bad resource ID")) : Promise.resolve();
  }

  [Symbol.dispose](): void {
    this.disposals++;
    this.#wakeReader?.();
    this.#wakeWriter?.();
  }
}
