/**
 * Shortens the order that shows a problem: first to as few steps as possible, then to as few preemptions.
 *
 * @module
 */

import { AllOrders } from "./all_orders.ts";
import type { Played, Player } from "./player.ts";
import type { Problem } from "./problem.ts";

/** An order that shows a problem. */
export interface Shown extends Played {
  /** The problem. */
  readonly problem: Problem;
}

/** The shortest order found. */
export interface Shortest {
  /** The order. */
  readonly shown: Shown;
  /** Whether all shorter ones were tried. */
  readonly isShortest: boolean;
}

/**
 * Looks for a shorter order with a problem of the same kind.
 * @param deadline when to stop looking, as `performance.now()` tells it
 */
export async function shortest(player: Player, first: Shown, deadline: number): Promise<Shortest> {
  let shown = first;
  let isShortest = first.run.steps.length === 0;
  // Endless ones are as long as the limit says, and a model that changes cannot be shortened.
  if (first.problem.kind === "livelock" || first.problem.kind === "nondeterminism") {
    return { shown, isShortest };
  }
  for (let steps; (steps = shown.run.steps.length) > 0;) {
    const { found, isComplete } = await look(player, first.problem, new AllOrders(), steps - 1, deadline);
    isShortest = isComplete && found === undefined;
    if (found === undefined) break;
    shown = found;
  }
  const { steps } = shown.run;
  for (let preemptions = 0; performance.now() < deadline && preemptions < steps.length; preemptions++) {
    const search = new AllOrders(preemptions);
    const { found } = await look(player, first.problem, search, steps.length, deadline);
    if (found !== undefined) return { shown: found, isShortest };
  }
  return { shown, isShortest };
}

/** The first order of a search that shows the problem in at most so many steps. */
async function look(
  player: Player,
  { kind }: Problem,
  search: AllOrders,
  maxSteps: number,
  deadline: number,
): Promise<{ readonly found?: Shown; readonly isComplete: boolean }> {
  do {
    if (performance.now() > deadline) return { isComplete: false };
    const { run, ending } = await player.play(search, maxSteps);
    if (ending.kind === "problem" && ending.problem.kind === kind) {
      return { found: { run, ending, problem: ending.problem }, isComplete: false };
    }
  } while (search.next());
  return { isComplete: true };
}
