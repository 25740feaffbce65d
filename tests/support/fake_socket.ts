/**
 * The two halves of a connection as the wire sees them, without a network: chunks to read, and a place to write to.
 *
 * @module
 */

import type { ByteSource } from "../../lib/wire/socket_text.ts";
import type { ByteTarget } from "../../lib/wire/socket_writer.ts";

/** A source that gives the chunks one read at a time, never more than the buffer holds, and then the end of input. */
export class ChunkSource implements ByteSource {
  readonly #chunks: Uint8Array[];
  readonly #failure: Error | undefined;
  /** The buffer size of every read so far. */
  readonly bufferBytes: number[] = [];

  /** @param failure what the reading fails with after the chunks, instead of ending */
  constructor(chunks: Iterable<Uint8Array>, failure?: Error) {
    this.#chunks = [...chunks].filter((chunk) => chunk.length > 0);
    this.#failure = failure;
  }

  read(into: Uint8Array): Promise<number | null> {
    this.bufferBytes.push(into.length);
    const chunk = this.#chunks.shift();
    if (chunk === undefined) {
      return this.#failure === undefined ? Promise.resolve(null) : Promise.reject(this.#failure);
    }
    const count = Math.min(chunk.length, into.length);
    into.set(chunk.subarray(0, count));
    if (count < chunk.length) this.#chunks.unshift(chunk.subarray(count));
    return Promise.resolve(count);
  }
}

/**
 * A source that a test feeds while it is being read: every read waits for the next {@linkcode LiveSource.feed}. Where there
 * are more reads than one at once, the first one is answered first, as systems do.
 */
export class LiveSource implements ByteSource {
  readonly #waiting: ((chunk: Uint8Array | null) => void)[] = [];
  #rest: Uint8Array = new Uint8Array(0); // of a chunk that was too large for its read
  /** How many reads were begun. */
  reads = 0;

  read(into: Uint8Array): Promise<number | null> {
    this.reads++;
    return new Promise((resolve) => {
      const answer = (chunk: Uint8Array | null) => {
        const part = chunk?.subarray(0, into.length) ?? null;
        if (part !== null) into.set(part);
        this.#rest = chunk?.subarray(into.length) ?? this.#rest;
        resolve(part === null ? null : part.length);
      };
      if (this.#rest.length > 0) answer(this.#rest);
      else this.#waiting.push(answer);
    });
  }

  /** Answers the read under way; null ends the input for all of them. What does not fit is for the next read. */
  feed(chunk: Uint8Array | null): void {
    if (!this.isBeingRead) throw new Error("Cannot feed the source: nobody reads it");
    for (const answer of this.#waiting.splice(0, chunk === null ? Infinity : 1)) answer(chunk);
  }

  /** Whether somebody waits for bytes. */
  get isBeingRead(): boolean {
    return this.#waiting.length > 0;
  }
}

/** A target that takes at most so many bytes a write and keeps them; it fails after `failAfterBytes`. */
export class SlowTarget implements ByteTarget {
  readonly #bytesPerWrite: number;
  readonly #failAfterBytes: number;
  /** Everything written. */
  readonly taken: number[] = [];
  /** How many writes were begun. */
  writes = 0;

  constructor(bytesPerWrite = Infinity, failAfterBytes = Infinity) {
    this.#bytesPerWrite = bytesPerWrite;
    this.#failAfterBytes = failAfterBytes;
  }

  write(bytes: Uint8Array): Promise<number> {
    this.writes++;
    if (this.taken.length >= this.#failAfterBytes) return Promise.reject(new Error("connection reset"));
    const count = Math.min(bytes.length, this.#bytesPerWrite);
    this.taken.push(...bytes.subarray(0, count));
    return Promise.resolve(count);
  }
}

/** Reads a stream to its end. */
export async function allOf<T>(stream: ReadableStream<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}
