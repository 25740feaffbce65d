/**
 * The bell of a person's terminal: a byte in front of the line that rings it. It is a part of that line, so that it is
 * neither counted nor skipped by itself.
 *
 * @module
 */

import type { Bytes } from "./backlog.ts";

/** BEL of ASCII. */
const BEL = 0x07;

/** Shortest time between two bells of a reader, in milliseconds: more would be noise. */
const BELL_MS = 1000;

/** When each reader's rang last, by the clock, in milliseconds; most never have one. */
const rangAt = new WeakMap<object, number>();

/** Whether a reader's bell may ring at this time; then it counts as rung. */
export function isBellDue(reader: object, now: number): boolean {
  if (now - (rangAt.get(reader) ?? -Infinity) < BELL_MS) return false;
  rangAt.set(reader, now);
  return true;
}

/** A line with a bell in front. */
export function rung(line: Bytes): Bytes {
  return Uint8Array.of(BEL, ...line);
}
