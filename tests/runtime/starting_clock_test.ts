import { assertEquals } from "@std/assert";
import { type Clock, systemClock } from "../../lib/runtime/clock.ts";
import { startingClock } from "../../lib/runtime/starting_clock.ts";

/** The machine's clock with a time that is set here, and a note of what is asked of its timers. */
function watchedClock() {
  const asked: number[] = [];
  let now = 5000;
  const clock: Clock = {
    ...systemClock,
    now: () => now,
    after(ms) {
      asked.push(ms);
      return { cancel() {} };
    },
  };
  return { clock, asked, pass: (ms: number) => void (now += ms) };
}

Deno.test("a wait that is begun in the first 100 ms asks nothing of the clock below, a later one does", () => {
  const { clock, asked, pass } = watchedClock(), starting = startingClock(clock);
  pass(99);
  starting.after(1, () => {}).cancel();
  assertEquals(asked, []);
  pass(1);
  starting.after(7, () => {});
  assertEquals(asked, [7]);
});

Deno.test("waits that are begun at the start end in their order, but for one that is cancelled", async () => {
  const starting = startingClock(watchedClock().clock), ended: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  starting.after(40, () => {
    ended.push("second");
    resolve();
  });
  starting.after(5, () => ended.push("never")).cancel();
  starting.after(0, () => ended.push("first"));
  const alive = setTimeout(() => {}, 10_000); // as a listener keeps a server alive
  await promise;
  clearTimeout(alive);
  assertEquals(ended, ["first", "second"]);
});
