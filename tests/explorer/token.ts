/**
 * An order as a short text that leads to the same order again: the choices, and a check sum of what happened.
 *
 * @module
 */

import type { Step } from "./operation.ts";

/** What a token says. */
export interface Token {
  /** The choices, one for each step; those not named are the first. */
  readonly choices: readonly number[];
  /** The check sum of the steps. */
  readonly sum: string;
}

/** The token of an order. */
export function tokenOf(choices: readonly number[], steps: readonly Step[]): string {
  const length = choices.findLastIndex((choice) => choice !== 0) + 1;
  return `${choices.slice(0, length).join(".")}-${sumOf(steps)}`;
}

/** Reads a token. Throws a SyntaxError where it is none. */
export function parseToken(token: string): Token {
  const match = /^((?:\d+(?:\.\d+)*)?)-([0-9a-z]+)$/.exec(token);
  if (match === null) throw new SyntaxError(`Cannot replay "${token}": a token looks like 0.2.1-1k9x3f`);
  const [, choices = "", sum = ""] = match;
  return { choices: choices === "" ? [] : choices.split(".").map(Number), sum };
}

/** The check sum of an order: FNV-1a, 32 bits, over who did what. */
export function sumOf(steps: readonly Step[]): string {
  let sum = 0x811c9dc5;
  for (const char of steps.map(({ actor, text }) => `${actor} ${text}`).join("\n")) {
    sum = Math.imul(sum ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return sum.toString(36);
}
