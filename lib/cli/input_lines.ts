/**
 * Bytes of a file or of standard input as lines of text with their numbers, of bounded length. It reads synchronously:
 * its caller is in the middle of a transaction, and there is nobody else to wait for.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";

/** Longest line, in bytes: what anybody may say at most (64 KiB), with every character escaped, and more. */
const MAX_LINE_BYTES = 1024 * 1024;

const READ_BYTES = 65_536;

/** Where bytes come from: an open file, or `Deno.stdin`. */
export interface ByteInput {
  /** Reads some bytes; resolves with how many, `null` at the end. */
  readSync(bytes: Uint8Array): number | null;
}

/** One line, without its end. */
export interface InputLine {
  /** Its number, from 1. */
  readonly number: number;
  /** What is in it; undefined where it is too long or not valid UTF-8. */
  readonly text: string | undefined;
}

/** The lines of an input, blank ones left out. A line ends at LF or CR LF; the last one may have no end. */
export function* inputLines(input: ByteInput): Generator<InputLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  for (const bytes of byteLines(input)) {
    number++;
    const text = bytes === undefined ? undefined : decoded(bytes, decoder);
    if (text?.trim() !== "") yield { number, text };
  }
}

function decoded(bytes: Uint8Array, decoder: TextDecoder): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // a TypeError: not UTF-8
  }
}

/** Lines as bytes, with their ends; undefined for one that is too long, which is the last one given. */
function* byteLines(input: ByteInput): Generator<Uint8Array | undefined> {
  let rest = new Uint8Array(0);
  for (const chunk = new Uint8Array(READ_BYTES);;) {
    const count = input.readSync(chunk);
    if (count === null) break;
    const bytes = concat([rest, chunk.subarray(0, count)]);
    let start = 0;
    for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) yield bytes.subarray(start, end);
    rest = bytes.slice(start);
    if (rest.length > MAX_LINE_BYTES) return yield undefined;
  }
  if (rest.length > 0) yield rest;
}
