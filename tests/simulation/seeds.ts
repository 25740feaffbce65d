/**
 * Plays the stories of many seeds and looks for broken promises: what the gate, the command line and the trials of
 * faults have in common.
 *
 * @module
 */

import { storyOf } from "./author.ts";
import type { Breach } from "./breach.ts";
import { play, type Played } from "./play.ts";
import { breachesIn } from "./promises.ts";
import { shrunk } from "./shrink.ts";
import { type Story, told } from "./story.ts";

/** A seed whose story broke a promise. */
export interface Failure {
  readonly seed: number;
  readonly story: Story;
  readonly breach: Breach;
}

/** What was played. */
export interface Totals {
  seeds: number;
  acts: number;
  visits: number;
  /** Lines on screens. */
  lines: number;
  /** How much time passed in the simulated worlds, in milliseconds. */
  virtualMs: number;
}

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

/**
 * Plays the stories from a seed on, until one breaks a promise.
 * @param onPlayed told of each story
 * @returns the first failure; undefined where all kept their promises
 */
export async function firstFailure(
  from: number,
  seeds: number,
  onPlayed: (played: Played) => void = () => {},
): Promise<Failure | undefined> {
  for (let seed = from; seed < from + seeds; seed++) {
    const story = storyOf(seed);
    const played = await play(story);
    onPlayed(played);
    const [breach] = breachesIn(played);
    if (breach !== undefined) return { seed, story, breach };
  }
  return undefined;
}

/** Adds what was played to the totals. */
export function count(totals: Totals, { story, visits, timeline }: Played): void {
  totals.seeds++;
  totals.acts += story.acts.length;
  totals.visits += visits.length;
  totals.lines += visits.reduce((sum, { heard }) => sum + heard.length, 0);
  totals.virtualMs += timeline.now();
}

/** Tells of a failure: its story made short, what it broke, and the story as data, to be kept in `stories/`. */
export async function report({ seed, story, breach }: Failure): Promise<string> {
  const short = await shrunk(story, breach);
  return [
    `Seed ${seed} broke a promise: ${short.breach.promise}`,
    `  ${short.breach.detail}`,
    told(short.story),
    `As a file for tests/simulation/stories/:`,
    JSON.stringify(short.story),
  ].join("\n");
}
