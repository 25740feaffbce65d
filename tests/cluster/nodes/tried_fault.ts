/**
 * The stories are played by copies of the program in which a fault is planted, and have to find it: a check that cannot
 * fail proves nothing.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type Fault, PlantedCopy } from "../../support/planted.ts";

/** A fault, and where it is looked for. */
export interface TriedFault extends Fault {
  /** The promise that is broken first. */
  readonly breaks: string;
  /** Within how many seeds it is found, and from which one on: the first unless told. */
  readonly seeds: number;
  readonly from?: number;
  /** Whether the nodes in the stories are workers. */
  readonly areWorkers?: boolean;
}

/** Tests that each of them is found. */
export function testFaults(faults: readonly TriedFault[]): void {
  for (const fault of faults) {
    const { name, from = 1, seeds, areWorkers, breaks } = fault;
    Deno.test(`${seeds} stories${areWorkers ? " of workers" : ""} show it where ${name}`, async () => {
      await using copy = await PlantedCopy.make(fault);
      const { firstFailure } = await copy.import<typeof import("./seeds.ts")>("tests/cluster/nodes/seeds.ts");
      const failure = await firstFailure(from, seeds, undefined, areWorkers);
      assertEquals(failure?.breach.promise, breaks);
    });
  }
}
