/**
 * Hundreds of made-up stories, the kept ones, and the proof that a story is the same every time it is played.
 */

import { assert, assertEquals } from "@std/assert";
import { storyOf } from "./author.ts";
import { play, type Played } from "./play.ts";
import { breachesIn } from "./promises.ts";
import { count, firstFailure, keptStories, report, type Totals } from "./seeds.ts";

/** How many seeds the gate plays; `deno task simulate` plays as many as one likes. */
const SEEDS = 300;

/** Everything anybody could see of a story, with its times. */
function seenIn({ visits, lives, timeline }: Played): string {
  const screens = visits.map(({ sent, heard }) => ({ sent, heard }));
  const logs = lives.map(({ log }) =>
    log.map(({ at, level, message, fields }) => [at, level, message, String(fields["name"])])
  );
  return JSON.stringify([timeline.now(), screens, logs]);
}

Deno.test(`the server keeps its promises in the stories of ${SEEDS} seeds`, async () => {
  const totals: Totals = { seeds: 0, acts: 0, visits: 0, lines: 0, virtualMs: 0 };
  let returns = 0;
  const failure = await firstFailure(1, SEEDS, (played) => {
    count(totals, played);
    for (const { returning } of played.visits) returns += returning?.returns ?? 0;
  });
  assertEquals(failure && await report(failure), undefined);
  assert(totals.lines > 100 * SEEDS, `the stories are no stories: ${JSON.stringify(totals)}`);
  assert(returns > SEEDS / 10, `they came back only ${returns} times`);
});

Deno.test("a story is the same every time it is played, to the byte and the microsecond", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const [one, other] = [seenIn(await play(storyOf(seed))), seenIn(await play(storyOf(seed)))];
    assert(one === other, `seed ${seed} was played in two ways`);
  }
});

for (const [name, story] of await keptStories()) {
  Deno.test(`the server keeps its promises in the story "${name.replaceAll("_", " ")}"`, async () => {
    assertEquals(breachesIn(await play(story)), []);
  });
}
