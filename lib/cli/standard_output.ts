/**
 * Standard output as a place for much: piece by piece, as fast as the reader takes it, so that nothing piles up here.
 *
 * @module
 */

import { StartRefused } from "./settings.ts";
import { reasonOf } from "./start.ts";

/** Where bytes go: `Deno.stdout`, or a double of it. */
export interface ByteSink {
  /** Takes some of the bytes and resolves with how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * Prints pieces of text, each made only when the one before it has been taken. A reader that has gone away (`| head`)
 * ends it quietly: it has all it wanted.
 * @throws {StartRefused} where the bytes cannot be written for another reason, such as a full disk behind `>`
 */
export async function print(pieces: Iterable<string>, sink: ByteSink = Deno.stdout): Promise<void> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    const bytes = encoder.encode(piece);
    try {
      for (let at = 0; at < bytes.length;) at += await sink.write(bytes.subarray(at));
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return;
      throw new StartRefused(`Cannot write to standard output: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }
}
