/**
 * The ways bytes can be cut on their way through a network, and the one assertion about them: it makes no difference.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "./fast_check.ts";
import { hex } from "./bytes.ts";

/** A way to cut bytes into chunks, and how a failing test names it. */
interface Cutting {
  readonly name: string;
  readonly chunks: readonly Uint8Array[];
}

/** Whole, cut in two at every byte, and every byte by itself. */
function* cuttingsOf(bytes: Uint8Array): Generator<Cutting> {
  yield { name: "in one chunk", chunks: [bytes] };
  for (let at = 1; at < bytes.length; at++) {
    yield { name: `cut at byte ${at}`, chunks: [bytes.subarray(0, at), bytes.subarray(at)] };
  }
  yield { name: "byte by byte", chunks: Array.from(bytes, (byte) => Uint8Array.of(byte)) };
}

/** Asserts that `run`, which handles the chunks from a fresh start, gives `expected` wherever the bytes are cut. */
export async function assertSplitSafe<T>(
  bytes: Uint8Array,
  run: (chunks: readonly Uint8Array[]) => T | Promise<T>,
  expected: T,
): Promise<void> {
  for (const { name, chunks } of cuttingsOf(bytes)) assertEquals(await run(chunks), expected, name);
}

/** Pieces that matter to some stage, in hex: line ends, keys, telnet, escape sequences, whole and broken UTF-8. */
const PIECES = (
  "0a|0d|0d 0a|0d 00|00|09|20|03|04|07|08|7f|15|17|18|1a|" +
  "ff|ff ff|f2|ff ff f4|ff ff fd 06|ff ed|ff f0 9f 98 83|ff fe|fe ff|ff f4|ff f3|ff f6|ff f7|ff f8|ff ec|ff ee|ff f1|ff f2|ff fd 06|ff fb 00|ff fd 12|ff fb 1f|ff fc 00|" +
  "ff fe 01|ff fa|ff f0|ff fa 1f 00 50 00 18 ff f0|" +
  "1b|1b 5b|1b 5b 41|1b 4f 50|1b 5b 5b 41|1b 5d|1b 5d 30 3b|1b 50|1b 28|1b 5c|1b 5b 31 3b 35 44|" +
  "e4 bd a0|e4|bd|c3|a9|f0 9f 98 83|e2 80 8d|cc 81|ef bb bf|ef bf bd|ed a0 80|c2 9b|f0 9f|c0|16 03|e9|f0 9f 87 a9"
).split("|").map((piece) => [...hex(piece)]);

/** Random bytes, three in four of them from the pieces above. */
export function interestingBytes(maxPieces = 60): fc.Arbitrary<Uint8Array> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 2, arbitrary: fc.array(fc.integer({ min: 0x61, max: 0x7a }), { minLength: 1, maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 4 }) },
  );
  return fc.array(piece, { maxLength: maxPieces }).map((pieces) => Uint8Array.from(pieces.flat()));
}

/** Interesting bytes, and the same bytes cut at random places. */
export function randomlyCut(maxPieces?: number): fc.Arbitrary<{ whole: Uint8Array; chunks: Uint8Array[] }> {
  return fc.tuple(interestingBytes(maxPieces), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }))
    .map(([whole, sizes]) => {
      const chunks: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < whole.length; turn++) {
        const size = sizes[turn % sizes.length]!;
        chunks.push(whole.subarray(at, at + size));
        at += size;
      }
      return { whole, chunks };
    });
}
