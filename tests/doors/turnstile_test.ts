import { assertEquals } from "@std/assert";
import { Turnstile } from "../../lib/doors/turnstile.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** A turnstile, and who has passed. */
function opened(most: number) {
  const clock = new FakeClock(), passed: number[] = [];
  const turnstile = new Turnstile(clock, most);
  const come = (...those: number[]) => those.forEach((one) => turnstile.pass(() => void passed.push(one)));
  return { clock, turnstile, passed, come };
}

Deno.test("a turnstile lets so many through at once, and the others in turns that follow, in the order they came", async () => {
  const { clock, turnstile, passed, come } = opened(3);
  come(1, 2, 3, 4, 5, 6, 7, 8);
  assertEquals([passed, turnstile.waiting], [[1, 2, 3], 5]);
  await clock.advance(1);
  assertEquals(passed, [1, 2, 3, 4, 5, 6]);
  come(9); // does not overtake those who wait
  await clock.advance(1);
  assertEquals([passed, turnstile.waiting], [[1, 2, 3, 4, 5, 6, 7, 8, 9], 0]);
  await clock.advance(1);
  assertEquals(clock.timers, 0);
});

Deno.test("a turnstile takes no timer while few come", () => {
  const { clock, passed, come } = opened(3);
  come(1, 2);
  assertEquals([passed, clock.timers], [[1, 2], 0]);
});

Deno.test("whoever is to pass later does so in a turn that follows, and nobody overtakes them", async () => {
  const { clock, turnstile, passed, come } = opened(3);
  turnstile.passLater(() => void passed.push(1));
  come(2);
  assertEquals(passed, []);
  await clock.advance(1);
  assertEquals(passed, [1, 2]);
});

Deno.test("a turnstile stays shut while the loop is late, but not for ever", async () => {
  const { clock, passed, come } = opened(1);
  come(1, 2);
  clock.pass(4); // something took so long
  await clock.advance(0);
  assertEquals(passed, [1]);
  await clock.advance(1); // a timer in time: nothing else is to be done
  assertEquals(passed, [1, 2]);
  await clock.advance(1);

  come(3, 4);
  for (let turn = 0; turn < 2; turn++) {
    clock.pass(4);
    await clock.advance(0);
  }
  assertEquals(passed, [1, 2, 3]);
  clock.pass(4);
  await clock.advance(0);
  assertEquals(passed, [1, 2, 3, 4]);
});

Deno.test("whoever is to pass later waits until the loop was quiet, while others go on; but not for ever", async () => {
  const { clock, turnstile, passed, come } = opened(3);
  const loudly = async () => {
    for (let turn = 0; turn < 3; turn++) {
      clock.pass(4);
      await clock.advance(0);
    }
  };
  turnstile.passLater(() => void passed.push(1));
  come(2);
  await loudly();
  assertEquals([passed, turnstile.waiting], [[2], 1]);
  await clock.advance(1);
  assertEquals(passed, [2, 1]);

  turnstile.passLater(() => void passed.push(3));
  for (let opening = 1; opening < 100; opening++) await loudly();
  assertEquals(passed, [2, 1]);
  await loudly();
  assertEquals(passed, [2, 1, 3]);
});

Deno.test("what passes behind others waits for those who were there before, and counts for nothing", async () => {
  const { clock, turnstile, passed, come } = opened(2);
  const behind = (one: number) => turnstile.passBehind(() => void passed.push(one));
  behind(1);
  come(2, 3, 4);
  behind(5);
  assertEquals(passed, [1, 2, 3]);
  await clock.advance(1);
  assertEquals(passed, [1, 2, 3, 4, 5]);
});

Deno.test("when the doors are closed everybody passes, and no timer is left", () => {
  const { clock, turnstile, passed, come } = opened(1);
  come(1, 2);
  turnstile.passLater(() => void passed.push(3));
  turnstile[Symbol.dispose]();
  come(4);
  turnstile.passLater(() => void passed.push(5));
  assertEquals([passed, clock.timers], [[1, 2, 3, 4, 5], 0]);
});
