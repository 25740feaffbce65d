/** Looking around: `/rooms`, `/who`, `/topic`. */

import { assertEquals } from "@std/assert";
import { answer, forget, party, speakTo } from "../../support/party.ts";

const NO_ROOM = (name: string) => `There is no room ${name} here: /rooms lists them, /join makes new ones.`;

Deno.test("/rooms lists rooms, the fullest first, with kind, topic and where one is", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/join #news");
  await ann.types("/room announce");
  await ann.types("/topic what is up");
  await bob.types("/join #news");
  await eve.types("/join #ops");
  assertEquals(await answer(ann, "/rooms"), [
    "Rooms (* you are in, > your lines go there):",
    "* #lobby  3 people, public",
    "> #news  2 people, announce (only owners speak)  what is up",
    "  #ops  1 person, public",
    "/join #room goes there; a new name makes a new room.",
  ]);
});

Deno.test("/rooms has the fullest first, whichever is the oldest", async () => {
  using test = await party(["ann", "bob"]);
  await test.ann.types("/join #one");
  await test.ann.types("/join #two");
  await test.bob.types("/join #two");
  const lines = await answer(test.ann, "/rooms");
  assertEquals(lines.slice(1, 4).map((line) => line.split(" ")[1]), ["#lobby", "#two", "#one"]);
});

Deno.test("/rooms does not tell of private rooms but to those who are in them or invited", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/join #secret");
  await ann.types("/room private");
  await ann.types("/invite bob");
  const sees = async (typist: typeof ann) => (await answer(typist, "/rooms")).join().includes("#secret");
  assertEquals([await sees(ann), await sees(bob), await sees(eve)], [true, true, false]);
});

Deno.test("/rooms shows 40 rooms and counts the rest", async () => {
  using test = await party(["a0", "a1", "a2", "a3", "a4"], { maxRoomsPerGuest: 20 });
  for (let i = 0; i < 45; i++) await test[`a${i % 5}` as "a0"].types(`/join #r${i}`);
  const lines = await answer(test.a0, "/rooms");
  assertEquals([lines.length, lines.at(-2)], [43, "  and 6 more rooms"]);
});

Deno.test("/who lists everybody in the order they came, and tells who is away and who is a program", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("/away");
  speakTo(eve, { json: true });
  assertEquals(await answer(ann, "/who"), [
    "3 people are here: ann, bob (away), eve [bot]. You are ann.",
  ]);
});

Deno.test("/who of a room lists the people in it, the asker need not be", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await bob.types("/join #ops");
  assertEquals(await answer(ann, "/who #ops"), ["1 person is in #ops: bob. You are ann."]);
  await eve.types("/join #ops");
  assertEquals(await answer(ann, "/who ops"), ["2 people are in #ops: bob, eve. You are ann."]);
  assertEquals(await answer(ann, "/who #lobby"), ["3 people are in #lobby: ann, bob, eve. You are ann."]);
});

Deno.test("/who tells nothing of a private room to others, and not even that there is one", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #secret");
  await ann.types("/room private");
  assertEquals(await answer(bob, "/who #secret"), [NO_ROOM("#secret")]);
  assertEquals(await answer(bob, "/who #nowhere"), [NO_ROOM("#nowhere")]);
  assertEquals(await answer(bob, "/who #a/b c"), [NO_ROOM("#a/b c")]);
  assertEquals(await answer(ann, "/who #secret"), ["1 person is in #secret: ann. You are ann."]);
});

Deno.test("/topic shows what a room is about; its owners change it, and all members are told", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  forget(ann, bob, eve);
  assertEquals(await answer(bob, "/topic"), ["#ops has no topic."]);
  assertEquals(await answer(ann, "/topic deploys  and reviews"), [
    "Server: ann set the topic of #ops: deploys  and reviews",
  ]);
  assertEquals([bob.hears(), eve.hears()], [["Server: ann set the topic of #ops: deploys  and reviews"], []]);
  assertEquals(await answer(bob, "/topic"), ["The topic of #ops: deploys  and reviews"]);
  assertEquals(await answer(bob, "/topic mine"), ["Only owners of #ops may do that."]);
  assertEquals(await answer(ann, "/topic -"), ["Server: ann removed the topic of #ops"]);
  assertEquals(await answer(bob, "/topic"), ["#ops has no topic."]);
});

Deno.test("/topic of the lobby is nobody's to change", async () => {
  using test = await party(["ann"]);
  assertEquals(await answer(test.ann, "/topic mine"), [
    "#lobby belongs to everybody, so nobody may do that: make a room of your own with /join.",
  ]);
  assertEquals(await answer(test.ann, "/topic"), ["#lobby has no topic."]);
});

Deno.test("/topic takes no more than fits into a list", async () => {
  using test = await party(["ann"]);
  const { ann } = test;
  await ann.types("/join #ops");
  await ann.types("/topic " + "话".repeat(1000));
  assertEquals([...ann.guest.current.topic].length, 201);
  assertEquals(ann.guest.current.topic.endsWith("…"), true);
});
