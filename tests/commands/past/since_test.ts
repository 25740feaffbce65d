/** `/since`: what one missed; `/forget`: what one takes back. */

import { assertEquals, assertMatch } from "@std/assert";
import { type Chat, handOut, PLAIN } from "../../support/chat.ts";
import { answer, enter, forget, party } from "../../support/party.ts";
import { ops, text } from "../../support/samples.ts";
import { StoreFolder } from "../../store/store_folder.ts";
import { TroubledStore } from "../../support/troubled_store.ts";

const NEVER = [
  "You have not been here before under this name and from this address: /history shows the last lines.",
];

/** Lets ann come back, from some address. */
async function back(chat: Chat, name = "ann", address = "192.0.2.1") {
  const ann = chat.enter(name, PLAIN, address);
  await chat.flush();
  return ann;
}

Deno.test("/since shows what was said between leaving and coming back", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await bob.types("before");
  ann.leaves();
  await bob.types("one");
  await bob.types("/me waves");
  const again = await back(chat);
  await bob.types("after");
  assertEquals(await answer(again, "/since"), [
    "12:00 bob: one",
    "12:00 * bob waves",
    "2 lines since you last left.",
  ]);
  assertEquals((await answer(again, "/since")).length, 3); // and again, as long as one stays
});

Deno.test("/since says when nothing was missed, and when somebody is new", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  assertEquals(await answer(ann, "/since"), NEVER);
  ann.leaves();
  assertEquals(await answer(await back(chat), "/since"), ["You missed nothing since you last left."]);
  assertEquals(await answer(bob, "/since"), NEVER);
});

Deno.test("/since, /history and /search since: go by the order of what was said, whatever the clock said meanwhile", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  const DAY = 86_400_000;
  await bob.types("one");
  chat.clock.setBy += 40 * DAY; // the clock is ahead for a moment
  await bob.types("two");
  ann.leaves();
  chat.clock.setBy -= 80 * DAY; // and behind
  await bob.types("three");
  const again = await back(chat);
  chat.clock.setBy += 40 * DAY;
  assertEquals(await answer(again, "/since"), ["2025-11-22 12:00 bob: three", "1 line since you last left."]);
  assertEquals((await answer(again, "/history")).slice(0, 3), [
    "12:00 bob: one",
    "02-10 12:00 bob: two",
    "2025-11-22 12:00 bob: three",
  ]);
  assertEquals(await answer(again, "/search since:1h from:bob"), [
    "12:00 bob: one",
    "02-10 12:00 bob: two",
    "2 lines.",
  ]);
});

Deno.test("/since tells nothing to somebody else under one's name, from another address", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  ann.leaves();
  await bob.types("one");
  assertEquals(await answer(await back(chat, "ann", "198.51.100.1"), "/since"), NEVER);
});

Deno.test("/since shows lines of all rooms one is in now, in order, with their rooms, and none that are closed", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  for (const name of ["#ops", "#secret"]) await bob.types(`/join ${name}`);
  await bob.types("/room private");
  ann.leaves();
  for (const [room, said] of [["#ops", "one"], ["#lobby", "two"], ["#ops", "three"], ["#secret", "psst"]]) {
    await bob.types(`/join ${room}`);
    await bob.types(said!);
  }
  const again = await back(chat);
  assertEquals((await answer(again, "/since")).at(-1), "1 line since you last left.");
  await again.types("/join #secret");
  await again.types("/join #ops");
  assertEquals(await answer(again, "/since"), [
    "12:00 bob: one",
    "12:00 [#lobby] bob: two",
    "12:00 bob: three",
    "3 lines since you last left.",
  ]);
});

Deno.test("/since shows the newest hundred lines and says that there are more", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  ann.leaves();
  for (let i = 1; i <= 101; i++) await bob.types(`${i}`);
  const heard = await answer(await back(chat), "/since");
  assertEquals([heard.length, heard[0]], [101, "12:00 bob: 2"]);
  assertEquals(heard.at(-1), "The newest 100 lines since you last left; /history shows more.");
});

Deno.test("/since does not pass lines over in silence that do not fit into one answer", async () => {
  using test = await party(["ann", "bob"], { open: new TroubledStore().open });
  const { chat, ann, bob } = test;
  ann.leaves();
  for (let i = 0; i < 40; i++) await bob.types(`${i} ${"x".repeat(4000)}`);
  const heard = await answer(await back(chat), "/since");
  assertEquals(heard.at(-1), "The newest 32 lines since you last left; /history shows more.");
});

Deno.test("/since is remembered over a restart", async () => {
  const disk = new TroubledStore();
  {
    using test = await party(["ann", "bob"], { open: disk.open });
    test.ann.leaves();
    await test.bob.types("missed");
    test.bob.leaves();
  }
  using test = await party(["ann"], { open: disk.open });
  assertEquals(await answer(test.ann, "/since"), ["12:00 bob: missed", "1 line since you last left."]);
});

