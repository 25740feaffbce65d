/** Clients that lose their connections and come back, in stories from seeds; and that these find what is lost and doubled. */

import { assert, assertMatch } from "@std/assert";
import { type Fault, PlantedCopy } from "../support/planted.ts";
import { playResumed } from "./resumed.ts";

/** How many stories are played. */
const SEEDS = 100;

Deno.test(`${SEEDS} stories of lost connections: each line comes once and in order, and nothing is said twice`, async () => {
  let resumed = 0;
  for (let seed = 1; seed <= SEEDS; seed++) resumed += await playResumed(seed);
  assert(resumed > SEEDS, `they came back only ${resumed} times`);
});

/** Within how many stories a planted fault is found. */
const FOUND_WITHIN = 20;

/** Faults, and what is found of each. */
const FAULTS: readonly (Fault & { readonly finding: RegExp })[] = [
  {
    name: "a request that a client sends again is done again",
    file: "lib/session/earlier_requests.ts",
    find: "if (earlier === undefined) return undefined;",
    replace: "if (earlier === undefined || request.ref !== undefined) return undefined;",
    finding: /twice, or out of order: .*, at a page/,
  },
  {
    name: "what a client has seen comes again",
    file: "lib/delivery/tail.ts",
    find: "const lines = to - Math.max(end, seen);",
    replace: "const lines = to - end;\n      seen = 0;",
    finding: /twice, or out of order: .*, at a page/,
  },
  {
    name: "nobody comes back at a limit",
    file: "lib/guard/crowd.ts",
    find: "returning.from(network) < resumable.from(network);",
    replace: "returning.from(network) > resumable.from(network);",
    finding: /lines lost: .*, at a page, at a limit/,
  },
];

for (const fault of FAULTS) {
  Deno.test(`${FOUND_WITHIN} stories of lost connections show it, at a page too, where ${fault.name}`, async () => {
    await using copy = await PlantedCopy.make(fault);
    const { playResumed } = await copy.import<typeof import("./resumed.ts")>("tests/simulation/resumed.ts");
    const found: string[] = [];
    for (let seed = 1; seed <= FOUND_WITHIN; seed++) {
      await playResumed(seed).catch(({ message }) => found.push(message));
    }
    assertMatch(found.join("\n"), fault.finding);
  });
}
