/** Lines of a machine that sleeps or is off for hours, nights and weeks: its clock jumps forward, and is right. */

import { assertEquals, assertMatch } from "@std/assert";
import { AgeingDesk, DAY, HOUR, KEEP_DAYS, LOOK, MINUTE } from "./ageing_desk.ts";

Deno.test("Ageing goes by a machine that sleeps every night, an hour after it woke", async () => {
  for (const isOff of [true, false]) {
    const desk = new AgeingDesk();
    desk.restarts();
    desk.say();
    for (let day = 0; day < KEEP_DAYS; day++) {
      assertEquals(desk.left, [1]);
      await desk.runs(8 * HOUR);
      if (isOff) await desk.isOff(16 * HOUR);
      else desk.sleeps(16 * HOUR);
    }
    await desk.runs(59 * MINUTE);
    assertEquals(desk.left, [1]);
    await desk.runs(2 * LOOK);
    assertEquals(desk.left, []);
  }
});

Deno.test("Ageing waits an hour after the last of several naps", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  await desk.runs((KEEP_DAYS - 3) * DAY);
  desk.sleeps(2 * DAY);
  await desk.runs(50 * MINUTE);
  desk.sleeps(1.5 * DAY);
  await desk.runs(HOUR);
  assertEquals(desk.left, [1]);
  await desk.runs(2 * LOOK);
  assertEquals(desk.left, []);
});

Deno.test("Ageing catches up with a long sleep in a few days of use, though the machine is off every night", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  await desk.isOff(40 * DAY);
  for (let day = 1; day <= 2; day++) {
    await desk.runs(8 * HOUR);
    await desk.isOff(16 * HOUR);
  }
  await desk.runs(7 * HOUR);
  assertEquals(desk.left, [1]);
  await desk.runs(2 * HOUR);
  assertEquals(desk.left, []);
});

Deno.test("Ageing catches up in a day of running in all, though the machine runs for a few hours a week", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  desk.say();
  let weeks = 0;
  for (; desk.left.length > 0 && weeks < 50; weeks++) {
    await desk.runs(3 * HOUR);
    await desk.isOff(7 * DAY - 3 * HOUR);
  }
  assertEquals(weeks, 9);
  assertMatch(desk.logged().join(), /warning: Erased 1 lines/);
});

Deno.test("Ageing lets go of what is too old when a machine that was right for long has slept for long", async () => {
  const desk = new AgeingDesk();
  desk.restarts();
  await desk.runs(DAY);
  await desk.isOff(MINUTE); // an update: the clock goes on from where it was
  for (let lines = 0; lines < 3; lines++) {
    await desk.runs(2 * DAY);
    desk.say();
  }
  desk.sleeps(28 * DAY); // the lines are 32, 30 and 28 days old
  await desk.runs(25 * HOUR);
  assertEquals(desk.left, [3]);
  await desk.runs(DAY);
  assertEquals(desk.left, []);
});
