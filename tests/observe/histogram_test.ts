import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Histogram } from "../../lib/observe/histogram.ts";
import { bucketMs, BUCKETS } from "../../lib/observe/histogram.ts";

Deno.test("Histogram.add() puts a duration into the first bucket whose upper end is not below it", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
    const histogram = new Histogram();
    histogram.add(ms);
    const bucket = histogram.buckets().length - 1;
    const slack = 1 + 1e-9; // a bound itself may fall to either side by a rounding
    if (bucket < BUCKETS - 1) assert(ms <= bucketMs(bucket) * slack, `${ms} is above bucket ${bucket}`);
    if (bucket > 0) assert(ms * slack > bucketMs(bucket - 1), `${ms} is below bucket ${bucket}`);
  }));
});

Deno.test("Histogram counts, sums, and leaves out what is zero at the end", () => {
  const histogram = new Histogram();
  assertEquals([histogram.count, histogram.sumMs, histogram.buckets()], [0, 0, []]);
  for (const ms of [0, 0.001, 0.0014, 4]) histogram.add(ms);
  assertEquals([histogram.count, histogram.sumMs], [4, 4.0024]);
  assertEquals(histogram.buckets().slice(0, 2), [2, 1]);
  assertEquals(histogram.buckets().length, 25); // 0.001 * 2 ** 12 is the first power of two that holds 4
});

Deno.test("Histogram.upTo() tells for every bound how many were up to it", () => {
  const histogram = new Histogram();
  for (const ms of [0.05, 0.2, 0.2, 1, 1000]) histogram.add(ms);
  const counts = histogram.upTo(14, 46, 2);
  assertEquals(counts.map(([, count]) => count).slice(0, 5), [1, 3, 3, 4, 4]);
  assertEquals(counts.at(-1)?.[1], 5);
  assert(counts.every(([bound], i) => i === 0 || bound > counts[i - 1]![0]));
});
