import { assertEquals, assertMatch } from "@std/assert";
import { line } from "../contracts/samples.ts";
import { AgeingDesk, DAY, HOUR, KEEP_DAYS, LOOK, MINUTE } from "./ageing_desk.ts";

const SECOND = 1000;

Deno.test("Ageing lets lines go when they are as old as they may be, line by line", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  for (let day = 0; day < 5; day++) {
    desk.say();
    await desk.runs(DAY);
  }
  await desk.runs((KEEP_DAYS - 5) * DAY);
  assertEquals(desk.left, [1, 2, 3, 4, 5]);
  await desk.runs(2 * DAY);
  assertEquals([desk.left, desk.logged()], [[3, 4, 5], []]);
});

Deno.test("Ageing lets nothing go by a clock that is ahead for a moment, at a start or within a run", async () => {
  for (const ahead of [2 * DAY, 40 * DAY, 20 * 365 * DAY]) {
    for (const isAtStart of [true, false]) {
      const desk = new AgeingDesk();
      desk.restarts();
      desk.say();
      await desk.runs((KEEP_DAYS - 1) * DAY);
      desk.say();
      desk.clock.setBy += ahead;
      if (isAtStart) desk.restarts();
      await desk.runs(50 * MINUTE);
      desk.clock.setBy -= ahead;
      if (isAtStart) desk.restarts();
      await desk.runs(23 * HOUR - 50 * MINUTE);
      assertEquals(desk.left, [1, 2], `${ahead / DAY} days ahead`);
      await desk.runs(2 * HOUR);
      assertEquals(desk.left, [2], "and the first one in its time");
    }
  }
});

Deno.test("Ageing tells of a jump, believes it after a day, and tells what that has erased", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  await desk.runs(HOUR);
  desk.say();
  assertEquals(desk.logged(), []);
  await desk.isOff(40 * DAY);
  assertEquals(desk.logged(), [
    "warning: The clock jumped forward by 40 days: this does not change the age of lines until it has run evenly for 24 h",
  ]);
  await desk.runs(24 * HOUR - LOOK);
  assertEquals([desk.left, desk.logged()], [[1, 2], []]);
  desk.say();
  await desk.runs(2 * LOOK);
  assertEquals([desk.left, desk.logged()], [[3], [
    "info: The clock jumped forward by 40 days and has run evenly since: this changes the age of lines from now on",
    "warning: Erased 2 lines from 2026-01-01T12:00:00.000Z to 2026-01-01T13:00:00.000Z at once: the clock jumped forward, so they are older than 30 days",
  ]]);
});

Deno.test("Ageing tells once of what goes in many slices, and of nothing where nothing goes", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  for (let i = 0; i < 600; i++) desk.say();
  await desk.isOff(40 * DAY);
  await desk.runs(25 * HOUR);
  assertMatch(desk.logged().at(-1)!, /^warning: Erased 600 lines/);
  await desk.isOff(40 * DAY);
  await desk.runs(25 * HOUR);
  assertEquals(desk.logged().filter((line) => /Erased/.test(line)), []);
});

Deno.test("Ageing believes a clock after a day of running, however often the server is restarted", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  desk.clock.setBy += 40 * DAY;
  desk.restarts();
  for (let runs = 0; runs < 24 * 12 - 1; runs++) {
    await desk.runs(5 * MINUTE);
    await desk.isOff(20 * SECOND);
  }
  assertEquals(desk.left, [1]);
  await desk.runs(6 * MINUTE);
  assertEquals(desk.left, []);
});

Deno.test("Ageing takes no number of restarts for a long time", () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  desk.clock.setBy += 40 * DAY;
  for (let runs = 0; runs < 5000; runs++) desk.restarts();
  assertEquals(desk.left, [1]);
});

Deno.test("Ageing believes no jump after long doubts before the clock has gone on from there for an hour", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  desk.clock.setBy += 7 * DAY;
  await desk.runs(23 * HOUR);
  desk.clock.setBy += 300 * DAY;
  await desk.runs(50 * MINUTE);
  desk.clock.setBy -= 300 * DAY;
  await desk.runs(23 * HOUR);
  assertEquals(desk.left, [1]);
});

Deno.test("Ageing keeps lines that were said in 1970, before the clock was set", async () => {
  for (const isFirst of [true, false]) {
    const desk = new AgeingDesk();
    if (!isFirst) {
      desk.restarts();
      await desk.runs(DAY);
    }
    const since1970 = desk.clock.time();
    desk.clock.setBy -= since1970;
    desk.restarts();
    const said = [desk.say()];
    await desk.runs(HOUR);
    said.push(desk.say());
    desk.clock.setBy += since1970;
    for (let days = 0; days < KEEP_DAYS - 1; days++) {
      await desk.runs(DAY);
      assertEquals(desk.left, said, `${days} days, ${isFirst}`);
    }
    await desk.runs(3 * DAY);
    assertEquals(desk.left, [], "and lets them go when they are old");
  }
});

