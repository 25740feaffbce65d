import { assertEquals } from "@std/assert";
import { Tally } from "./tally.ts";

Deno.test("a quantile is a latency that so many lines did not exceed", () => {
  const tally = new Tally();
  for (let ms = 1; ms <= 100; ms++) tally.add(0, ms * 1000 - 1);
  assertEquals([tally.quantileMs(0.5), tally.quantileMs(0.99), tally.quantileMs(1)], [50, 99, 100]);
});

Deno.test("latencies that are too long, or seem to be less than nothing, count at the ends", () => {
  const tally = new Tally();
  tally.add(0, 60e6);
  assertEquals(tally.quantileMs(1), 10_000);
  tally.add(5, 0);
  assertEquals(tally.quantileMs(0.5), 0.01);
});

Deno.test("time goes from the first line said to the last one read", () => {
  const tally = new Tally();
  assertEquals(tally.seconds, 0);
  for (const timeUs of [2e6, 1e6]) tally.begin(timeUs);
  tally.add(1e6, 3e6);
  tally.add(1e6, 4e6);
  assertEquals(tally.seconds, 3);
});
