/** The tutorial's server freezes in three ways, and ours in none of them. @module */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { describe, explore, summary } from "../explorer/mod.ts";
import { testAll } from "./scenario.ts";
import { ALL_READ, FREEZES, TUTORIAL_SCENARIOS } from "./tutorial_scenarios.ts";

for (const { name, model, waits } of FREEZES) {
  Deno.test(`explore() finds that the tutorial's server freezes: ${name}`, async () => {
    const { finding } = await explore(model);
    assert(finding !== undefined);
    assertEquals(finding.problem.kind, "deadlock");
    assertMatch(describe(finding.problem), waits);
  });
}

Deno.test("explore() passes the tutorial's server while everybody reads", async () => {
  const report = await explore(ALL_READ);
  assert(report.isExhaustive, summary(report));
});

testAll(TUTORIAL_SCENARIOS);
