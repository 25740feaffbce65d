/**
 * Ways to cut an input into the chunks it comes in.
 *
 * @module
 */

import { Random } from "../support/random.ts";
import { seedOf } from "./seed.ts";

/** Longest input that is cut at every byte: beyond, the time goes into the cutting. */
const MAX_BYTE_BY_BYTE = 4096;

/** Byte by byte, at random places near each other, and at random places far apart. The same for the same input. */
export function cuttingsOf(input: Uint8Array): Record<string, Uint8Array[]> {
  const random = new Random(seedOf(input));
  const isLong = input.length > MAX_BYTE_BY_BYTE;
  return {
    ...isLong ? {} : { "byte by byte": cut(input, () => 1) },
    "in small chunks": cut(input, () => 1 + random.below(isLong ? 600 : 6)),
    "in large chunks": cut(input, () => 1 + random.below(input.length)),
  };
}

/** An input in chunks as large as `nextLength` says. */
export function cut(input: Uint8Array, nextLength: () => number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < input.length;) {
    const end = at + nextLength();
    chunks.push(input.subarray(at, end));
    at = end;
  }
  return chunks;
}
