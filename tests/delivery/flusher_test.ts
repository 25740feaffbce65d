import { assertEquals } from "@std/assert";
import type { Pump } from "../../lib/delivery/pump.ts";
import { Flusher } from "../../lib/delivery/flusher.ts";
import { unobserved } from "../../lib/observe/unobserved.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

/** A flusher at most every 10 ms, with the moments it flushed at. */
function flusherAt(clock: FakeClock): { flusher: Flusher; flushes: number[] } {
  const flushes: number[] = [];
  return {
    flusher: new Flusher(clock, 10, unobserved(clock).row(), () => flushes.push(clock.now())),
    flushes,
  };
}

Deno.test("Flusher flushes at the end of the turn after a pause, once for all who asked", async () => {
  const clock = new FakeClock();
  const { flusher, flushes } = flusherAt(clock);
  flusher.request();
  flusher.request();
  assertEquals(flushes, []);
  await settled();
  assertEquals(flushes, [0]);
  assertEquals(clock.timers, 0);
});

Deno.test("Flusher waits until the last flush is old enough, and flushes once for all who asked meanwhile", async () => {
  const clock = new FakeClock();
  const { flusher, flushes } = flusherAt(clock);
  flusher.request();
  await clock.advance(3);
  flusher.request();
  await clock.advance(3);
  flusher.request();
  assertEquals(flushes, [0]);
  await clock.advance(100);
  assertEquals(flushes, [0, 10]);
  flusher.request();
  await clock.advance(9);
  flusher.request();
  await settled();
  assertEquals(flushes, [0, 10, 106]);
  await clock.advance(1);
  assertEquals(flushes, [0, 10, 106, 116]);
});

Deno.test("Flusher keeps its distance in a busy moment and none after it", async () => {
  const clock = new FakeClock();
  const { flusher, flushes } = flusherAt(clock);
  for (let i = 0; i < 35; i++) {
    flusher.request();
    await clock.advance(1);
  }
  assertEquals(flushes, [0, 10, 20, 30]);
  await clock.advance(5);
  assertEquals(flushes, [0, 10, 20, 30, 40]);
  await clock.advance(60);
  flusher.request();
  await settled();
  assertEquals(flushes, [0, 10, 20, 30, 40, 100]);
  assertEquals(clock.timers, 0);
});

Deno.test("Flusher with a distance of 0 flushes in every turn that asked", async () => {
  const clock = new FakeClock();
  let flushes = 0;
  const flusher = new Flusher(clock, 0, unobserved(clock).row(), () => flushes++);
  for (let i = 0; i < 3; i++) {
    flusher.request();
    await settled();
  }
  assertEquals(flushes, 3);
});

Deno.test("Flusher flushes once more for whoever waits since the writes began", async () => {
  const clock = new FakeClock();
  const flushes: number[] = [];
  const late = { pump: {} as Pump, load: () => false };
  const early = { ...late, load: () => (flusher.add(late), false) };
  const flusher: Flusher = new Flusher(clock, 10, unobserved(clock).row(), () => {
    flushes.push(clock.now());
    flusher.writeAll();
  });
  flusher.add(early);
  await clock.advance(100);
  assertEquals([flushes, flusher.isFlushDue], [[0, 10], false]);
});

Deno.test("Flusher takes a request that comes during a flush for done by it", async () => {
  const clock = new FakeClock();
  let flushes = 0;
  const flusher: Flusher = new Flusher(clock, 10, unobserved(clock).row(), () => {
    flushes++;
    flusher.request();
  });
  flusher.request();
  await clock.advance(100);
  assertEquals(flushes, 1);
  flusher.request();
  await settled();
  assertEquals(flushes, 2);
});

Deno.test("Flusher calls off the flush that is due when it is disposed, and leaves no timer", async () => {
  const clock = new FakeClock();
  const { flusher, flushes } = flusherAt(clock);
  flusher.request();
  await settled();
  flusher.request();
  assertEquals(clock.timers, 1);
  flusher[Symbol.dispose]();
  flusher[Symbol.dispose]();
  assertEquals(clock.timers, 0);
  await clock.advance(100);
  assertEquals(flushes, [0]);
});

Deno.test("Flusher calls off the flush at the end of this turn when it is disposed, and takes no more requests", async () => {
  const clock = new FakeClock();
  const { flusher, flushes } = flusherAt(clock);
  flusher.request();
  flusher[Symbol.dispose]();
  await settled();
  assertEquals(flushes, []);
  const later = flusherAt(clock);
  later.flusher.request();
  await settled();
  later.flusher[Symbol.dispose]();
  later.flusher.request();
  assertEquals([later.flushes, clock.timers], [[0], 0]);
});
