/**
 * Bytes of a file or of standard input as lines of text with their numbers, of bounded length. It reads synchronously:
 * its caller is in the middle of a transaction, and there is nobody else to wait for.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

/** Longest line, in bytes: what anybody may say at most (64 KiB), with every character escaped, and more. */
const MAX_LINE_BYTES = 1024 * 1024;

const READ_BYTES = 65_536, LF = 10;

/** An open file, or `Deno.stdin`. */
export interface ByteInput {
  /** Returns how many bytes were read, `null` at the end. */
  readSync(bytes: Uint8Array): number | null;
}

/** One line, without its end. */
export interface InputLine {
  /** From 1. */
  readonly number: number;
  /** Undefined where it is too long or not valid UTF-8. */
  readonly text: string | undefined;
}

/** The lines of an input, blank ones left out. A line ends at LF or CR LF; the last one may have no end. */
export function* inputLines(input: ByteInput): Generator<InputLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  for (const bytes of byteLines(input)) {
    number++;
    let text: string | undefined;
    try {
      text = bytes && decoder.decode(bytes);
    } catch {
      // a TypeError: not UTF-8
    }
    if (text?.trim() !== "") yield { number, text };
  }
}

/** Lines as bytes, with their ends; undefined for one that is too long, which is the last one given. */
function* byteLines(input: ByteInput): Generator<Uint8Array | undefined> {
  const chunk = new Uint8Array(READ_BYTES);
  let rest = new Uint8Array(0), count = input.readSync(chunk);
  while (count !== null) {
    const bytes = concat([rest, chunk.subarray(0, count)]);
    let start = 0, end = bytes.indexOf(LF);
    while (end >= 0) {
      yield bytes.subarray(start, end);
      start = end + 1;
      end = bytes.indexOf(LF, start);
    }
    rest = bytes.slice(start);
    if (rest.length > MAX_LINE_BYTES) return yield undefined;
    count = input.readSync(chunk);
  }
  if (rest.length > 0) yield rest;
}
