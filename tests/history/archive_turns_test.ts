/** An archive that keeps turns whole: lines, rooms and who is in together with how far the log was read. */

import { assertEquals } from "@std/assert";
import type { PresenceChange } from "../../lib/store/store.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { ann, lobby } from "../support/samples.ts";
import { savedRoom } from "../contracts/samples.ts";

const RETRY_MS = 5000;

/** A desk that keeps turns: every commit has read the log further. */
function turnDesk() {
  const desk = new ArchiveDesk(), changes: PresenceChange[] = [];
  desk.archive.keepTurns(() => changes.shift());
  const turn = (position: string, people: [number, string | undefined][] = []) => {
    changes.push({ position, people: new Map(people) });
    desk.archive.commit();
  };
  return { desk, turn };
}

Deno.test("Archive keeps nothing of a turn before its end, and then all of it in its order", () => {
  const { desk, turn } = turnDesk();
  using _desk = desk;
  desk.say("one");
  desk.archive.keep("room", (store) => store.saveRoom(savedRoom("#ops")));
  desk.archive.keep("lines", (store) => store.eraseLines(lobby));
  desk.say("two");
  assertEquals([desk.disk.textsIn(lobby), desk.disk.inner.rooms()], [[], []]);
  turn("at 2", [[1, "ann"]]);
  assertEquals([desk.disk.textsIn(lobby), desk.disk.inner.rooms().length], [["two"], 1]);
  assertEquals(desk.disk.inner.presence(), { position: "at 2", people: new Map([[1, "ann"]]) });
});

Deno.test("Archive writes turns that waited one by one, each with its own position", async () => {
  const { desk, turn } = turnDesk();
  using _desk = desk;
  desk.disk.breakDown();
  for (const said of ["one", "two", "three"]) {
    desk.say(said);
    turn(`after ${said}`);
  }
  assertEquals([desk.archive.unsaved, desk.disk.inner.presence()], [{ waiting: 3, lost: 0 }, undefined]);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.saves(), [["one"], ["two"], ["three"]]);
  assertEquals(desk.disk.inner.presence()?.position, "after three");
  assertEquals([desk.archive.health.trouble, desk.archive.unsaved.waiting], [undefined, 0]);
});

Deno.test("Archive writes no further turn once one found no room: what is missing is read again later", async () => {
  const { desk, turn } = turnDesk();
  using _desk = desk;
  desk.say("before");
  turn("at the start");
  desk.disk.breakDown();
  desk.say("kept late");
  turn("one further");
  for (let i = 0; i < 20_000; i++) desk.say("x");
  turn("too far");
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  desk.say("after");
  turn("further");
  assertEquals(desk.disk.textsIn(lobby), ["before", "kept late"]);
  assertEquals(desk.disk.inner.presence()?.position, "one further");
  assertEquals(
    desk.archive.health.trouble,
    "too much was said while it could not be written; a restart reads it from the log again",
  );
});

Deno.test("Archive leaves out lines that it has: a log that is read from an earlier place tells them again", () => {
  const { desk, turn } = turnDesk();
  using _desk = desk;
  const one = desk.message("one");
  desk.archive.add(one);
  turn("at 1");
  desk.archive.add(one);
  desk.say("two");
  turn("at 2");
  assertEquals(desk.saves(), [["one"], ["two"]]);
});

Deno.test("Archive tells how many lines were taken back once their turn is kept", async () => {
  const { desk, turn } = turnDesk();
  using _desk = desk;
  desk.say("one", "two");
  const forgotten = desk.archive.forget(ann, 1);
  let count: unknown = "not known";
  const known = Promise.resolve(forgotten).then((it) => count = it);
  await desk.clock.advance(1000);
  assertEquals(count, "not known");
  turn("at 3");
  await known;
  assertEquals([count, desk.disk.textsIn(lobby)], [2, []]);
});
