import { assertEquals } from "@std/assert";
import { countOf, histogramOf, percentileMs } from "../../../lib/console/view/distribution.ts";
import { bucketMs } from "../../../lib/observe/histogram.ts";

const HEIGHTS = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

Deno.test("percentileMs() is the upper end of the bucket that so many percent do not exceed", () => {
  const buckets = [0, 50, 40, 9, 1];
  assertEquals(countOf(buckets), 100);
  assertEquals([10, 50, 51, 90, 99, 100].map((percent) => percentileMs(buckets, percent)), [
    ...[1, 1, 2, 2, 3, 4].map(bucketMs),
  ]);
  assertEquals(percentileMs([0, 1], 50), bucketMs(1));
});

Deno.test("percentileMs() is never more than the longest, and nothing of nothing", () => {
  assertEquals(percentileMs([0, 0, 0, 1], 99, 0.0025), 0.0025);
  assertEquals([percentileMs([], 50), percentileMs([0, 0], 50)], [undefined, undefined]);
});

Deno.test("histogramOf() draws bars from the first to the last that counts, and the smallest count too", () => {
  const drawn = histogramOf([0, 0, 1, 800, 0, 400], 4, 2, HEIGHTS);
  assertEquals(drawn?.lines, [" █  ", "▁█ █"]);
  assertEquals([drawn?.fromMs, drawn?.toMs], [bucketMs(1), bucketMs(5)]);
});

Deno.test("histogramOf() puts buckets together where they are too many, and draws few of them broader", () => {
  assertEquals(histogramOf([1, 1, 1, 1, 2], 3, 1, HEIGHTS)?.lines, ["███"]);
  assertEquals(histogramOf([4, 1], 6, 1, [" ", ".", "#"])?.lines, ["###..."]);
  assertEquals(histogramOf([1, 1, 1], 2, 1, HEIGHTS)?.toMs, bucketMs(2));
  assertEquals(histogramOf([0, 0], 10, 3, HEIGHTS), undefined);
});
