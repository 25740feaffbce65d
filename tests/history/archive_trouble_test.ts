/**
 * The archive while its store cannot be written: nothing is lost that there is room for, nothing comes out of order,
 * and nothing that was to be erased comes back.
 */

import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { StoreFailure } from "../../lib/store/store.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { lobby } from "../support/samples.ts";

const RETRY_MS = 5000;
const TROUBLE =
  "warning: Cannot save new lines: the disk is full; the chat goes on, and the server tries again";
const saving = (late: number, lost = 0) =>
  `info: Saving again; lines saved late: ${late}, lines lost: ${lost}`;

Deno.test("Archive says trouble and recovery once each, and saves what waited in order", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  for (const said of ["one", "two", "three"]) {
    desk.say(said);
    desk.archive.commit();
    await desk.clock.advance(RETRY_MS);
  }
  assertEquals([desk.archive.health.trouble, desk.book.lines], ["the disk is full", [TROUBLE]]);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals([desk.archive.health.trouble, desk.book.lines], [undefined, [TROUBLE, saving(3)]]);
  assertEquals([desk.saves(), desk.saved], [[["one", "two", "three"]], 1]);
  desk.say("four");
  desk.archive.commit();
  assertEquals(desk.saves().at(-1), ["four"]);
  assertEquals(desk.clock.timers, 0);
});

Deno.test("Archive tries again every five seconds, and has one timer for it", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  for (let i = 0; i < 10; i++) {
    desk.say(`${i}`);
    desk.archive.commit();
    desk.archive.keep(`seen ${i}`, () => {});
  }
  assertEquals(desk.clock.timers, 1);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS - 1);
  assertEquals(desk.saves(), []);
  await desk.clock.advance(1);
  assertEquals(desk.saves().flat().length, 10);
});

Deno.test("Archive tries again in time, however often it is asked about a damaged file meanwhile", async () => {
  using desk = new ArchiveDesk();
  desk.disk.failure = new StoreFailure("the file is damaged", { fault: "damaged" });
  desk.say("one");
  desk.archive.commit();
  for (let passed = 0; passed < RETRY_MS; passed += 1000) {
    assertEquals(desk.archive.ask((store) => store.rooms()).kind, "no_history");
    if (passed === RETRY_MS - 1000) desk.disk.mend();
    await desk.clock.advance(1000);
  }
  assertEquals([desk.saves(), desk.clock.timers], [[["one"]], 0]);
});

Deno.test("Archive counts what there is no room for as lost, and says how much", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  for (let i = 0; i < 20_010; i++) {
    desk.say(`${i}`);
    if (i % 100 === 0) desk.archive.commit();
  }
  desk.archive.commit();
  await desk.clock.advance(RETRY_MS);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.book.lines, [TROUBLE, saving(20_000, 10)]);
  assertEquals(desk.disk.textsIn(lobby).at(-1), "19999");
});

Deno.test("Archive bounds what waits by its length too, and counts trouble by trouble", async () => {
  using desk = new ArchiveDesk();
  for (const lines of [2100, 1]) {
    desk.disk.breakDown();
    for (let i = 0; i < lines; i++) desk.say("x".repeat(4096));
    desk.archive.commit();
    desk.disk.mend();
    await desk.clock.advance(RETRY_MS);
  }
  assertEquals(desk.book.lines, [TROUBLE, saving(2048, 52), TROUBLE, saving(1)]);
});

Deno.test("Archive.keep() is done once the store can be written, the newest of each kind, behind the lines", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  const keep = (key: string, id: number) => desk.archive.keep(key, (store) => store.saveSeen(key, id, 0));
  desk.say("one");
  keep("ann", 1);
  keep("bob", 2);
  keep("ann", 3);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.calls, ["save", "saveSeen", "saveSeen"]);
  assertEquals([desk.disk.inner.seen("ann"), desk.disk.inner.seen("bob")], [3, 2]);
});

Deno.test("Archive opens a store late that could not be opened at first", async () => {
  using desk = new ArchiveDesk("the folder is locked");
  assertEquals([desk.archive.lastId, desk.archive.health.trouble], [undefined, "the folder is locked"]);
  assertEquals(desk.archive.ask((store) => store.hasLines(lobby)), {
    kind: "no_history",
    reason: "the folder is locked",
  });
  desk.say("one");
  desk.archive.commit();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.openedLate, 0);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals([desk.openedLate, desk.disk.opened, desk.archive.lastId], [1, 1, 1]);
  assertEquals(desk.disk.textsIn(lobby), ["one"]);
  desk.disk.breakDown();
  desk.say("two");
  desk.archive.commit();
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals([desk.openedLate, desk.disk.opened], [1, 1]);
});

