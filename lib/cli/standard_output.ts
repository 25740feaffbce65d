/**
 * Standard output: much of it piece by piece, as fast as the reader takes it, so that nothing piles up here; a few lines
 * at once. A reader that has gone away (`| head`) has all it wanted.
 *
 * @module
 */

import { StartRefused } from "../runtime/start_refused.ts";
import { reasonOf } from "../runtime/reason.ts";

/** Where bytes go: `Deno.stdout`, or a double of it. */
export interface ByteSink {
  /** Takes some of the bytes and resolves with how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/** Where a few bytes go at once: `Deno.stdout`, or a double of it. */
export interface SyncByteSink {
  /** Takes some of the bytes and returns how many. */
  writeSync(bytes: Uint8Array): number;
}

/**
 * Prints pieces of text, each made only when the one before it has been taken. A reader that has gone away ends it
 * quietly.
 * @throws {StartRefused} where the bytes cannot be written for another reason, such as a full disk behind `>`
 */
export async function print(pieces: Iterable<string>, sink: ByteSink = Deno.stdout): Promise<void> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    const bytes = encoder.encode(piece);
    let at = 0;
    try {
      while (at < bytes.length) at += await sink.write(bytes.subarray(at));
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return;
      throw notWritten(error);
    }
  }
}

/**
 * Prints a few lines that were asked for: help, settings.
 * @throws {StartRefused} where they cannot be written, and somebody still waits for them
 */
export function printLines(text: string, sink: SyncByteSink = Deno.stdout): void {
  const bytes = new TextEncoder().encode(`${text}\n`);
  let at = 0;
  try {
    while (at < bytes.length) at += sink.writeSync(bytes.subarray(at));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw notWritten(error);
  }
}

/**
 * Tells how something went that is over, in a sentence that nobody may be left to read: the exit code says it too.
 * @param sinks the first one that takes it gets it
 */
export function tell(sentence: string, sinks: readonly SyncByteSink[] = [Deno.stdout, Deno.stderr]): void {
  for (const sink of sinks) {
    try {
      return printLines(sentence, sink);
    } catch {
      // a full disk: the next one may take it
    }
  }
}

function notWritten(cause: unknown): StartRefused {
  return new StartRefused(`Cannot write to standard output: ${reasonOf(cause)}`, { cause });
}
