/**
 * What a search has to tell: how much it has tried, and what it has found, as an order that can be read and run again.
 *
 * @module
 */

import type { Step } from "./operation.ts";
import { counted } from "./counted.ts";
import { describe, type Problem } from "./problem.ts";

/** How many steps are shown at the beginning and at the end of a long order. */
const SHOWN_STEPS = 30;

/** A problem and the order that shows it. */
export interface Finding {
  /** What went wrong. */
  readonly problem: Problem;
  /** What happened until then. */
  readonly order: readonly Step[];
  /** Leads to this order again: `replay(model, token)`. */
  readonly token: string;
  /** Whether it is certain that no shorter order shows a problem of this kind. */
  readonly isShortest: boolean;
}

/** Where a search stopped, as JSON. */
export interface Checkpoint {
  /** How many orders were run to their end. */
  readonly orders: number;
  /** How many runs were given up because their orders had been run before. */
  readonly pruned: number;
  /** What was left out until then, in words. */
  readonly limits: readonly string[];
  /** Most steps in one order until then. */
  readonly longest: number;
  /** Pauses after which an actor lets the others go first. */
  readonly spins: readonly string[];
  /** What the search took to be shared. */
  readonly sharing: "anything" | "doubles";
  /** How the search goes on. */
  readonly place: unknown;
}

/** The report of one search. */
export interface Report {
  /** What was found; undefined if all went well. */
  readonly finding?: Finding;
  /** How many orders were run to their end. */
  readonly orders: number;
  /** How many runs were given up because their orders had been run before. */
  readonly pruned: number;
  /** Whether every order was tried. */
  readonly isExhaustive: boolean;
  /** Why not, in words. */
  readonly limits: readonly string[];
  /** Most steps in one order. */
  readonly longest: number;
  /** Given to another search as `resume`, that one goes on where this one was stopped by a limit. */
  readonly checkpoint?: Checkpoint;
}

/** The report in words. */
export function summary(report: Report): string {
  const { finding, orders, pruned, isExhaustive, limits, longest } = report;
  if (finding !== undefined) return `${tell(finding)}\n(found after ${counted(orders + pruned + 1, "run")})`;
  const runs = pruned === 0 ? "" : `, ${counted(pruned, "run")} cut short`;
  const tried = `${counted(orders, "order")} of at most ${counted(longest, "step")}${runs}`;
  return isExhaustive
    ? `passed in all ${tried}`
    : `found nothing in ${tried}; not exhaustive: ${limits.join(", ")}`;
}

/** A finding in words: its order, one step a line, and the problem at its end. */
export function tell({ problem, order, token, isShortest }: Finding): string {
  const width = Math.max(0, ...order.map(({ actor }) => actor.length));
  const lines = order.map(({ actor, text }, i) =>
    `${String(i + 1).padStart(4)}  ${actor.padEnd(width)}  ${text}`
  );
  const hidden = lines.length - 2 * SHOWN_STEPS;
  if (hidden > 0) lines.splice(SHOWN_STEPS, hidden, `   .. ${hidden} more ..`);
  const claim = isShortest ? "no shorter order shows it" : "there may be a shorter one";
  return [...lines, `      ${describe(problem)}`, `      (${claim}; replay: "${token}")`].join("\n");
}
