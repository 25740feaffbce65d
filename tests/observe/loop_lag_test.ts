import { assertEquals } from "@std/assert";
import { LoopLag } from "../../lib/observe/loop_lag.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A clock whose timers come late. */
class LateClock extends FakeClock {
  lateMs = 0;

  override now(): number {
    return super.now() + this.lateMs;
  }
}

Deno.test("LoopLag tells the median and the greatest lag of the last five seconds", async () => {
  const clock = new LateClock();
  using lag = new LoopLag(clock);
  assertEquals(lag.recent, { medianMs: 0, maxMs: 0 });
  await clock.advance(1000);
  assertEquals(lag.recent, { medianMs: 0, maxMs: 0 });
  clock.lateMs = 70; // from now on each is 70 ms behind the one before, once
  await clock.advance(200);
  assertEquals(lag.recent, { medianMs: 0, maxMs: 70 });
  await clock.advance(5200);
  assertEquals(lag.recent, { medianMs: 0, maxMs: 0 });
});

Deno.test("LoopLag ends with its disposal", async () => {
  const clock = new FakeClock();
  const lag = new LoopLag(clock);
  await clock.advance(500);
  lag[Symbol.dispose]();
  assertEquals(clock.timers, 0);
});
