/**
 * The fuzzing that the gate does: a fixed number of inputs for every target, from fixed seeds, so that it goes the same way
 * every time. What the long runs of `deno task fuzz` found is tried again, and the fuzzer itself is tried on programs that
 * are wrong.
 */

import { assert, assertEquals } from "@std/assert";
import { PlantedCopy } from "../support/planted.ts";
import { hexOf } from "../support/telnet_reader.ts";
import { FAULTS, HANG } from "./faults.ts";
import { type Finding, Fuzzer } from "./fuzzer.ts";
import { parseRegression, readRegressions, regressionText } from "./regression.ts";
import { shrunk } from "./shrink.ts";
import { insist, type Target } from "./target.ts";
import { TARGETS } from "./targets.ts";
import { tried } from "./trial.ts";
import { watched } from "./watch.ts";

/** What the mutations are chosen by. */
const SEEDS = [1, 2] as const;

/** Inputs tried by every seed: together some seconds, and every fault below is found in as many. */
const INPUTS: Readonly<Record<string, number>> = {
  ...{
    wire: 500,
    entrance: 400,
    telnet: 300,
    keys: 200,
    text: 1000,
    door: 150,
    commands: 20,
    request: 3000,
    render: 20,
  },
  ...{ names: 500, search: 15, imports: 150, config: 200, head: 1000, frames: 100, ssh: 150, echo: 300 },
  records: 400,
};

/** The first finding of the gate's run. */
async function findingIn(target: Target): Promise<Finding | undefined> {
  for (const seed of SEEDS) {
    const fuzzer = await Fuzzer.begin(target, seed);
    const finding = await fuzzer.run(INPUTS[target.name]!);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

for (const target of TARGETS) {
  Deno.test(`${target.name} keeps its promises, whatever comes in`, async () => {
    const finding = await findingIn(target);
    const details = `${finding?.details}\n${hexOf(finding?.input ?? [])}`;
    assert(finding === undefined, details.slice(0, 5000));
  });
}

for (const { name, target: targetName, input } of await readRegressions()) {
  Deno.test(`what once went wrong does not again: ${name}`, async () => {
    const target = TARGETS.find(({ name }) => name === targetName)!;
    const trial = await tried(target, input);
    assert(trial.kind === "passed", trial.kind === "failed" ? trial.details : "");
  });
}

for (const [name, faults] of Object.entries(FAULTS)) {
  for (const fault of faults) {
    Deno.test(`the fuzzer finds out where ${fault.name}`, async () => {
      await using copy = await PlantedCopy.make(fault);
      const wrong = await copy.import<Record<string, Target>>(`tests/fuzz/targets/${name}.ts`);
      const right = TARGETS.find((target) => target.name === name)!;
      assert(await findingIn({ ...right, run: wrong[name]!.run }) !== undefined, "nothing was found");
    });
  }
}

Deno.test("watched() tells of a program that hangs, and by which input", async () => {
  await using copy = await PlantedCopy.make(HANG);
  const order = { target: "wire", seed: 1, ms: 60_000 };
  const { finding } = await watched(order, 1500, copy.at("tests/fuzz/worker.ts"));
  assertEquals(finding?.rule, "nothing hangs");
  assert(finding!.input.includes(0x17), "Ctrl-W is in the input");
});

Deno.test("shrunk() leaves what a failure takes, and nothing else", async () => {
  const run = (input: Uint8Array) => {
    insist(!(input.includes(7) && input.includes(9)), "7 and 9 never meet");
    return [];
  };
  const small = await shrunk(
    { run },
    Uint8Array.from({ length: 1000 }, (_, at) => at % 11),
    "7 and 9 never meet",
  );
  assertEquals([...small].sort(), [7, 9]);
});

Deno.test("Fuzzer tries the same inputs from the same seed, and others from another", async () => {
  const target = TARGETS[0]!;
  const inputsOf = async (seed: number) => {
    const fuzzer = await Fuzzer.begin(target, seed);
    return Array.from({ length: 200 }, () => fuzzer.next().join());
  };
  assertEquals(await inputsOf(5), await inputsOf(5));
  assert(String(await inputsOf(5)) !== String(await inputsOf(6)));
});

Deno.test("a regression is read as it was written, the empty input too", () => {
  for (const input of [new Uint8Array(0), Uint8Array.from({ length: 70 }, (_, at) => at * 3)]) {
    const { target, input: again } = parseRegression("wire-x", regressionText(input, "two\nlines"));
    assertEquals([target, [...again]], ["wire", [...input]]);
  }
});
