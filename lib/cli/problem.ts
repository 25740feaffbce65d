/**
 * Why something in a file that is imported cannot be taken.
 *
 * @module
 */

/** Why something cannot be taken, as the end of a sentence. */
export interface Problem {
  /** Tells it from what is well. */
  readonly kind: "problem";
  /** Why. */
  readonly problem: string;
}

/** Wraps a reason. */
export function problem(problem: string): Problem {
  return { kind: "problem", problem };
}
