/**
 * Makes a new input out of an old one: a few small accidents, of the kinds that networks, programs and people have, and
 * of the kinds that only an attacker has.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import { bytes } from "../support/bytes.ts";
import type { Random } from "../support/random.ts";

/** Longest input made, in bytes: longer than any line may be, and several reads. */
export const MAX_INPUT_BYTES = 64 * 1024;

/** Usual longest input, in bytes: small ones are tried faster, and seldom hide less. */
const USUAL_BYTES = 2048;

/** What mutations are made with. */
export interface Ingredients {
  readonly random: Random;
  /** Other inputs, to be mixed with. */
  readonly others: readonly Uint8Array[];
  /** Pieces worth putting in. */
  readonly morsels: readonly Uint8Array[];
}

type Mutation = (input: Uint8Array, ingredients: Ingredients) => Uint8Array;

/** A new input: one to eight accidents after each other. Now and then it is a very long one. */
export function mutated(input: Uint8Array, ingredients: Ingredients): Uint8Array {
  const { random } = ingredients;
  let output = input;
  for (let left = 1 + random.below(random.oneIn(4) ? 8 : 3); left > 0; left--) {
    output = random.pick(MUTATIONS)(output, ingredients);
  }
  if (random.oneIn(500)) return manyTimes(output, MAX_INPUT_BYTES / Math.max(1, output.length));
  return output.slice(0, random.oneIn(50) ? MAX_INPUT_BYTES : USUAL_BYTES);
}

/** Every accident; the likely ones more than once. */
const MUTATIONS: readonly Mutation[] = [
  function flipBit(input, { random }) {
    const at = random.below(input.length);
    return replaced(input, at, at + 1, [(input[at] ?? 0) ^ (1 << random.below(8))]);
  },
  function anyByte(input, { random }) {
    const at = random.below(input.length + 1);
    return replaced(input, at, at + random.below(2), [random.below(256)]);
  },
  function drop(input, { random }) {
    return replaced(input, ...someRange(input, random), []);
  },
  function repeat(input, { random }) {
    const [start, end] = someRange(input, random);
    return replaced(input, end, end, manyTimes(input.subarray(start, end), 1 + random.below(3)));
  },
  function swap(input, { random }) {
    const [start, end] = someRange(input, random);
    const at = random.below(input.length + 1);
    return replaced(input, at, at, input.slice(start, end));
  },
  ...Array<Mutation>(3).fill(function putMorsel(input, { random, morsels }) {
    const at = random.below(input.length + 1);
    return replaced(input, at, at, random.pick(morsels));
  }),
  function overwrite(input, { random, morsels }) {
    return replaced(input, ...someRange(input, random), random.pick(morsels));
  },
  function pileUp(input, { random, morsels }) {
    const at = random.below(input.length + 1);
    return replaced(input, at, at, manyTimes(random.pick(morsels), 2 ** random.below(11)));
  },
  function splice(input, { random, others }) {
    const other = random.pick(others);
    return concat([
      input.subarray(0, random.below(input.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]);
  },
  function alone(_input, { random, morsels }) {
    return random.pick(morsels);
  },
  function otherNumber(input, { random }) {
    const [start, end] = someNumber(input, random.below(input.length + 1));
    return replaced(input, start, end, bytes(random.pick(NUMBERS)));
  },
  function cutTail(input, { random }) {
    return input.subarray(0, random.below(input.length + 1));
  },
];

/** Numbers at the edges of what others can hold, and what looks like one. */
const NUMBERS = "-1 0 1 2 255 256 65535 65536 99999 2147483648 4294967296 9007199254740993 1e999 0x10 1.5 007"
  .split(" ");

/** The next run of digits from a place on; nothing at the end where there is none. */
function someNumber(input: Uint8Array, from: number): [start: number, end: number] {
  const isDigit = (byte = 0) => byte >= 0x30 && byte <= 0x39;
  let start = from;
  while (start < input.length && !isDigit(input[start])) start++;
  let end = start;
  while (isDigit(input[end])) end++;
  return [start, end];
}

/** The input with a range of it replaced. */
function replaced(input: Uint8Array, start: number, end: number, piece: Iterable<number>): Uint8Array {
  return concat([input.subarray(0, start), Uint8Array.from(piece), input.subarray(end)]);
}

/** A range, mostly a short one. */
function someRange({ length }: Uint8Array, random: Random): [start: number, end: number] {
  const start = random.below(length + 1);
  return [start, Math.min(length, start + 1 + random.below(random.oneIn(4) ? length + 1 : 12))];
}

function manyTimes(piece: Uint8Array, times: number): Uint8Array {
  return concat(Array<Uint8Array>(Math.floor(times)).fill(piece)).slice(0, MAX_INPUT_BYTES);
}
