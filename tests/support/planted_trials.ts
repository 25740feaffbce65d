/**
 * Trials that pass with our program, and fail with a copy of it in which a fault is planted.
 *
 * @module
 */

import { assertRejects } from "@std/assert";
import { ROOT } from "./folders.ts";
import { type Fault, PlantedCopy } from "./planted.ts";

export interface Trial<Program> {
  /** What is found out. */
  readonly name: string;
  readonly faults: readonly Fault[];
  /** Throws where something is wrong. */
  readonly run: (program: Program) => Promise<void>;
}

/** Imports a module of one program, named from the project's folder on. */
export type Importer = <Module>(file: string) => Promise<Module>;

/**
 * Makes tests of some trials: of each with our program, and with every fault.
 * @param load what a trial needs of a program
 */
export function tryAll<Program>(
  trials: readonly Trial<Program>[],
  load: (importer: Importer) => Promise<Program>,
): void {
  for (const { name, faults, run } of trials) {
    Deno.test(name, async () => await run(await load((file) => import(new URL(file, ROOT).href))));
    for (const fault of faults) {
      Deno.test(`${name}; found: ${fault.name}`, async () => {
        await using copy = await PlantedCopy.make(fault);
        const program = await load((file) => copy.import(file));
        await assertRejects(() => run(program));
      });
    }
  }
}
