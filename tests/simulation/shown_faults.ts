/**
 * A check that cannot fail proves nothing: the simulation is let loose on programs with a fault planted in them, and has
 * to find each one. The copy brings its own simulation, which runs the copy's program.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PlantedCopy } from "../support/planted.ts";
import type { TriedFault } from "./tried_fault.ts";

type Seeds = typeof import("./seeds.ts");

/** The first promise that is found to be broken, if any is. */
async function brokenBy(fault: TriedFault): Promise<string | undefined> {
  await using copy = await PlantedCopy.make(fault);
  const { firstFailureAlone, firstFailureOfNodes, keptStories, breachOf } = await copy.import<Seeds>(
    "tests/simulation/seeds.ts",
  );
  const { seeds, from = 1, ofNodes = false } = fault;
  const firstFailure = ofNodes ? firstFailureOfNodes : firstFailureAlone;
  if (seeds !== undefined) return (await firstFailure(from, seeds))?.breach.promise;
  const story = (await keptStories()).get(fault.story!);
  return story && (await breachOf(story))?.promise;
}

/** Tests that each of them is found. */
export function testFaults(faults: readonly TriedFault[]): void {
  for (const fault of faults) {
    const stories = fault.ofNodes === true ? "stories of nodes" : "seeds";
    const where = fault.seeds === undefined ? "a kept story shows" : `${fault.seeds} ${stories} show`;
    Deno.test(`${where} it where ${fault.name}`, async () => {
      assertEquals(await brokenBy(fault), fault.breaks);
    });
  }
}
