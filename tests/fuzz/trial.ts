/**
 * One input, tried on one target: did every promise hold, and in time?
 *
 * @module
 */

import { Broken, type Target } from "./target.ts";

/**
 * Longest time for one input of at most 64 KiB, in milliseconds. The slowest take a twentieth of it on an idle machine: it
 * is there to tell a hang from a busy machine, not to measure.
 */
const PATIENCE_MS = 10_000;

/** An input for which a promise was broken. */
export interface Failure {
  readonly kind: "failed";
  /** Which promise: the same words for every input that breaks it. */
  readonly rule: string;
  /** What was seen, for people. */
  readonly details: string;
}

/** How a trial went. */
export type Trial = { readonly kind: "passed"; readonly traits: readonly string[] } | Failure;

/** Tries one input. Never throws: an exception out of the target is a failure like any other. */
export async function tried({ run }: Pick<Target, "run">, input: Uint8Array): Promise<Trial> {
  const start = performance.now();
  try {
    const traits = [...await run(input.slice())];
    const ms = Math.round(performance.now() - start);
    if (ms <= PATIENCE_MS) return { kind: "passed", traits };
    return { kind: "failed", rule: "no input takes long", details: `${input.length} bytes took ${ms} ms` };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Broken) return { kind: "failed", rule: error.rule, details: error.message };
  const { name, message, stack = message } = error instanceof Error ? error : new Error(String(error));
  const [where = ""] = /\blib\/[\w/]+\.ts:\d+/.exec(stack) ?? [];
  return { kind: "failed", rule: `nothing throws ${name} (${where})`, details: stack };
}
