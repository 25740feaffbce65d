/** Clients that lose their connections and come back, in stories from seeds. */

import { assert } from "@std/assert";
import { playResumed } from "./resumed.ts";

/** How many stories are played. */
const SEEDS = 100;

Deno.test(`${SEEDS} stories of lost connections: each line comes once and in order, and nothing is said twice`, async () => {
  let resumed = 0;
  for (let seed = 1; seed <= SEEDS; seed++) resumed += await playResumed(seed);
  assert(resumed > SEEDS, `they came back only ${resumed} times`);
});
