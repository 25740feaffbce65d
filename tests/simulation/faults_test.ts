/** The simulation finds the faults of the server, and shrinks their stories. */

import { assert, assertEquals } from "@std/assert";
import { PlantedCopy } from "../support/planted.ts";
import { FAULTS } from "./faults.ts";
import { testFaults } from "./shown_faults.ts";

type Seeds = typeof import("./seeds.ts");
type Shrink = typeof import("./shrink.ts");

testFaults(FAULTS);

Deno.test("shrunk() makes a story that breaks a promise so short that one sees why", async () => {
  await using copy = await PlantedCopy.make(
    FAULTS.find(({ name }) => name.startsWith("a batch leaves out"))!,
  );
  const { firstFailureAlone } = await copy.import<Seeds>("tests/simulation/seeds.ts");
  const { shrunk } = await copy.import<Shrink>("tests/simulation/shrink.ts");
  const { story, breach } = (await firstFailureAlone(1, 20))!;
  const short = await shrunk(story, breach);
  assertEquals(short.breach.promise, breach.promise);
  assert(story.acts.length > 20 && short.story.acts.length <= 6, JSON.stringify(short.story));
});
