/**
 * Plays the stories that the command line wants, one after the other, where `walls.ts` has started it.
 *
 * @module
 */

import { type Figures, percentile } from "./figures.ts";
import { Network } from "./network.ts";
import { optionsFrom } from "./options.ts";
import { play } from "./play.ts";
import type { Story } from "./story.ts";

/** Of what is broken so much is told: the first ones say most. */
const TOLD = 10;

const options = optionsFrom(Deno.args);
if (typeof options === "string") throw new Error(options);
const { stories, seconds, seed } = options;

/** The first process of its corner: without this, it would not end by Ctrl-C. */
for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => Deno.exit(130));

await Network.prepare();
console.log(`Seed ${seed}.`);
const failed: string[] = [];
for (const story of stories) if (!await isKept(story)) failed.push(story.name);
console.log(failed.length === 0 ? "Every promise was kept." : `Broken: ${failed.join(", ")}.`);
Deno.exit(failed.length === 0 ? 0 : 1);

/** Plays one; whether every promise was kept. */
async function isKept(story: Story): Promise<boolean> {
  console.log(`\n${story.name}: ${story.about}`);
  const began = performance.now();
  const tell = (what: string) =>
    console.log(`  ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  try {
    const { figures, broken } = await play(story, { seconds, seed }, tell);
    tell(summary(figures));
    for (const sentence of broken.slice(0, TOLD)) tell(`BROKEN: ${sentence}`);
    if (broken.length > TOLD) tell(`and ${broken.length - TOLD} more`);
    return broken.length === 0;
  } catch (error) {
    tell(`BROKEN: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function summary(figures: Figures): string {
  const { kept, refused, unanswered, lost, doubled, waitsMs } = figures;
  const most = (Math.max(...waitsMs.slice(-1)) / 1000).toFixed(1);
  return `kept ${kept}, refused ${refused}, unanswered ${unanswered}, lost ${lost}, doubled ${doubled}; ` +
    `to others p50 ${percentile(figures, 50)} ms, p99 ${percentile(figures, 99)} ms, longest ${most} s`;
}