Deno.test("/since says why it cannot tell", async () => {
  const disk = new TroubledStore();
  using test = await party(["ann"], { open: disk.open });
  disk.breakDown("the file is damaged");
  assertEquals(await answer(test.ann, "/since"), [
    "Kept lines cannot be read at the moment: the file is damaged. The chat itself goes on.",
  ]);
});

Deno.test("/forget erases all one said in this session, in every room, and nobody else's lines", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("one");
  await bob.types("bob's");
  await ann.types("/me waves");
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  await ann.types("two");
  assertEquals(await answer(ann, "/forget"), [
    "Erased: 3 lines of yours. What others have on their screens stays there.",
  ]);
  assertEquals(await answer(bob, "/history #ops"), ["There are no kept lines of #ops that you may see."]);
  assertEquals(await answer(bob, "/history #lobby"), ["12:00 bob: bob's", "The last 1 line of #lobby."]);
  assertEquals(await answer(ann, "/forget"), [
    "Erased: 0 lines of yours. What others have on their screens stays there.",
  ]);
});

Deno.test("/forget reaches back to when one came, and takes nobody else's lines under the names one had", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("first session");
  ann.leaves();
  const { ann: again } = await enter(chat, "ann");
  await again.types("second session");
  await bob.types("bob's");
  again.leaves();
  await bob.types("/nick ann");
  await bob.types("as ann");
  await bob.types("/nick bobby");
  const { ann: third } = await enter(chat, "ann");
  await third.types("third session");
  assertEquals(await answer(bob, "/forget"), [
    "Erased: 2 lines of yours. What others have on their screens stays there.",
  ]);
  assertEquals((await answer(bob, "/history")).slice(0, -1), [
    "12:00 ann: first session",
    "12:00 ann: second session",
    "12:00 ann: third session",
  ]);
});

Deno.test("/forget takes what was said under every name, however often one came back to it", async () => {
  for (const where of ["memory", "file"]) {
    using folder = new StoreFolder();
    using test = await party(["ann", "bob"], where === "file" ? { open: () => folder.open() } : {});
    const { chat, ann, bob } = test;
    for (let round = 0; round < 12; round++) { // more names than go in one turn
      for (const name of ["Ann", `a${round}`, "ANN"]) {
        await ann.types(`/nick ${name}`);
        await ann.types("mine");
        handOut(chat.fanOut);
      }
    }
    await ann.types("/nick quiet");
    await bob.types("bob's");
    forget(ann, bob);
    const done = ann.types("/forget");
    await chat.clock.advance(10);
    await done;
    assertEquals(
      ann.hears().at(-1),
      "Erased: 36 lines of yours. What others have on their screens stays there.",
    );
    assertEquals((await answer(bob, "/history 100")).filter((line) => /mine|bob's/.test(line)), [
      "12:00 bob: bob's",
    ]);
    await ann.types("after");
    assertEquals(await answer(ann, "/forget"), [
      "Erased: 1 line of yours. What others have on their screens stays there.",
    ]);
    chat.archive[Symbol.dispose]();
  }
});

Deno.test("/forget tells how many lines went, also of somebody who said too many to be counted", async () => {
  using folder = new StoreFolder();
  using test = await party(["ann", "bob"], { open: () => folder.open() });
  const { chat, ann, bob } = test;
  for (let i = 0; i < 1234; i++) {
    chat.deeds.say("said", ann, chat.rooms.lobby, text("mine"));
    if (i % 100 === 0) handOut(chat.fanOut);
  }
  await chat.flush();
  assertMatch((await answer(ann, "/forget"))[0]!, /^Erased: 1,?234 lines of yours/);
  assertMatch((await answer(ann, "/forget"))[0]!, /^Erased: 0 lines of yours/);
  assertEquals(await answer(bob, "/history"), ["There are no kept lines of #lobby that you may see."]);
  chat.archive[Symbol.dispose]();
});

Deno.test("/forget lets an empty room go whose history it took", async () => {
  using test = await party(["ann"]);
  const { chat, ann } = test;
  await ann.types("/join #ops");
  await ann.types("hi");
  await ann.types("/leave");
  assertEquals(chat.rooms.find(ops) === undefined, false);
  await ann.types("/forget");
  assertEquals(chat.rooms.find(ops), undefined);
});

Deno.test("/forget says when it will be done only later, and then it is", async () => {
  const disk = new TroubledStore();
  using test = await party(["ann", "bob"], { open: disk.open });
  const { chat, ann } = test;
  await ann.types("saved");
  disk.breakDown();
  await ann.types("waiting");
  forget(ann);
  assertEquals(await answer(ann, "/forget"), [
    "Your lines will be erased as soon as the store can be written again.",
  ]);
  disk.mend();
  await chat.clock.advance(5000);
  assertEquals(disk.textsIn("#lobby"), []);
});
