/** Going into rooms and out of them: `/join`, `/leave`. */

import { assertEquals } from "@std/assert";
import { answer, enter, forget, party, speakTo } from "../../support/party.ts";

Deno.test("/join makes a room that is not there, and tells nobody else", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/join ops"), [
    "You made #ops and own it: it is public, /room changes that. What you type goes there now.",
  ]);
  await ann.types("anybody?");
  assertEquals(bob.hears(), []);
});

Deno.test("/join goes into a room that is there: its members are told, and the newcomer who they are", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/join #ops");
  await ann.types("/topic deploys");
  forget(ann);
  assertEquals(await answer(bob, "/join #OPS"), [
    'You are in #ops, topic "deploys", with ann. What you type goes there now.',
  ]);
  assertEquals([ann.hears(), eve.hears()], [["Server: bob has joined #ops"], []]);
  await bob.types("hi");
  assertEquals([ann.hears(), eve.hears()], [["bob: hi"], []]);
});

Deno.test("/join names the first of a crowd, to a program more of them, and counts the rest", async () => {
  const crowd = Array.from({ length: 40 }, (_, i) => `n${i}`);
  using test = await party(["ann", "bot"]);
  const { chat, ann, bot } = test;
  for (const typist of Object.values(await enter(chat, ...crowd))) await typist.types("/join #ops");
  assertEquals(await answer(ann, "/join #ops"), [
    `You are in #ops, with ${crowd.slice(0, 30).join(", ")}, and 10 more. What you type goes there now.`,
  ]);
  speakTo(bot, { json: true });
  const entered = JSON.parse((await answer(bot, "/join #ops"))[0]!);
  assertEquals([entered.others, entered.more], [[...crowd, "ann"], 0]);
});

Deno.test("/join of a room one is in makes it the current one, and tells nobody", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  forget(ann);
  assertEquals(await answer(bob, "/join #lobby"), ["What you type goes to #lobby now."]);
  assertEquals(ann.hears(), []);
  assertEquals(await answer(bob, "hi"), []);
  assertEquals(ann.hears(), ["[#lobby] bob: hi"]);
});

Deno.test("/join says what is wrong with a name", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  assertEquals(await answer(ann, "/join"), [
    "/join needs more words: type /join #ROOM [PASSWORD].",
  ]);
  assertEquals(await answer(ann, "/join #a/b"), [
    `"#a/b" cannot be a room's name: a name is made of letters, digits, dots, _ and -.`,
  ]);
  assertEquals(await answer(ann, "/join #lоbby"), [ // a Cyrillic о
    `"#lоbby" cannot be a room's name: a name is written in one script, and this mixes several.`,
  ]);
  assertEquals(await answer(ann, "/join #" + "x".repeat(500)), [
    `"#${"x".repeat(31)}…" cannot be a room's name: a name has at most 24 characters.`,
  ]);
  assertEquals(test.chat.rooms.all().length, 1);
});

Deno.test("/join says when there are too many rooms, in all or of one person", async () => {
  using test = await party(["ann", "bob"], { maxRooms: 3, maxRoomsPerGuest: 2 });
  const { ann, bob } = test;
  await ann.types("/join #a");
  assertEquals(await answer(ann, "/join #b"), [
    "You may be in 2 rooms at most, and own 2 at most: /leave one first.",
  ]);
  await bob.types("/join #b");
  assertEquals(await answer(ann, "/join #b"), [
    "You may be in 2 rooms at most, and own 2 at most: /leave one first.",
  ]);
  await ann.types("/leave #lobby");
  assertEquals(await answer(ann, "/join #c"), [
    "There are 3 rooms already, and no more can be made: /rooms lists them.",
  ]);
});

Deno.test("/join of an invite-only room asks for an invitation, which is used up by it", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("/room invite-only");
  const refusal = ["#ops is for invited people only: ask somebody in it for an invitation."];
  assertEquals(await answer(bob, "/join #ops"), refusal);
  await ann.types("/invite bob");
  assertEquals(await answer(bob, "/join #ops"), [
    "You are in #ops, invite-only, with ann. What you type goes there now.",
  ]);
  await bob.types("/leave");
  assertEquals(await answer(bob, "/join #ops"), refusal);
});

Deno.test("/join of a private room takes whoever knows its name", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("/room private");
  assertEquals(await answer(bob, "/join #ops"), [
    "You are in #ops, private (not listed), with ann. What you type goes there now.",
  ]);
});

Deno.test("/leave goes out of the current room or another one, and says where one's lines go now", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #a");
  await bob.types("/join #a");
  await ann.types("/join #b");
  forget(ann, bob);
  assertEquals(await answer(ann, "/leave #A"), ["You left #a. What you type goes to #b now."]);
  assertEquals(bob.hears(), ["Server: ann has left #a", "Server: ann made bob an owner of #a"]);
  assertEquals(await answer(ann, "/leave"), ["You left #b. What you type goes to #lobby now."]);
  await ann.types("hi");
  assertEquals(bob.hears(), ["[#lobby] ann: hi"]);
});

Deno.test("/leave says no to the last room, and to rooms one is not in", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/leave"), [
    "#lobby is the only room you are in: /join another one first, or /quit.",
  ]);
  await bob.types("/join #ops");
  assertEquals(await answer(ann, "/leave #ops"), ["You are not in #ops: /join #ops first."]);
  assertEquals(await answer(ann, "/leave #nowhere"), [
    "There is no room #nowhere here: /rooms lists them, /join makes new ones.",
  ]);
  await bob.types("/room private");
  assertEquals(await answer(ann, "/leave #ops"), [
    "There is no room #ops here: /rooms lists them, /join makes new ones.",
  ]);
});
