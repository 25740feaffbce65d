/** What the explorer finds in a model: found again when its order is played again. @module */

import { assert, assertEquals } from "@std/assert";
import { explore, type ExploreOptions, type Finding, type Model, replay } from "./mod.ts";

export async function findingOf(model: Model, options?: ExploreOptions): Promise<Finding> {
  const { finding } = await explore(model, options);
  assert(finding !== undefined, "nothing was found");
  if (finding.problem.kind === "nondeterminism") return finding;
  const again = await replay(model, finding.token, options);
  assertEquals(again.finding?.problem.kind, finding.problem.kind);
  return finding;
}
