import { assertEquals, assertNotEquals, assertStrictEquals } from "@std/assert";
import { Ticks } from "../../lib/runtime/ticks.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("Ticks.next() hands the same tick to everybody who asks for it", async () => {
  const clock = new FakeClock();
  const ticks = new Ticks(clock);
  const first = ticks.next();
  assertStrictEquals(ticks.next(), first);
  assertEquals(clock.timers, 1);
  await clock.advance(0);
  await first;
  assertEquals(clock.timers, 0);
});

Deno.test("Ticks.next() waits for a tick of the event loop", async () => {
  const clock = new FakeClock();
  let hasTicked = false;
  const tick = new Ticks(clock).next().then(() => hasTicked = true);
  for (let i = 0; i < 100; i++) await Promise.resolve();
  assertEquals(hasTicked, false);
  await clock.advance(0);
  await tick;
});

Deno.test("Ticks.next() gives who comes back a new tick", async () => {
  const clock = new FakeClock();
  const ticks = new Ticks(clock);
  const first = ticks.next();
  await clock.advance(0);
  await first;
  const second = ticks.next();
  assertNotEquals(second === first, true);
  await clock.advance(0);
  await second;
});

Deno.test("Ticks.next() waits for a timer while more is under way than one tick looks at", async () => {
  const clock = new FakeClock();
  let isBusy = true, ticks = 0;
  const next = new Ticks(clock, () => isBusy);
  void next.next().then(() => ticks++);
  await clock.advance(0);
  assertEquals(ticks, 0);
  await clock.advance(1);
  assertEquals(ticks, 1);
  isBusy = false;
  void next.next().then(() => ticks++);
  await clock.advance(0);
  assertEquals(ticks, 2);
});
