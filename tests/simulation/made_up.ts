/**
 * Stories that are made up from seeds, whatever they tell of: played one after the other until one breaks a promise; and
 * the command line that has that done.
 *
 * @module
 */

import { numberAfter } from "../support/number_after.ts";
import type { Breach } from "./breach.ts";

/** How often progress is told, in seeds. */
const PROGRESS_SEEDS = 1000;

/** A seed whose story broke a promise. */
export interface Failure<Story> {
  readonly seed: number;
  readonly story: Story;
  readonly breach: Breach;
}

/** How stories are made up, played and judged. */
export interface MadeUp<Story, Played> {
  storyOf(seed: number): Story;
  play(story: Story): Promise<Played>;
  breachesIn(played: Played): Breach[];
}

/**
 * Plays the stories from a seed on, until one breaks a promise.
 * @param onPlayed told of each story
 * @returns the first failure; undefined where all kept their promises
 */
export async function firstFailureOf<Story, Played>(
  { storyOf, play, breachesIn }: MadeUp<Story, Played>,
  from: number,
  seeds: number,
  onPlayed: (played: Played) => void = () => {},
): Promise<Failure<Story> | undefined> {
  for (let seed = from; seed < from + seeds; seed++) {
    const story = storyOf(seed), played = await play(story);
    onPlayed(played);
    const [breach] = breachesIn(played);
    if (breach !== undefined) return { seed, story, breach };
  }
  return undefined;
}

/** What a command line plays, and tells of it. */
export interface Simulated<Story, Played> extends MadeUp<Story, Played> {
  /** Adds what was played to what is told at the end. */
  count(played: Played): void;
  /** What it came to so far. */
  summary(): string;
  /** Tells of a failure. */
  report(failure: Failure<Story>): Promise<string>;
}

/**
 * Plays `--seeds N` from `--from S` on (1,000 from 1 unless told). Tells how far it is and what it came to; where a promise is
 * broken, tells the shortest story that breaks it and exits with 1.
 */
export async function simulate<Story, Played>(simulated: Simulated<Story, Played>): Promise<never> {
  const from = numberAfter("--from", 1), seeds = numberAfter("--seeds", 1000);
  const startedAt = performance.now();
  const told = () =>
    `${simulated.summary()}; in ${((performance.now() - startedAt) / 1000).toFixed(1)} seconds`;
  let played = 0;
  const failure = await firstFailureOf(simulated, from, seeds, (each) => {
    simulated.count(each);
    if (++played % PROGRESS_SEEDS === 0) console.log(told());
  });
  console.log(failure === undefined ? "Every promise was kept." : await simulated.report(failure));
  console.log(told());
  Deno.exit(failure === undefined ? 0 : 1);
}

/** Counts in words: `1,000 seeds, 20 acts`. */
export function countsIn(totals: Readonly<Record<string, number>>): string {
  return Object.entries(totals).map(([what, count]) => `${count.toLocaleString("en")} ${what}`).join(", ");
}
