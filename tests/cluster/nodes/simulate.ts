/**
 * `deno task simulate:nodes --seeds N --from S`: plays the stories of N seeds (1,000 unless told), from seed S on (1), for
 * one to three nodes. Where a promise is broken, tells the shortest story that breaks it and exits with 1.
 *
 * @module
 */

import { numberAfter } from "../../support/number_after.ts";
import { count, firstFailure, NOTHING, report } from "./seeds.ts";

/** How often progress is told, in seeds. */
const PROGRESS_SEEDS = 1000;

const from = numberAfter("--from", 1), seeds = numberAfter("--seeds", 1000);
const totals = { ...NOTHING }, startedAt = performance.now();

function summary(): string {
  const counts = Object.entries(totals).map(([what, count]) => `${count.toLocaleString("en")} ${what}`);
  return `${counts.join(", ")}; in ${((performance.now() - startedAt) / 1000).toFixed(1)} seconds`;
}

const failure = await firstFailure(from, seeds, (played) => {
  count(totals, played);
  if (totals.seeds % PROGRESS_SEEDS === 0) console.log(summary());
});
console.log(failure === undefined ? "Every promise was kept." : await report(failure));
console.log(summary());
Deno.exit(failure === undefined ? 0 : 1);
