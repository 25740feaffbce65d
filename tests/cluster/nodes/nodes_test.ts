/** Made-up stories of one to three nodes, and the proof that a story is the same every time it is played. */

import { assert, assertEquals } from "@std/assert";
import { storyOf } from "./author.ts";
import { play } from "./play.ts";
import { count, firstFailure, NOTHING, report } from "./seeds.ts";

/** How many seeds the gate plays; `simulate.ts` plays as many as one likes. */
const SEEDS = 200;

/** How many of nodes that are workers. */
const SEEDS_OF_WORKERS = 60;

Deno.test(`nodes keep their promises in the stories of ${SEEDS} seeds`, async () => {
  const totals = { ...NOTHING };
  const failure = await firstFailure(1, SEEDS, (played) => count(totals, played));
  assertEquals(failure && await report(failure), undefined);
  const told = JSON.stringify(totals);
  assert(totals.lines > 100 * SEEDS, `the stories are no stories: ${told}`);
  const { refused, fences, partings } = totals;
  assert(refused > SEEDS && fences > SEEDS / 10 && partings > SEEDS, `nothing happens in them: ${told}`);
});

Deno.test(`workers keep the same promises in the stories of ${SEEDS_OF_WORKERS} seeds`, async () => {
  const totals = { ...NOTHING };
  const failure = await firstFailure(1, SEEDS_OF_WORKERS, (played) => count(totals, played), true);
  assertEquals(failure && await report(failure), undefined);
  assert(totals.fences > SEEDS_OF_WORKERS / 10, JSON.stringify(totals));
});

Deno.test("a story of nodes is the same every time it is played", async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const [one, other] = [await play(storyOf(seed)), await play(storyOf(seed))];
    assertEquals(one.ledger.kept, other.ledger.kept);
  }
});