Deno.test("Archive keeps the order where the store is opened late in the middle of a turn", async () => {
  using desk = new ArchiveDesk("the folder is locked", (archive) => archive.ask((store) => store.rooms()));
  desk.say("one");
  desk.archive.commit();
  desk.say("two"); // its turn is not over yet
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  desk.archive.commit();
  desk.say("three");
  desk.archive.commit();
  assertEquals(desk.disk.textsIn(lobby), ["one", "two", "three"]);
  assertEquals(desk.archive.health.trouble, undefined);
});

Deno.test("Archive says once that a store which opens late was written by a newer version", async () => {
  using desk = new ArchiveDesk("the folder is locked");
  const { StoreTooNew } = await import("../../lib/store/store.ts");
  desk.disk.failure = new StoreTooNew("written by a newer version");
  await desk.clock.advance(20 * RETRY_MS);
  const lines = desk.book.lines.filter((line) => line.includes("newer version"));
  assertEquals([lines.length, desk.archive.health.trouble], [1, "written by a newer version"]);
});

Deno.test("Archive saves what waits when it is disposed, and gives up where that does not work", () => {
  for (const isMended of [true, false]) {
    const desk = new ArchiveDesk();
    desk.disk.breakDown();
    desk.say("one");
    desk.archive.commit();
    desk.say("two");
    if (isMended) desk.disk.mend();
    desk.archive[Symbol.dispose]();
    assertEquals(desk.disk.textsIn(lobby), isMended ? ["one", "two"] : []);
    assertEquals([desk.clock.timers, desk.disk.opened], [0, 0]);
  }
});

Deno.test("Archive loses nothing and mixes nothing up, however often the store fails (property)", async () => {
  const step = fc.constantFrom("say", "say", "commit", "break", "mend", "wait", "keep", "ask");
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 30 }), async (isLate, steps) => {
      using desk = new ArchiveDesk(isLate ? "locked" : undefined);
      const said: string[] = [];
      for (const [i, step] of steps.entries()) {
        if (step === "say") desk.say(`${said.push(`${i}`) && i}`);
        else if (step === "commit") desk.archive.commit();
        else if (step === "break") desk.disk.breakDown();
        else if (step === "mend") desk.disk.mend();
        else if (step === "wait") await desk.clock.advance(RETRY_MS);
        else if (step === "keep") desk.archive.keep("k", (store) => store.saveSeen("k", i, 0));
        else desk.archive.ask((store) => store.hasLines("#x" as RoomName));
      }
      desk.disk.mend();
      desk.archive.commit();
      await desk.clock.advance(2 * RETRY_MS);
      assertEquals(desk.disk.textsIn(lobby), said);
      assertEquals(desk.disk.inner.seen("k"), steps.includes("keep") ? steps.lastIndexOf("keep") : undefined);
    }),
    { numRuns: 300 },
  );
});

Deno.test("Archive says how many lines are lost where it is disposed in trouble", () => {
  const desk = new ArchiveDesk();
  desk.disk.breakDown();
  desk.say("one", "two");
  desk.archive.commit();
  desk.archive[Symbol.dispose]();
  desk.archive[Symbol.dispose]();
  assertEquals(desk.book.lines, [
    TROUBLE,
    "warning: Stopped before all lines were saved: the disk is full; lines lost: 2",
  ]);
});

Deno.test("Archive opens the store anew for every try: one that was opened read-only would stay so", async () => {
  using desk = new ArchiveDesk();
  const opens: number[] = [];
  const { open } = desk.disk;
  Object.assign(desk.parts, {
    open: () => {
      opens.push(desk.clock.now());
      return open();
    },
  });
  desk.disk.breakDown("the file may not be written");
  desk.say("one");
  desk.archive.commit();
  await desk.clock.advance(2 * RETRY_MS);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(opens, [RETRY_MS, 2 * RETRY_MS, 3 * RETRY_MS]);
  assertEquals([desk.disk.textsIn(lobby), desk.disk.opened, desk.openedLate], [["one"], 1, 0]);
});

Deno.test("Archive.keep() does what could be done at once no second time when trouble is over", async () => {
  using desk = new ArchiveDesk();
  let done = 0;
  desk.archive.keep("room", () => done++);
  assertEquals(done, 1);
  desk.disk.breakDown();
  desk.say("one");
  desk.archive.commit();
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals([done, desk.disk.textsIn(lobby)], [1, ["one"]]);
});
