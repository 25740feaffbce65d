/**
 * Makes an input that breaks a promise as small as it gets: takes pieces out, large ones first, and makes what is left
 * plain, as long as the same promise stays broken.
 *
 * @module
 */

import { concat } from "@std/bytes/concat";
import type { Target } from "./target.ts";
import { tried } from "./trial.ts";

/** Longest time for it, in milliseconds: small is kind to the reader, and no more. */
const PATIENCE_MS = 60_000;

/** What the rest of an input is made of, if it does not matter. */
const PLAIN_BYTE = 0x61;

/** The smallest input found that breaks the same rule. */
export async function shrunk(
  target: Pick<Target, "run">,
  input: Uint8Array,
  rule: string,
): Promise<Uint8Array> {
  const end = performance.now() + PATIENCE_MS;
  let smallest = input;
  const isAsBad = async (candidate: Uint8Array) => {
    if (performance.now() > end) return false;
    const trial = await tried(target, candidate);
    return trial.kind === "failed" && trial.rule === rule;
  };
  for (let size = input.length; size >= 1; size = Math.min(size - 1, Math.ceil(size / 2))) {
    for (let at = 0; at < smallest.length;) {
      const without = concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await isAsBad(without)) smallest = without;
      else at += size;
    }
  }
  for (let at = 0; at < smallest.length; at++) {
    const plainer = smallest.with(at, PLAIN_BYTE);
    if (smallest[at] !== PLAIN_BYTE && await isAsBad(plainer)) smallest = plainer;
  }
  return smallest;
}
