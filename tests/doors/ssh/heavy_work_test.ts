import { assertEquals, assertRejects } from "@std/assert";
import { HeavyWork } from "../../../lib/doors/ssh/heavy_work.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("work is done one after the other, and no more than 5 ms of it in one tick", async () => {
  const clock = new FakeClock(), heavyWork = new HeavyWork(clock), done: string[] = [];
  const work = (name: string, ms: number) =>
    heavyWork.take(() => {
      clock.pass(ms);
      done.push(`${name} at ${clock.now()}`);
    });
  const first = work("a", 9); // at once
  assertEquals(done, ["a at 9"]);
  const rest = [work("b", 3), work("c", 3), work("d", 20), work("e", 1)];
  clock.soon(() => done.push("somebody else"));
  assertEquals(done.length, 1);
  await clock.advance(30);
  assertEquals(done, ["a at 9", "somebody else", "b at 13", "c at 16", "d at 37", "e at 39"]);
  await Promise.all([first, ...rest]);
  assertEquals(clock.timers, 0);
  clock.pass(1);
  const before = clock.now();
  await work("f", 1);
  assertEquals(done.at(-1), `f at ${before + 1}`);
  assertEquals(clock.timers, 0); // a server that stops leaves none
});

Deno.test("work that fails tells who wanted it, and nobody else waits for that", async () => {
  const clock = new FakeClock(), heavyWork = new HeavyWork(clock);
  const fail = () => {
    throw new Error("no key");
  };
  await assertRejects(() => heavyWork.take(fail), Error, "no key");
  const failing = assertRejects(() => heavyWork.take(fail), Error, "no key");
  let isDone = false;
  const next = heavyWork.take(() => void (isDone = true));
  await clock.advance(1);
  await Promise.all([failing, next]);
  assertEquals([isDone, clock.timers], [true, 0]);
});
