import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { Valve } from "../../lib/delivery/valve.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** A space that is never full. */
const BOUNDLESS = { isHalfFull: false, leftForEach: Infinity };

const KIB = 1024;

/** Passes as much as the valve lets through at once, in lines of 1 KiB, and returns how many that were. */
function gush(valve: Valve, most = 1_000): number {
  let lines = 0;
  while (lines < most && valve.pass(KIB) === undefined) lines++;
  return lines;
}

Deno.test("Valve.pass() holds nobody while no reader is behind", () => {
  const clock = new FakeClock();
  assertEquals(gush(new Valve(clock, () => 10, BOUNDLESS)), 1_000);
  assertEquals(clock.timers, 0);
});

Deno.test("Valve.pass() lets 48 KiB through in 40 ms while few readers are behind", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  valve.mark({}, true);
  assertEquals(gush(valve), 48);
  await clock.advance(40);
  assertEquals(gush(valve), 48);
  await clock.advance(40);
  assertEquals(clock.timers, 0);
});

Deno.test("Valve.pass() lets 16 KiB through in 40 ms while most readers are behind", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 3, BOUNDLESS);
  valve.mark({}, true);
  valve.mark({}, true);
  assertEquals(valve.behind, 2);
  assertEquals(gush(valve), 16);
  await clock.advance(40);
});

Deno.test("Valve.pass() counts bytes, and less is let through only while more than half of the readers are behind", () => {
  for (const [readers, kib] of [[4, 48], [3, 16]] as const) {
    const clock = new FakeClock();
    const valve = new Valve(clock, () => readers, BOUNDLESS);
    valve.mark({}, true);
    valve.mark({}, true);
    assertEquals(valve.pass(kib * KIB - 1), undefined);
    assertEquals(clock.timers, 0);
    assertEquals(valve.pass(1), undefined);
    assert(valve.pass(1) !== undefined, `${kib} KiB have passed`);
    valve[Symbol.dispose]();
  }
});

Deno.test("Valve.pass() goes on where it was when readers catch up and fall behind again within 40 ms", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  const reader = {};
  await clock.advance(15);
  valve.mark(reader, true);
  assertEquals(gush(valve), 48);
  valve.mark(reader, false);
  valve.mark(reader, true);
  const wait = valve.pass(1);
  assert(wait !== undefined);
  await clock.advance(39);
  assert(valve.pass(1) === wait);
  await clock.advance(1);
  assertEquals(gush(valve), 48);
  valve[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});

Deno.test("Valve.pass() holds a sender for 40 ms at most, and all senders with one timer", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  valve.mark({}, true);
  gush(valve);
  await clock.advance(15);
  const wait = valve.pass(1);
  assert(wait !== undefined && valve.pass(1) === wait);
  assertEquals(clock.timers, 1);
  let isOpen = false;
  wait.then(() => isOpen = true);
  await clock.advance(24);
  assertEquals(isOpen, false);
  await clock.advance(1);
  assertEquals(isOpen, true);
  assertEquals(valve.pass(1), undefined);
});

Deno.test("Valve.pass() always lets one line through, however long", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 1, BOUNDLESS);
  valve.mark({}, true);
  assertEquals(valve.pass(10_000 * KIB), undefined);
  assert(valve.pass(1) !== undefined);
  await clock.advance(40);
  assertEquals(valve.pass(10_000 * KIB), undefined);
});

Deno.test("Valve.mark() opens at once when the last reader has caught up, and leaves no timer", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  const [one, other] = [{}, {}];
  valve.mark(one, true);
  valve.mark(one, true);
  valve.mark(other, true);
  gush(valve);
  let isOpen = false;
  valve.pass(1)!.then(() => isOpen = true);
  valve.mark(one, false);
  await settled();
  assertEquals(isOpen, false);
  valve.mark(other, false);
  await settled();
  assertEquals(isOpen, true);
  assertEquals([valve.behind, clock.timers], [0, 0]);
});

Deno.test("Valve.mark() does not mind a reader that never was behind", () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  valve.mark({}, false);
  assertEquals(valve.behind, 0);
});

Deno.test("Valve lets every waiting sender go when it is disposed, and leaves no timer", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  valve.mark({}, true);
  gush(valve);
  const wait = valve.pass(1);
  valve[Symbol.dispose]();
  valve[Symbol.dispose]();
  await wait;
  assertEquals(clock.timers, 0);
});

Deno.test("Valve keeps a hundred senders together to the allowance and stops none of them", async () => {
  const clock = new FakeClock();
  const valve = new Valve(clock, () => 10, BOUNDLESS);
  valve.mark({}, true);
  const passed = Array<number>(100).fill(0);
  const senders = passed.map(async (_, sender) => {
    while (passed[sender]! < 20) {
      for (let wait; (wait = valve.pass(KIB)) !== undefined;) await wait;
      passed[sender]!++;
      await Promise.resolve();
    }
  });
  for (let windows = 1; clock.timers > 0 || windows === 1; windows++) {
    await clock.advance(40);
    assertLessOrEqual(passed.reduce((sum, lines) => sum + lines, 0), 48 * (windows + 1));
    assertLessOrEqual(windows, 50);
  }
  await Promise.all(senders);
});

Deno.test("Valve.pass() slows senders down while all outboxes together are more than half full, the more the less is left", async () => {
  const clock = new FakeClock();
  const space = { isHalfFull: false, leftForEach: 8 * KIB };
  const valve = new Valve(clock, () => 10, space);
  assertEquals(gush(valve), 1_000);
  space.isHalfFull = true;
  assertEquals(gush(valve), 2);
  space.leftForEach = 1_000 * KIB;
  await clock.advance(40);
  assertEquals(gush(valve), 16);
  space.leftForEach = 0;
  await clock.advance(40);
  assertEquals(gush(valve), 1); // one line always passes
  space.isHalfFull = false;
  assertEquals(gush(valve), 1_000);
  await clock.advance(40);
  assertEquals(clock.timers, 0);
});
