import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Deadlines, type Hurried } from "../../lib/runtime/deadlines.ts";
import { FakeClock } from "../support/fake_clock.ts";

/** Deadlines by a clock, and who was told when. */
function begun() {
  const clock = new FakeClock(), told: string[] = [];
  const hurried = (name: string): Hurried => ({ onLate: () => void told.push(`${name} ${clock.now()}`) });
  return { clock, told, hurried, deadlines: new Deadlines(clock) };
}

Deno.test("Deadlines tells everybody in time, whatever the lengths, with one timer", async () => {
  const { clock, told, hurried, deadlines } = begun();
  deadlines.begin(hurried("ann"), 100);
  await clock.advance(50);
  deadlines.begin(hurried("bob"), 100);
  deadlines.begin(hurried("cy"), 20);
  assertEquals(clock.timers, 1);
  await clock.advance(1000);
  assertEquals(told, ["cy 70", "ann 100", "bob 150"]);
  assertEquals(clock.timers, 0);
});

Deno.test("Deadlines tells nobody whose deadline was ended, and keeps no timer for nobody", async () => {
  const { clock, told, hurried, deadlines } = begun();
  const [ann, bob] = [hurried("ann"), hurried("bob")];
  deadlines.begin(ann, 100);
  await clock.advance(10);
  deadlines.begin(bob, 100);
  deadlines.end(ann);
  await clock.advance(95);
  assertEquals(told, []);
  deadlines.end(bob);
  deadlines.end(bob);
  assertEquals(clock.timers, 0);
  await clock.advance(1000);
  assertEquals(told, []);
});

Deno.test("Deadlines tells somebody once, who may begin another one then", async () => {
  const { clock, told, deadlines } = begun();
  const ann: Hurried = {
    onLate() {
      told.push(`ann ${clock.now()}`);
      if (told.length < 3) deadlines.begin(ann, 100);
    },
  };
  deadlines.begin(ann, 100);
  await clock.advance(1000);
  assertEquals(told, ["ann 100", "ann 200", "ann 300"]);
  assertEquals(clock.timers, 0);
});

Deno.test("Deadlines tells at the moment that was asked for, whoever comes, stays and leaves (property)", async () => {
  const act = fc.record({
    who: fc.nat(5),
    ms: fc.constantFrom(undefined, 30, 50, 50, 50),
    pause: fc.nat(40),
  });
  await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
    const { clock, told, hurried, deadlines } = begun();
    const people = Array.from({ length: 6 }, (_, i) => hurried(`${i}`));
    const due = new Map<number, number>(), expected: string[] = [];
    const pass = async (ms: number) => {
      for (const [who, at] of due) {
        if (at > clock.now() + ms) continue;
        expected.push(`${who} ${at}`);
        due.delete(who);
      }
      await clock.advance(ms);
    };
    for (const { who, ms, pause } of acts) {
      deadlines.end(people[who]!);
      due.delete(who);
      if (ms !== undefined) {
        deadlines.begin(people[who]!, ms);
        due.set(who, clock.now() + ms);
      }
      assertEquals(clock.timers, due.size > 0 ? 1 : 0);
      await pass(pause);
    }
    await pass(100);
    assertEquals(told.toSorted(), expected.toSorted());
    assertEquals(clock.timers, 0);
  }));
});

Deno.test("Deadlines waits for no time that has passed, where telling somebody took long", async () => {
  const { clock, told, deadlines, hurried } = begun(), waits: number[] = [];
  const after = clock.after.bind(clock);
  clock.after = (ms, run) => {
    waits.push(ms);
    return after(ms, run);
  };
  deadlines.begin({ onLate: () => clock.pass(40) }, 100);
  await clock.advance(10);
  deadlines.begin(hurried("bob"), 100);
  await clock.advance(1000);
  assertEquals([told, waits], [["bob 140"], [100, 0]]);
});
