/**
 * A check that cannot fail proves nothing: the simulation is let loose on programs with a fault planted in them, and has
 * to find each one. The copy brings its own simulation, which runs the copy's program.
 */

import { assert, assertEquals } from "@std/assert";
import { PlantedCopy } from "../support/planted.ts";
import { FAULTS } from "./faults.ts";
import type { TriedFault } from "./tried_fault.ts";

type Seeds = typeof import("./seeds.ts");
type Shrink = typeof import("./shrink.ts");

/** The first promise that is found to be broken, if any is. */
async function brokenBy(fault: TriedFault): Promise<string | undefined> {
  await using copy = await PlantedCopy.make(fault);
  const { firstFailure, keptStories, breachOf } = await copy.import<Seeds>("tests/simulation/seeds.ts");
  if (fault.seeds !== undefined) return (await firstFailure(1, fault.seeds))?.breach.promise;
  const story = (await keptStories()).get(fault.story!);
  return story && (await breachOf(story))?.promise;
}

for (const fault of FAULTS) {
  const where = fault.seeds === undefined ? "a kept story shows" : `${fault.seeds} seeds show`;
  Deno.test(`${where} it where ${fault.name}`, async () => {
    assertEquals(await brokenBy(fault), fault.breaks);
  });
}

Deno.test("shrunk() makes a story that breaks a promise so short that one sees why", async () => {
  await using copy = await PlantedCopy.make(
    FAULTS.find(({ name }) => name.startsWith("a batch leaves out"))!,
  );
  const { firstFailure } = await copy.import<Seeds>("tests/simulation/seeds.ts");
  const { shrunk } = await copy.import<Shrink>("tests/simulation/shrink.ts");
  const { story, breach } = (await firstFailure(1, 20))!;
  const short = await shrunk(story, breach);
  assertEquals(short.breach.promise, breach.promise);
  assert(story.acts.length > 20 && short.story.acts.length <= 6, JSON.stringify(short.story));
});
