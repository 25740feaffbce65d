/**
 * Plays the stories of many seeds and looks for broken promises: what the gate, the command line and the trials of
 * faults have in common.
 *
 * @module
 */

import { type Failure, firstFailureOf, type MadeUp } from "../../simulation/made_up.ts";
import { storyOf } from "./author.ts";
import { play, type Played } from "./play.ts";
import { breachesIn } from "./promises.ts";
import { shrunk } from "./shrink.ts";
import { type Story, told } from "./story.ts";

/** How much of a ledger is shown: its end. */
const MOST_LINES = 60;

/** What was played. */
export interface Totals extends Record<string, number> {
  seeds: number;
  records: number;
  lines: number;
  refused: number;
  fences: number;
  partings: number;
  forgotten: number;
  whispers: number;
}

export const NOTHING: Totals = {
  seeds: 0,
  records: 0,
  lines: 0,
  refused: 0,
  fences: 0,
  partings: 0,
  forgotten: 0,
  whispers: 0,
};

/** Adds what was played to the totals. */
export function count(totals: Totals, { places, ledger, reader, whispers }: Played): void {
  totals.seeds++;
  totals.records += ledger.kept.length;
  totals.whispers += whispers.filter(({ hasCome }) => hasCome).length;
  totals.lines += reader.disk.lines.length;
  for (const { fences, partings, forgotten, visitors } of places) {
    totals.forgotten += forgotten.length;
    totals.fences += fences;
    totals.partings += partings;
    for (const { said } of visitors) {
      totals.refused += said.filter(({ answer }) => answer?.kind === "refused").length;
    }
  }
}

/** How stories of nodes with a tiny chat are made up, played and judged. */
export const MADE_UP: MadeUp<Story, Played> = { storyOf, play, breachesIn };

/** The first failure of some seeds. @param areWorkers whether all nodes in them are workers */
export function firstFailure(
  from: number,
  seeds: number,
  onPlayed?: (played: Played) => void,
  areWorkers = false,
): Promise<Failure<Story> | undefined> {
  const storyAs = (seed: number) => ({ ...storyOf(seed), areWorkers });
  return firstFailureOf({ ...MADE_UP, storyOf: storyAs }, from, seeds, onPlayed);
}

/** Tells of a failure: its story made short, what it broke, and what stands in the ledger then. */
export async function report({ story, breach }: Failure<Story>): Promise<string> {
  const short = await shrunk(story, breach);
  return [
    `A promise is broken: ${short.breach.promise}`,
    `  ${short.breach.detail}`,
    told(short.story),
    "The ledger, and whether an entry counts:",
    ...written(await play(short.story)),
  ].join("\n");
}

/** The ledger, one line a record. */
function written({ ledger, reader }: Played): string[] {
  const counting = new Set(reader.disk.lines.map(({ seq }) => seq));
  const lines = ledger.kept.map(({ at, record }, i) => {
    const { act, life, way, nth, behind, by } = record;
    const what = JSON.stringify(act.kind === "deed" ? act.deed : act);
    const where = `${life} way ${way}, ${nth} behind ${behind}${
      by === undefined ? "" : `, by ${(by % 1e6).toFixed()}`
    }`;
    return `  ${i + 1}${counting.has(i + 1) ? " *" : ""} ${at.toFixed(1)} ms: ${where}: ${what}`;
  });
  return lines.length > MOST_LINES ? ["  …", ...lines.slice(-MOST_LINES)] : lines;
}