Deno.test("Ageing lets go in time of what was said while the clock was ahead, and of what came after it", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  await desk.runs(DAY);
  desk.clock.setBy += 5 * 365 * DAY;
  for (let i = 0; i < 300; i++) desk.say();
  await desk.runs(HOUR);
  desk.clock.setBy -= 5 * 365 * DAY;
  desk.say();
  await desk.runs((KEEP_DAYS - 1) * DAY);
  assertEquals(desk.left.length, 301);
  await desk.runs(3 * DAY);
  assertEquals(desk.left, []);
});

Deno.test("Ageing follows a clock that was set back, and lets nothing go too early by it", async () => {
  const desk = new AgeingDesk();
  desk.clock.setBy += 100 * DAY;
  desk.restarts();
  await desk.runs(HOUR);
  desk.clock.setBy -= 100 * DAY;
  desk.say();
  await desk.runs((KEEP_DAYS - 1) * DAY);
  assertEquals(desk.left, [1]);
  await desk.runs(2 * DAY);
  assertEquals(desk.left, []);
});

Deno.test("Ageing does not mind small corrections, nor a clock that is slewed", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  for (let hours = 0; hours < KEEP_DAYS * 24 - 12; hours++) {
    desk.clock.setBy += [4000, -3000, -700, 100][hours % 4]!;
    await desk.runs(HOUR);
  }
  assertEquals([desk.left, desk.logged()], [[1], []]);
  await desk.runs(DAY);
  assertEquals([desk.left, desk.logged()], [[], []]);
});

Deno.test("Ageing begins with the time of the last line where nothing is known of the clock", async () => {
  const desk = new AgeingDesk();
  desk.say();
  await desk.clock.advance(40 * DAY);
  desk.restarts();
  await desk.runs(23 * HOUR);
  assertEquals(desk.left, [1]);
  await desk.runs(2 * HOUR);
  assertEquals(desk.left, []);
});

Deno.test("Ageing lets nothing go where the clock jumps, something is said and the server is killed before the first look", async () => {
  const desk = new AgeingDesk();
  desk.starts();
  desk.say();
  desk.clock.setBy += 400 * DAY;
  desk.say();
  desk.restarts();
  await desk.runs(HOUR);
  assertEquals(desk.left, [1, 2]);
});

Deno.test("Ageing lets nothing go from a store that was begun anew at a jump, where the server is killed before it looks again", async () => {
  const desk = new AgeingDesk();
  desk.starts();
  await desk.runs(HOUR);
  desk.beginsAnew();
  const waiting = desk.say();
  desk.clock.setBy += 400 * DAY;
  desk.say();
  desk.restarts();
  await desk.runs(HOUR);
  assertEquals(desk.left, [waiting, waiting + 1]);
});

Deno.test("Ageing lets nothing go where the clock is put right after a start, and the server is killed before the first look", async () => {
  for (const from of ["a new store", "a store of an older version", "an import"]) {
    const desk = new AgeingDesk();
    if (from !== "a new store") desk.say();
    if (from === "an import") {
      desk.restarts();
      desk.store.saveClockRecord({ ...desk.store.clockRecord()!, importedTo: 1 });
    }
    desk.starts();
    const before = desk.left;
    desk.clock.setBy -= 400 * DAY;
    const id = desk.say();
    desk.clock.setBy += 400 * DAY;
    desk.restarts();
    await desk.runs(HOUR);
    assertEquals(desk.left, [...before, id], from);
  }
});

Deno.test("Ageing lets nothing go by a jump soon after an import", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  desk.store.saveClockRecord({ ...desk.store.clockRecord()!, importedTo: 1 });
  desk.restarts();
  await desk.runs(HOUR);
  desk.clock.setBy -= 400 * DAY;
  desk.say();
  await desk.runs(HOUR);
  desk.clock.setBy += 400 * DAY;
  await desk.runs(HOUR);
  assertEquals(desk.left, [1, 2]);
});

Deno.test("Ageing lets imported lines go by their own times", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  await desk.runs(DAY);
  desk.store.save([line(1, { time: desk.clock.time() - 60 * DAY })]);
  desk.store.saveClockRecord({ ...desk.store.clockRecord()!, importedTo: 1 });
  desk.restarts();
  await desk.runs(MINUTE);
  assertEquals(desk.left, []);
});

Deno.test("Ageing keeps a bounded number of marks, of an idle server too", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  await desk.runs(100 * DAY);
  const { marks } = desk.store.clockRecord()!;
  assertEquals(marks.length <= 500, true);
  desk.say();
  await desk.runs(100 * DAY);
  assertEquals([desk.left, desk.store.clockRecord()!.marks.length <= 500], [[], true]);
});
