/**
 * `deno task simulate:nodes --seeds N --from S`: plays the stories of N seeds (1,000 unless told), from seed S on (1), of one
 * to three nodes with a tiny chat.
 *
 * @module
 */

import { countsIn, simulate } from "../../simulation/made_up.ts";
import { count, MADE_UP, NOTHING, report } from "./seeds.ts";

const totals = { ...NOTHING };

await simulate({
  ...MADE_UP,
  count: (played) => count(totals, played),
  report,
  summary: () => countsIn(totals),
});
