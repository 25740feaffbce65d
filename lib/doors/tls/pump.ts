/**
 * Brings bytes from one connection to another, and waits for both: whoever does not read is not written to.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { ByteSource } from "../../wire/socket_text.ts";
import type { ByteTarget } from "../../wire/socket_writer.ts";

/** First size of its buffer in bytes: most wait for a line. */
const MIN_BYTES = 512;

/** Largest size, which a paste or a page gets: a record of TLS (RFC 8446, 5.1). */
const MAX_BYTES = 16_384;

/** What one connection may bring before all others have their turn, in bytes. */
const BYTES_PER_TICK = 65_536;

/** Which half of it has failed. */
export class PumpFailure extends Error {
  readonly isReading: boolean;

  constructor(isReading: boolean, cause: unknown) {
    super(`Cannot ${isReading ? "read" : "write"}`, { cause });
    this.isReading = isReading;
  }
}

/** Resolves at the end of input. @throws {PumpFailure} */
export async function pump(from: ByteSource, to: ByteTarget, clock: Clock): Promise<void> {
  let buffer = new Uint8Array(MIN_BYTES);
  let bytesThisTick = 0;
  for (;;) {
    let count: number | null;
    try {
      count = await from.read(buffer);
    } catch (error) {
      throw new PumpFailure(true, error);
    }
    if (count === null) return;
    try {
      for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
    } catch (error) {
      throw new PumpFailure(false, error);
    }
    if (count === buffer.length) buffer = count < MAX_BYTES ? new Uint8Array(MAX_BYTES) : buffer;
    else if (buffer.length > MIN_BYTES && count < MIN_BYTES) buffer = new Uint8Array(MIN_BYTES);
    // What is answered at once never leaves the tick: a flood would be all the event loop ever sees.
    bytesThisTick += count;
    if (bytesThisTick < BYTES_PER_TICK) continue;
    bytesThisTick = 0;
    await new Promise<void>((resolve) => clock.soon(resolve));
  }
}
