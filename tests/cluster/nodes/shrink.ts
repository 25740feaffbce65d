/**
 * Makes a story that breaks a promise short: it leaves out acts, many at a time and then few, as long as the same promise
 * is broken.
 *
 * @module
 */

import type { Breach } from "../../simulation/breach.ts";
import { play } from "./play.ts";
import { breachesIn } from "./promises.ts";
import type { Act, Story } from "./story.ts";

/** How many stories are played at most: some seconds. */
const MAX_PLAYS = 1500;

interface Failing {
  readonly story: Story;
  readonly breach: Breach;
}

/** The shortest story that was found, and what it breaks. */
export async function shrunk(story: Story, breach: Breach): Promise<Failing> {
  let best: Failing = { story, breach }, plays = 0;
  /** Takes the acts where they break the same promise. */
  const tries = async (acts: readonly Act[]): Promise<boolean> => {
    const shorter = { ...best.story, acts };
    const found = breachesIn(await play(shorter)).find(({ promise }) => promise === breach.promise);
    plays++;
    if (found !== undefined) best = { story: shorter, breach: found };
    return found !== undefined;
  };
  for (const kind of new Set(story.acts.map(({ kind }) => kind))) {
    await tries(best.story.acts.filter((act) => act.kind !== kind));
  }
  await tries(best.story.acts.map((act) => act.kind === "say" ? { ...act, lines: 1 } : act));
  for (let size = story.acts.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < best.story.acts.length && plays < MAX_PLAYS;) {
      if (!await tries(best.story.acts.toSpliced(at, size))) at += size;
    }
  }
  return best;
}
