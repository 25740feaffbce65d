import { assertEquals, assertNotEquals, assertStrictEquals } from "@std/assert";
import { Turns } from "../../lib/runtime/turns.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("Turns.next() hands the same turn to everybody who asks for it", async () => {
  const clock = new FakeClock();
  const turns = new Turns(clock);
  const first = turns.next();
  assertStrictEquals(turns.next(), first);
  assertEquals(clock.timers, 1);
  await clock.advance(0);
  await first;
  assertEquals(clock.timers, 0);
});

Deno.test("Turns.next() waits for a turn of the event loop", async () => {
  const clock = new FakeClock();
  let hasTurned = false;
  const turn = new Turns(clock).next().then(() => hasTurned = true);
  for (let i = 0; i < 100; i++) await Promise.resolve();
  assertEquals(hasTurned, false);
  await clock.advance(0);
  await turn;
});

Deno.test("Turns.next() gives who comes back a new turn", async () => {
  const clock = new FakeClock();
  const turns = new Turns(clock);
  const first = turns.next();
  await clock.advance(0);
  await first;
  const second = turns.next();
  assertNotEquals(second === first, true);
  await clock.advance(0);
  await second;
});

Deno.test("Turns.next() waits for a timer while more is under way than one turn looks at", async () => {
  const clock = new FakeClock();
  let isBusy = true, turns = 0;
  const next = new Turns(clock, () => isBusy);
  void next.next().then(() => turns++);
  await clock.advance(0);
  assertEquals(turns, 0);
  await clock.advance(1);
  assertEquals(turns, 1);
  isBusy = false;
  void next.next().then(() => turns++);
  await clock.advance(0);
  assertEquals(turns, 2);
});
