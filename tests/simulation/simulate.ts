/**
 * `deno task simulate --seeds N --from S`: plays the stories of N seeds (1,000 unless told), from seed S on (1). Tells how
 * far it is and what it came to; where a promise is broken, tells the shortest story that breaks it and exits with 1.
 *
 * @module
 */

import { numberAfter } from "../support/number_after.ts";
import { count, firstFailure, report, type Totals } from "./seeds.ts";

/** How often progress is told, in seeds. */
const PROGRESS_SEEDS = 1000;

function summary({ seeds, acts, visits, lines, virtualMs }: Totals, realMs: number): string {
  const all = { seeds, acts, visits, "lines on screens": lines };
  const counts = Object.entries(all).map(([what, count]) => `${count.toLocaleString("en")} ${what}`).join(
    ", ",
  );
  return `${counts}; ${(virtualMs / 3_600_000).toFixed(1)} hours passed in ${
    (realMs / 1000).toFixed(1)
  } seconds`;
}

const from = numberAfter("--from", 1), seeds = numberAfter("--seeds", 1000);
const totals: Totals = { seeds: 0, acts: 0, visits: 0, lines: 0, virtualMs: 0 };
const startedAt = performance.now();
const failure = await firstFailure(from, seeds, (played) => {
  count(totals, played);
  if (totals.seeds % PROGRESS_SEEDS === 0) console.log(summary(totals, performance.now() - startedAt));
});
console.log(failure === undefined ? "Every promise was kept." : await report(failure));
console.log(summary(totals, performance.now() - startedAt));
Deno.exit(failure === undefined ? 0 : 1);
