/**
 * Hundreds of made-up stories, the kept ones, and the proof that a story is the same every time it is played.
 */

import { assert, assertEquals } from "@std/assert";
import { storyAlone, storyOfNodes } from "./author.ts";
import { play, type Played } from "./play.ts";
import { breachesIn } from "./promises.ts";
import { count, firstFailureAlone, firstFailureOfNodes, keptStories, NOTHING, report } from "./seeds.ts";

/** How many seeds the gate plays of a server alone, and of several nodes; `deno task simulate` plays as many as one likes. */
const ALONE = 200, OF_NODES = 100;

/** Everything anybody could see of a story, with its times. */
function seenIn({ visits, lives, timeline }: Played): string {
  const screens = visits.map(({ sent, heard }) => ({ sent, heard }));
  const logs = lives.map(({ log }) =>
    log.map(({ at, level, message, fields }) => [at, level, message, String(fields["name"])])
  );
  return JSON.stringify([timeline.now(), screens, logs]);
}

Deno.test(`the server keeps its promises in the stories of ${ALONE} seeds`, async () => {
  const totals = { ...NOTHING };
  let returns = 0;
  const failure = await firstFailureAlone(1, ALONE, (played) => {
    count(totals, played);
    for (const { returning } of played.visits) returns += returning?.returns ?? 0;
  });
  assertEquals(failure && await report(failure), undefined);
  assert(totals.lines > 100 * ALONE, `the stories are no stories: ${JSON.stringify(totals)}`);
  assert(returns > ALONE / 10, `they came back only ${returns} times`);
});

Deno.test(`several nodes keep theirs in the stories of ${OF_NODES} seeds`, async () => {
  const totals = { ...NOTHING };
  const failure = await firstFailureOfNodes(1, OF_NODES, (played) => count(totals, played));
  assertEquals(failure && await report(failure), undefined);
  const told = JSON.stringify(totals);
  assert(totals.lines > 100 * OF_NODES, `the stories are no stories: ${told}`);
  assert(totals.fences > OF_NODES / 10 && totals.refused > OF_NODES / 10, `nothing happens in them: ${told}`);
});

Deno.test("a story is the same every time it is played, to the byte and the microsecond", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const story = seed % 4 === 0 ? storyOfNodes(seed) : storyAlone(seed);
    const [one, other] = [seenIn(await play(story)), seenIn(await play(story))];
    assert(one === other, `seed ${seed} was played in two ways`);
  }
});

for (const [name, story] of await keptStories()) {
  Deno.test(`the server keeps its promises in the story "${name.replaceAll("_", " ")}"`, async () => {
    assertEquals(breachesIn(await play(story)), []);
  });
}
