import { assertEquals, assertMatch } from "@std/assert";
import { Ageing } from "../../lib/history/ageing.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { Store } from "../../lib/store/store.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { LogBook } from "../support/log_book.ts";
import { line, LOBBY } from "../contracts/samples.ts";

const SECOND = 1000, MINUTE = 60_000, HOUR = 3_600_000, DAY = 86_400_000;
const KEEP_DAYS = 30;

/** How often the server looks, in milliseconds: more seldom than a real one, so that months pass quickly. */
const LOOK = 10 * MINUTE;

/** A store of lines that grow old, and the runs of a server that looks at the clock. */
class Desk {
  readonly clock = new FakeClock();
  readonly book = new LogBook();
  readonly store: Store = new MemoryStore({ lines: 100_000, length: 10_000_000 });
  #ageing = this.#begun();

  /** Says a line now, as the clock has it; returns its id. */
  say(): number {
    const id = this.store.lastId + 1;
    this.store.save([line(id, { time: this.clock.time() })]);
    return id;
  }

  /** Lets time pass while the server runs. */
  async runs(ms: number): Promise<void> {
    for (const end = this.clock.now() + ms; this.clock.now() < end;) {
      await this.clock.advance(Math.min(LOOK, end - this.clock.now()));
      this.trim();
    }
  }

  /** Lets time pass while the server is off. */
  async isOff(ms: number): Promise<void> {
    await this.clock.advance(ms);
    this.restarts();
  }

  /** Lets time pass that the other clock does not see: the machine sleeps. */
  sleeps(ms: number): void {
    this.clock.setBy += ms;
  }

  restarts(): void {
    this.#ageing = this.#begun();
    this.trim();
  }

  /** Erases what is too old. */
  trim(): void {
    let aged: [number, number, number] = [0, Infinity, -Infinity];
    const onAged = (...facts: [number, number, number]) => void (aged = facts);
    const retention = { ...this.#ageing.limit(this.store), maxBytes: Infinity, limit: 250, onAged };
    const gone = this.store.trim(retention);
    this.#ageing.erased(...aged, gone === 250);
    if (gone === 250) this.trim();
  }

  /** The ids of the lines that are left. */
  get left(): number[] {
    const all = { room: LOBBY, after: 0, limit: 100_000, which: "oldest" } as const;
    return this.store.lines(all).map(({ id }) => id);
  }

  /** What was logged since this was last asked. */
  logged(): string[] {
    return this.book.lines.splice(0);
  }

  #begun(): Ageing {
    return new Ageing({ clock: this.clock, keepMs: KEEP_DAYS * DAY, log: this.book.log });
  }
}

Deno.test("Ageing lets lines go when they are as old as they may be, line by line", async () => {
  const desk = new Desk();
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
      const desk = new Desk();
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
  const desk = new Desk();
  desk.restarts();
  desk.say();
  await desk.runs(HOUR);
  desk.say();
  assertEquals(desk.logged(), []);
  await desk.isOff(40 * DAY);
  assertEquals(desk.logged(), [
    "warning: The clock went forward by 40 days unseen: lines grow old as if it had not, until it has gone on evenly for 24 h",
  ]);
  await desk.runs(24 * HOUR - LOOK);
  assertEquals([desk.left, desk.logged()], [[1, 2], []]);
  desk.say();
  await desk.runs(2 * LOOK);
  assertEquals([desk.left, desk.logged()], [[3], [
    "info: The clock went forward by 40 days and has gone on evenly since: lines grow old by it again",
    "warning: Erased 2 lines of 2026-01-01T12:00:00.000Z to 2026-01-01T13:00:00.000Z at once: since the clock went forward they are older than 30 days",
  ]]);
});

Deno.test("Ageing tells once of what goes in many slices, and of nothing where nothing goes", async () => {
  const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
  desk.restarts();
  desk.say();
  desk.clock.setBy += 40 * DAY;
  for (let runs = 0; runs < 5000; runs++) desk.restarts();
  assertEquals(desk.left, [1]);
});

Deno.test("Ageing goes by a machine that sleeps every night, an hour after it woke", async () => {
  for (const isOff of [true, false]) {
    const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
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

Deno.test("Ageing believes no jump after long doubts before the clock has gone on from there for an hour", async () => {
  const desk = new Desk();
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

Deno.test("Ageing lets go of what is too old when a machine that was right for long has slept for long", async () => {
  const desk = new Desk();
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

Deno.test("Ageing keeps lines that were said in 1970, before the clock was set", async () => {
  for (const isFirst of [true, false]) {
    const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
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
  const desk = new Desk();
  desk.say();
  await desk.clock.advance(40 * DAY);
  desk.restarts();
  await desk.runs(23 * HOUR);
  assertEquals(desk.left, [1]);
  await desk.runs(2 * HOUR);
  assertEquals(desk.left, []);
});

Deno.test("Ageing lets imported lines go by their own times", async () => {
  const desk = new Desk();
  desk.restarts();
  await desk.runs(DAY);
  desk.store.save([line(1, { time: desk.clock.time() - 60 * DAY })]);
  desk.store.saveClockRecord({ ...desk.store.clockRecord()!, importedTo: 1 });
  desk.restarts();
  await desk.runs(MINUTE);
  assertEquals(desk.left, []);
});

Deno.test("Ageing keeps a bounded number of marks, of an idle server too", async () => {
  const desk = new Desk();
  desk.restarts();
  await desk.runs(100 * DAY);
  const { marks } = desk.store.clockRecord()!;
  assertEquals(marks.length <= 500, true);
  desk.say();
  await desk.runs(100 * DAY);
  assertEquals([desk.left, desk.store.clockRecord()!.marks.length <= 500], [[], true]);
});
