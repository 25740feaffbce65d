/**
 * What a run needs from outside: how far it may go, and somebody who chooses what happens next; and how it can end.
 *
 * @module
 */

import type { Choice, Pending, Step } from "./operation.ts";
import type { Problem } from "./problem.ts";
import type { Spin } from "./spin.ts";

/** How far a run may go. */
export interface RunLimits {
  /** Most steps of one run; at this many it counts as endless. 1 or more. */
  readonly maxSteps: number;
  /** Most actors of one run, the model itself included. */
  readonly maxActors: number;
}

/** What is asked at every point where something can happen. */
export interface Chooser {
  /**
   * Chooses what happens next.
   * @param last who acted last; what they have begun comes first
   * @returns the position of the choice; undefined to give this order up
   */
  choose(choices: readonly Choice[], last: string | undefined): number | undefined;
  /** Told what has happened, with everything it touched. */
  happened(step: Step, chosen: Choice): void;
  /** Told what was still waiting when the run ended. */
  ended(waiting: readonly Pending[]): void;
}

/** How a run ended. */
export type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "problem"; readonly problem: Problem }
  /** The chooser gave it up. */
  | { readonly kind: "given up" }
  /** A limit was reached, named in words. */
  | { readonly kind: "limit"; readonly limit: string }
  /** Somebody went round in circles while others could have gone on. */
  | { readonly kind: "spin"; readonly spin: Spin };
