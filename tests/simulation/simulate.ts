/**
 * `deno task simulate --seeds N --from S`: plays the stories of N seeds (1,000 unless told), from seed S on (1): of a server
 * alone, and of two or three nodes.
 *
 * @module
 */

import { countsIn, simulate } from "./made_up.ts";
import { count, MADE_UP, NOTHING, report } from "./seeds.ts";

const totals = { ...NOTHING };

await simulate({
  ...MADE_UP,
  count: (played) => count(totals, played),
  report,
  summary() {
    const { virtualMs, lines, ...counts } = totals;
    return `${countsIn({ ...counts, "lines on screens": lines })}; ${
      (virtualMs / 3_600_000).toFixed(1)
    } hours passed`;
  },
});
