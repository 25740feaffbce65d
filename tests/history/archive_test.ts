import { assertEquals, assertThrows } from "@std/assert";
import { Archive } from "../../lib/history/archive.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { StoreTooNew } from "../../lib/store/store.ts";
import { ArchiveDesk, textsOf } from "../support/archive_desk.ts";
import { ann, bob, lobby, text } from "../support/samples.ts";

const newest = { room: lobby, after: 0, limit: 100, which: "newest" } as const;

Deno.test("Archive.commit() saves everything added since the last one in one transaction", () => {
  using desk = new ArchiveDesk();
  desk.say("one", "two", "three");
  assertEquals(desk.saves(), []);
  desk.archive.commit();
  desk.archive.commit();
  desk.say("four");
  desk.archive.commit();
  assertEquals(desk.saves(), [["one", "two", "three"], ["four"]]);
  assertEquals(desk.saved, 2);
  assertEquals(desk.archive.lastId, 4);
});

Deno.test("Archive.keep() writes behind the lines that were added before", () => {
  using desk = new ArchiveDesk();
  desk.say("one");
  desk.archive.keep("seen", (store) => store.saveSeen("ann@x", 1, 0));
  assertEquals(desk.disk.calls, ["save", "saveSeen"]);
});

Deno.test("Archive.ask() answers with lines just added included", () => {
  using desk = new ArchiveDesk();
  desk.say("one");
  const answer = desk.archive.ask((store) => store.lines(newest));
  assertEquals(answer.kind === "answer" && textsOf(answer.value), ["one"]);
});

Deno.test("Archive.ask() says no where the store cannot be read, with the reason, and lets bugs through", () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown("the file is damaged");
  assertEquals(desk.archive.ask((store) => store.hasLines(lobby)), {
    kind: "no_history",
    reason: "the file is damaged",
  });
  desk.disk.mend();
  assertThrows(() =>
    desk.archive.ask(() => {
      throw new TypeError("a bug");
    }), TypeError);
});

Deno.test("Archive.ask() does not fill the log where everybody asks a store that cannot be read", () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown("the file is damaged");
  for (let i = 0; i < 100; i++) desk.archive.ask((store) => store.hasLines(lobby));
  assertEquals(desk.book.lines.slice(0, 2), ["warning: Cannot read kept lines: the file is damaged"]);
});

Deno.test("Archive.tend() works on a store that is well, leaves one in trouble alone, and makes none itself", () => {
  using desk = new ArchiveDesk();
  assertEquals(desk.archive.tend((store) => store.index(10)), 0);
  desk.disk.breakDown("the file is damaged");
  for (let i = 0; i < 3; i++) assertEquals(desk.archive.tend((store) => store.index(10)), undefined);
  assertEquals(desk.archive.health.trouble, undefined);
  assertEquals(desk.book.lines, ["warning: Cannot maintain the store: the file is damaged"]);
  desk.say("one");
  desk.archive.commit();
  let calls = 0;
  assertEquals([desk.archive.health.trouble, desk.archive.tend(() => ++calls), calls], [
    "the file is damaged",
    undefined,
    0,
  ]);
});

Deno.test("Archive.forget() erases what somebody said from a number on, saved or just added", () => {
  using desk = new ArchiveDesk();
  desk.say("one", "two");
  desk.archive.commit();
  desk.say("three");
  desk.archive.add(desk.message("bob's", bob));
  assertEquals(desk.archive.forget(ann, 2), 2);
  assertEquals(desk.disk.textsIn(lobby), ["one", "bob's"]);
  assertEquals(desk.archive.forget(ann, 2), 0);
});

Deno.test("Archive gives no file of a newer version a try", () => {
  const open = () => {
    throw new StoreTooNew("The data folder was written by a newer version");
  };
  using desk = new ArchiveDesk();
  assertThrows(() => new Archive({ ...desk.parts, open }), StoreTooNew, "newer version");
  assertEquals(desk.clock.timers, 0);
});

Deno.test("Archive saves what was added last and closes the store when it is disposed, once", () => {
  const desk = new ArchiveDesk();
  desk.say("last words");
  desk.archive[Symbol.dispose]();
  desk.archive[Symbol.dispose]();
  assertEquals(desk.disk.textsIn(lobby), ["last words"]);
  assertEquals([desk.disk.opened, desk.clock.timers], [0, 0]);
});

Deno.test("Archive takes a store that fails in a way nobody foresaw for trouble: the chat goes on", async () => {
  using desk = new ArchiveDesk();
  desk.disk.failure = new TypeError("undefined is not a store");
  desk.say("one");
  desk.archive.commit();
  desk.archive.keep("room", (store) => store.dropRooms(["#x" as RoomName]));
  assertEquals(desk.archive.health.trouble, "something went wrong on our side, and it was logged");
  assertEquals(desk.book.lines, [
    "error: Bug in the store of kept lines; the chat goes on: TypeError: undefined is not a store",
  ]);
  await desk.clock.advance(15_000);
  assertEquals(desk.book.lines.length, 1);
  desk.disk.mend();
  await desk.clock.advance(5000);
  assertEquals(desk.disk.textsIn(lobby), ["one"]);
  assertEquals(desk.archive.health.trouble, undefined);
});

Deno.test("Archive.add() takes lines of any room", () => {
  using desk = new ArchiveDesk();
  desk.archive.add({ ...desk.message("hi"), room: "#ops" as RoomName });
  desk.archive.add(desk.message(text("你好")));
  desk.archive.commit();
  assertEquals([desk.disk.textsIn("#ops"), desk.disk.textsIn(lobby)], [["hi"], ["你好"]]);
});

Deno.test("Archive.ask() says no once it is closed", () => {
  using desk = new ArchiveDesk();
  desk.archive[Symbol.dispose]();
  const refusal = desk.archive.ask((store) => store.hasLines(lobby));
  assertEquals(refusal, { kind: "no_history", reason: "it is closed" });
});

Deno.test("Archive complains again of a store that worked in between", () => {
  using desk = new ArchiveDesk();
  const tasks = [
    ["maintain the store", () => desk.archive.tend((store) => store.hasLines(lobby))],
    ["read kept lines", () => desk.archive.ask((store) => store.hasLines(lobby))],
  ] as const;
  for (const [what, task] of tasks) {
    desk.book.lines.length = 0;
    for (let rounds = 0; rounds < 2; rounds++) {
      desk.disk.breakDown();
      for (let tries = 0; tries < 3; tries++) task();
      desk.disk.mend();
      task();
    }
    assertEquals(desk.book.lines, Array(2).fill(`warning: Cannot ${what}: the disk is full`));
  }
});

Deno.test("Archive.tend() does nothing once it is closed", () => {
  using desk = new ArchiveDesk();
  desk.archive[Symbol.dispose]();
  let calls = 0;
  assertEquals([desk.archive.tend(() => ++calls), calls], [undefined, 0]);
});
