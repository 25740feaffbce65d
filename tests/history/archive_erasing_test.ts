/**
 * What is to be erased while the store cannot be written: it is erased once, in its place among what is said, and never
 * comes back.
 */

import { assertEquals } from "@std/assert";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { ann, bob, lobby } from "../support/samples.ts";

const RETRY_MS = 5000;

Deno.test("Archive.forget() reaches what waits and what is saved, at the latest when the store can be written", async () => {
  using desk = new ArchiveDesk();
  desk.say("saved");
  desk.archive.commit();
  desk.disk.breakDown();
  desk.say("waiting");
  desk.archive.add(desk.message("bob's", bob));
  desk.archive.commit();
  assertEquals(desk.archive.forget(ann, 1), undefined);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), ["bob's"]);
});

Deno.test("Archive.forget() in trouble spares what is said after it", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  desk.say("before");
  desk.archive.commit();
  desk.archive.forget(ann, 1);
  desk.say("after"); // by ann, or by somebody else who has the name by now
  desk.archive.commit();
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), ["after"]);
});

Deno.test("Archive.forget() in trouble is one piece of work, however often somebody asks for it", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  for (let id = 1; id <= 9; id++) {
    desk.say("secret");
    desk.archive.commit();
    assertEquals(desk.archive.forget(ann, 1, id), undefined);
  }
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.calls.filter((call) => call === "forget"), ["forget"]);
  assertEquals(desk.disk.textsIn(lobby), []);
});

Deno.test("Archive.forget() in trouble reaches exactly what was to be forgotten, of one and of another", async () => {
  using desk = new ArchiveDesk();
  const say = (said: string, name = ann) => desk.archive.add(desk.message(said, name));
  say("ann 1");
  say("bob 2", bob);
  desk.archive.commit();
  desk.disk.breakDown();
  for (const said of ["ann 3", "ann 4"]) say(said);
  desk.archive.commit();
  say("bob 5", bob);
  say("ann 6"); // its turn is not over yet
  assertEquals([desk.archive.forget(ann, 4), desk.archive.forget(bob, 1)], [undefined, undefined]);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), ["ann 1", "ann 3"]);
  assertEquals(desk.saves(), [["ann 1", "bob 2"], ["ann 3"]]); // what was forgotten meanwhile was never on disk
});

Deno.test("Archive.forget() in trouble forgets each of several people", async () => {
  using desk = new ArchiveDesk();
  for (const name of [ann, bob]) desk.archive.add(desk.message("secret", name));
  desk.archive.commit();
  desk.disk.breakDown();
  for (const name of [ann, bob]) assertEquals(desk.archive.forget(name, 1), undefined);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), []);
});

Deno.test("Archive erases a room's lines in trouble, and spares what is said in it later", async () => {
  using desk = new ArchiveDesk();
  desk.disk.breakDown();
  desk.say("before");
  desk.archive.drop(({ room }) => room === lobby);
  desk.archive.keep("lines", (store) => store.eraseLines(lobby));
  desk.say("after");
  desk.archive.commit();
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), ["after"]);
});

Deno.test("Archive never lets go of an erasure, however much else is to be kept meanwhile", async () => {
  using desk = new ArchiveDesk();
  desk.say("secret");
  desk.archive.commit();
  desk.disk.breakDown();
  for (let i = 0; i < 6000; i++) desk.archive.keep(`seen ${i}`, (store) => store.saveSeen(`${i}`, 1, 0));
  desk.archive.forget(ann, 1);
  desk.disk.mend();
  await desk.clock.advance(RETRY_MS);
  assertEquals(desk.disk.textsIn(lobby), []);
});
