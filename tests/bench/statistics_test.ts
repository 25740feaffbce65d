import { assertEquals } from "@std/assert";
import { median, ratiosOf } from "./statistics.ts";

/** What pairs with these ratios come to. */
function verdictOf(...ratios: number[]): string | undefined {
  return ratiosOf(ratios.map((ratio) => ratio * 7), ratios.map(() => 7))?.verdict;
}

Deno.test("a median is the middle, or between the two in the middle", () => {
  assertEquals([median([3, 1, 20]), median([4, 1, 2, 100]), median([5]), median([])], [3, 3, 5, undefined]);
});

Deno.test("ratios are those of the pairs, not of the medians", () => {
  const { median, least, most } = ratiosOf([10, 200, 30], [10, 100, 20])!;
  assertEquals([least, median, most], [1, 1.5, 2]);
  assertEquals(ratiosOf([12], [10])!.median, 1.2);
});

Deno.test("a difference is clear if the pairs agree on it and it is not small", () => {
  assertEquals(verdictOf(1.2, 1.3, 1.01, 1.1, 1.4), "more");
  assertEquals(verdictOf(0.8, 0.7, 0.99, 0.9, 0.6), "less");
  assertEquals(verdictOf(1.2, 1.3, 0.99, 1.1, 1.4), "unclear");
  assertEquals(verdictOf(1.01, 1.02, 1.03, 1.04, 1.2), "unclear");
  assertEquals(verdictOf(1, 1, 1, 1, 1), "unclear");
});

Deno.test("fewer than five pairs tell nothing; of eight one may disagree, of eight two may not", () => {
  assertEquals(verdictOf(2, 2, 2, 2), "unclear");
  assertEquals(verdictOf(2, 2, 2, 2, 2, 2, 2, 0.5), "more");
  assertEquals(verdictOf(2, 2, 2, 2, 2, 2, 0.5, 0.5), "unclear");
});

Deno.test("what is not measured is not compared", () => {
  assertEquals(ratiosOf([1, undefined], [1, 1]), undefined);
  assertEquals(ratiosOf([1, 1], [1, 0]), undefined);
  assertEquals(ratiosOf([], []), undefined);
});
