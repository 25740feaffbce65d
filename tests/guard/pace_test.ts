import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Pace } from "../../lib/guard/pace.ts";

const BOUNDS = { paceLines: 10, paceBurst: 5 };

/** Says `lines` lines as fast as the pace lets one, and returns when each was said. */
function paste(pace: Pace, lines: number, now: number): number[] {
  return Array.from({ length: lines }, () => now += pace.take(now));
}

Deno.test("Pace.take() lets a burst through at once and then one line every tenth of a second", () => {
  assertEquals(paste(new Pace(BOUNDS, 0), 8, 0), [0, 0, 0, 0, 0, 100, 200, 300]);
});

Deno.test("Pace.take() delays a 200-line paste and drops none of it", () => {
  const said = paste(new Pace({ paceLines: 10, paceBurst: 100 }, 0), 200, 0);
  assertEquals(said.filter((at) => at === 0).length, 100);
  assertEquals(said.at(-1), 10_000);
});

Deno.test("Pace.take() never delays who types slower than the pace", () => {
  const pace = new Pace(BOUNDS, 0);
  for (let now = 0; now < 100_000; now += 100) assertEquals(pace.take(now), 0);
});

Deno.test("Pace.take() saves up a burst in silence, and no more than one", () => {
  const pace = new Pace(BOUNDS, 0);
  paste(pace, 10, 0);
  assertEquals(paste(pace, 7, 3_600_000).filter((at) => at === 3_600_000).length, 5);
});

Deno.test("Pace.take() fills up bit by bit", () => {
  const pace = new Pace(BOUNDS, 0);
  for (let i = 0; i < 5; i++) pace.take(0);
  assertEquals(pace.take(50), 50);
  assertEquals(pace.take(100), 100);
});

Deno.test("Pace starts with a full burst whatever the clock says", () => {
  assertEquals(paste(new Pace(BOUNDS, 1e9), 6, 1e9), [1e9, 1e9, 1e9, 1e9, 1e9, 1e9 + 100]);
});

Deno.test("Pace.linesPerSecond is what it was built with", () => {
  assertEquals(new Pace(BOUNDS, 0).linesPerSecond, 10);
});

Deno.test("Pace.take() keeps any second to the burst and one second's lines, whoever types how (property)", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 });
  fc.assert(fc.property(pauses, (pauses) => {
    const pace = new Pace(BOUNDS, 0);
    const said: number[] = [];
    let now = 0;
    for (const pause of pauses) {
      now += pause;
      now += pace.take(now);
      said.push(now);
    }
    for (const from of said) {
      const inSecond = said.filter((at) => at >= from && at < from + 1000).length;
      assertLessOrEqual(inSecond, BOUNDS.paceBurst + BOUNDS.paceLines + 1);
    }
  }));
});

Deno.test("Pace.take() lets something costly count as several lines: the next ones wait for it", () => {
  const pace = new Pace({ paceLines: 10, paceBurst: 20 }, 0);
  assertEquals([pace.take(0), pace.take(0, 20), pace.take(0)], [0, 100, 200]);
});

Deno.test("Pace.takeOrLeave() takes nothing where there is nothing, and says when there is", () => {
  const pace = new Pace(BOUNDS, 0), taken = (now: number) => pace.takeOrLeave(now);
  assertEquals(Array.from({ length: 8 }, () => taken(0)), [0, 0, 0, 0, 0, 100, 100, 100]);
  assertEquals([taken(50), taken(100), taken(100), taken(350), taken(350), taken(350)], [
    50,
    0,
    100,
    0,
    0,
    50,
  ]);
});
