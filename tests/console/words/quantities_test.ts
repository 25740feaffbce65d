import { assert, assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import {
  bytesText,
  countText,
  durationText,
  durationTone,
  percentText,
  rateText,
  spokenBytes,
  spokenDuration,
} from "../../../lib/console/words/quantities.ts";

const µ = { micro: "µ" }, u = { micro: "u" };
const DAY = 86_400_000;

Deno.test("durationText() has three digits that say something, and a unit", () => {
  const texts = [0, 0.0005, 0.0421, 0.5, 0.9996, 4.212, 21.34, 213, 999.6, 4212, 59_900, 59_960, 192_000]
    .map((ms) => durationText(ms, µ));
  assertEquals(texts, [
    ...["0", "0.50µs", "42.1µs", "500µs", "1.00ms", "4.21ms", "21.3ms", "213ms", "1.00s", "4.21s", "59.9s"],
    ...["1m00s", "3m12s"],
  ]);
  assertEquals([3_599_600, 43_500_000, 3 * DAY + 14_400_000, 2000 * DAY].map((ms) => durationText(ms, µ)), [
    "1h00m",
    "12h05m",
    "3d04h",
    "2000d",
  ]);
  assertEquals(durationText(0.0421, u), "42.1us");
  assertEquals(durationText(-5, u), "0");
});

Deno.test("durationText() needs no more than six columns", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 9999 * DAY, noNaN: true }), (ms) => {
    assert(durationText(ms, µ).length <= 6);
  }));
});

Deno.test("spokenDuration() leaves zeros out that say nothing", () => {
  assertEquals([50, 213, 4200, 4050, 12_000, 13_460, 59_400, 192_000, 0].map((ms) => spokenDuration(ms, µ)), [
    ...["50 ms", "213 ms", "4.2 s", "4.05 s", "12 s", "13 s", "59 s", "3m12s", "0 s"],
  ]);
});

Deno.test("durationTone() goes by size", () => {
  assertEquals([0.9, 1, 1000, 60_000, 3_600_000].map(durationTone), [
    ...["micros", "millis", "seconds", "minutes", "hours"] as const,
  ]);
});

Deno.test("bytesText() counts by thousands", () => {
  assertEquals([0, 999, 999.6, 812_345, 999_600, 1_048_576, 45_100_000, 2.5e9].map(bytesText), [
    ...["0 B", "999 B", "1.00 kB", "812 kB", "1.00 MB", "1.05 MB", "45.1 MB", "2.50 GB"],
  ]);
  assertEquals([1_000_000, 1_048_576, 10_000].map(spokenBytes), ["1 MB", "1.05 MB", "10 kB"]);
});

Deno.test("percentText() tells small parts with a digit more, and nothing of nothing", () => {
  assertEquals([[21, 1000], [97, 100], [0, 5], [3, 0]].map(([part, whole]) => percentText(part!, whole!)), [
    ...["2.1 %", "97 %", "0 %", "-"],
  ]);
});

Deno.test("countText() and rateText() stay short", () => {
  assertEquals([0, 99_999, 100_000, 12_345_678, 5e9].map(countText), [
    "0",
    "99999",
    "100k",
    "12.3M",
    "5.00G",
  ]);
  assertEquals([0, 0.42, 12.3, 240_000].map(rateText), ["0/s", "0.4/s", "12/s", "240k/s"]);
});
