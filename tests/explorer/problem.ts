/**
 * What can be wrong with a model, and how it is told.
 *
 * @module
 */

import { shown } from "./operation.ts";

/** What went wrong in an order. */
export type Problem =
  /** An actor, the model or a check threw. */
  | { readonly kind: "failure"; readonly who: string; readonly error: unknown }
  /** Somebody waits, and nothing can happen any more. */
  | { readonly kind: "deadlock"; readonly waiting: readonly string[] }
  /** All are done, and something was left behind. */
  | { readonly kind: "leak"; readonly left: readonly string[] }
  /** It goes on for ever: these steps again and again. */
  | { readonly kind: "livelock"; readonly loop: readonly string[] }
  /** A promise was rejected and nobody was told. */
  | { readonly kind: "rejection"; readonly error: unknown }
  /** The order of a token is not there any more. */
  | { readonly kind: "other order"; readonly order: string }
  /** The same choices did not lead to the same steps: the model depends on something that is not a double. */
  | { readonly kind: "nondeterminism"; readonly expected: string; readonly got: string };

/** The problem in words. */
export function describe(problem: Problem): string {
  switch (problem.kind) {
    case "failure":
      return `${problem.who} failed: ${reasonOf(problem.error)}`;
    case "deadlock":
      return `deadlock, nothing can happen any more: ${problem.waiting.join("; ")}`;
    case "leak":
      return `left behind at the end: ${problem.left.join("; ")}`;
    case "livelock":
      return `livelock, it never ends: ${problem.loop.join(", then ")}, and again`;
    case "rejection":
      return `a promise was rejected and nobody was told: ${reasonOf(problem.error)}`;
    case "other order":
      return "the token's order is not there any more, this is another one: the model has changed since, or it is not " +
        "deterministic";
    case "nondeterminism":
      return `the model is not deterministic: the same choices gave "${problem.got}" where they had given ` +
        `"${problem.expected}"`;
    default:
      return problem satisfies never;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.trim().split("\n")[0]! : shown(error);
}
