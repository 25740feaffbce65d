/**
 * Plays the stories of many seeds and looks for broken promises: what the gate, the command line and the trials of
 * faults have in common.
 *
 * @module
 */

import { storyAlone, storyOf, storyOfNodes } from "./author.ts";
import type { Breach } from "./breach.ts";
import { type Failure, firstFailureOf, type MadeUp } from "./made_up.ts";
import { play, type Played } from "./play.ts";
import { breachesIn } from "./promises.ts";
import { shrunk } from "./shrink.ts";
import { type Story, told } from "./story.ts";

/** What was played. */
export interface Totals extends Record<string, number> {
  seeds: number;
  /** Those of several nodes. */
  clusters: number;
  acts: number;
  visits: number;
  /** How often a node was taken for dead that went on. */
  fences: number;
  /** Lines that were not said since a node was cut off. */
  refused: number;
  /** Lines on screens. */
  lines: number;
  /** How much time passed in the simulated worlds, in milliseconds. */
  virtualMs: number;
}

export const NOTHING: Totals = {
  ...{ seeds: 0, clusters: 0, acts: 0, visits: 0, fences: 0, refused: 0, lines: 0, virtualMs: 0 },
};

/** The first promise a story breaks, if it breaks any. */
export async function breachOf(story: Story): Promise<Breach | undefined> {
  return breachesIn(await play(story))[0];
}

/** The stories that were kept because they once went wrong, or find what seeds seldom do, by their file's name. */
export async function keptStories(): Promise<ReadonlyMap<string, Story>> {
  const folder = new URL("stories/", import.meta.url);
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  return new Map(
    await Promise.all(names.map(async (name) => {
      const story = JSON.parse(await Deno.readTextFile(new URL(name, folder))) as Story;
      return [name.replace(".json", ""), story] as const;
    })),
  );
}

/** How stories are made up, played and judged. */
export const MADE_UP: MadeUp<Story, Played> = { storyOf, play, breachesIn };

/** The first failure of some seeds, in stories of a server alone. */
export function firstFailureAlone(from: number, seeds: number, onPlayed?: OnPlayed): FirstFailure {
  return firstFailureOf({ ...MADE_UP, storyOf: storyAlone }, from, seeds, onPlayed);
}

/** The first failure of some seeds, in stories of several nodes. */
export function firstFailureOfNodes(from: number, seeds: number, onPlayed?: OnPlayed): FirstFailure {
  return firstFailureOf({ ...MADE_UP, storyOf: storyOfNodes }, from, seeds, onPlayed);
}

type OnPlayed = (played: Played) => void;
type FirstFailure = Promise<Failure<Story> | undefined>;

/** Adds what was played to the totals. */
export function count(totals: Totals, { story, visits, timeline, lives }: Played): void {
  totals.seeds++;
  if (story.cluster !== undefined) totals.clusters++;
  for (const { node, log } of lives) {
    totals.fences += log.filter(({ message }) => message.startsWith("The other nodes took this")).length;
    for (const { came } of node?.offered.values() ?? []) if (came.includes("refused")) totals.refused++;
  }
  totals.acts += story.acts.length;
  totals.visits += visits.length;
  totals.lines += visits.reduce((sum, { heard }) => sum + heard.length, 0);
  totals.virtualMs += timeline.now();
}

/** Tells of a failure: its story made short, what it broke, and the story as data, to be kept in `stories/`. */
export async function report({ seed, story, breach }: Failure<Story>): Promise<string> {
  const short = await shrunk(story, breach);
  return [
    `Seed ${seed} broke a promise: ${short.breach.promise}`,
    `  ${short.breach.detail}`,
    told(short.story),
    `As a file for tests/simulation/stories/:`,
    JSON.stringify(short.story),
  ].join("\n");
}
