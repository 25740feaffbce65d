/**
 * Something that happens to our core, told so that it can happen in every order: a model of the explorer with a name.
 * The faults of `faults.ts` run the same scenarios on a copy of the program that is wrong.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { explore, type ExploreOptions, type Model, summary } from "../explorer/mod.ts";
import { ORDERS } from "./orders.ts";

/** Longest search, in milliseconds: seconds are enough, but not on every machine. */
const MAX_MS = 300_000;

/** One scenario. */
export interface Scenario {
  /** What holds in all orders, in words: the name of the test. */
  readonly name: string;
  /** What happens. */
  readonly model: Model;
  /** How the orders are searched. */
  readonly options?: ExploreOptions;
}

/**
 * Makes a test of each scenario: no order goes wrong, there are exactly as many as `orders.ts` says, and those are all,
 * but where the scenario itself asks for fewer.
 */
export function testAll(scenarios: readonly Scenario[]): void {
  for (const { name, model, options = {} } of scenarios) {
    const limits = limitsOf(options);
    const title = [`${name}, in all orders`, ...limits].join(", ");
    Deno.test(title, async () => {
      const report = await explore(model, { ...options, maxMs: MAX_MS });
      assert(report.finding === undefined, `\n${summary(report)}`);
      assertEquals(report.limits.toSorted(), limits);
      assertEquals(report.orders, ORDERS[name], `"${name}" ${summary(report)}`);
    });
  }
}

/** What a scenario leaves out, as a report says it. */
function limitsOf({ maxPreemptions: bound, horizonMs }: ExploreOptions): string[] {
  const limits = [];
  if (bound !== undefined) limits.push(`at most ${bound} preemption${bound === 1 ? "" : "s"}`);
  if (horizonMs !== undefined) limits.push(`no timer later than ${horizonMs} ms`);
  return limits;
}
