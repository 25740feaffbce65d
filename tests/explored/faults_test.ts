/** The scenarios can fail: each planted fault is found. @module */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { describe, explore, replay } from "../explorer/mod.ts";
import { PlantedCopy } from "../support/planted.ts";
import { FAULTS } from "./faults.ts";

for (const fault of FAULTS) {
  Deno.test(`explore() finds ${fault.name}`, async () => {
    await using copy = await PlantedCopy.make(fault);
    const { SCENARIOS } = await copy.import<typeof import("./scenarios.ts")>("tests/explored/scenarios.ts");
    const scenario = SCENARIOS.find(({ name }) => name === fault.scenario);
    assert(scenario !== undefined, `there is no scenario "${fault.scenario}"`);
    const { model, options = {} } = scenario;
    const { finding, orders } = await explore(model, { ...options, shortenMs: 0 });
    assert(finding !== undefined, `not found in ${orders} orders`);
    assertMatch(describe(finding.problem), fault.finding);
    const again = await replay(model, finding.token, options);
    assertEquals(again.finding?.problem.kind, finding.problem.kind, "it is not found again");
  });
}
