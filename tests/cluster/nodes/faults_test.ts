/** The stories of nodes find the faults of what makes one log for all of them, and are made short. */

import { assert, assertEquals } from "@std/assert";
import { PlantedCopy } from "../../support/planted.ts";
import { DESK_FAULTS } from "./desk_faults.ts";
import { FAULTS } from "./faults.ts";
import { TAKEN_BACK_FAULTS } from "./taken_back_faults.ts";
import { testFaults } from "./tried_fault.ts";

testFaults([...FAULTS, ...TAKEN_BACK_FAULTS, ...DESK_FAULTS]);

Deno.test("shrunk() makes a story of nodes so short that one sees why", async () => {
  await using copy = await PlantedCopy.make(FAULTS.find(({ name }) => name.includes("however late"))!);
  const { firstFailure } = await copy.import<typeof import("./seeds.ts")>("tests/cluster/nodes/seeds.ts");
  const { shrunk } = await copy.import<typeof import("./shrink.ts")>("tests/cluster/nodes/shrink.ts");
  const { story, breach } = (await firstFailure(1, 10))!;
  const short = await shrunk(story, breach);
  assertEquals(short.breach.promise, breach.promise);
  assert(story.acts.length > 100 && short.story.acts.length <= 6, JSON.stringify(short.story));
});
