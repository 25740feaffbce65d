/** What owners do with people: `/invite`, `/kick`, `/owner`. */

import { assert, assertEquals } from "@std/assert";
import type { Chat, Typist } from "../../support/chat.ts";
import { answer, enter, forget } from "../../support/party.ts";
import { inOps, NOBODYS, NOT_OWNER, NOT_SENT } from "./in_ops.ts";

Deno.test("/invite tells the invited one how to come, and nobody else", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(bob, "/invite EVE"), ["eve may join #ops now, and was told."]);
  assertEquals([eve.hears(), ann.hears()], [["bob invites you to #ops: type /join #ops to go there."], []]);
});

Deno.test("/invite says no to people who are there, not there, and nobody at all", async () => {
  using test = await inOps();
  const { ann } = test;
  assertEquals(await answer(ann, "/invite"), ["/invite needs more words: type /invite NAME."]);
  assertEquals(await answer(ann, "/invite bob"), ["bob is in #ops already."]);
  assertEquals(await answer(ann, "/invite ann"), ["ann is in #ops already."]);
  assertEquals(await answer(ann, "/invite joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
});

Deno.test("/invite is for owners where it opens a closed door", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  for (const [kind, isForAll] of Object.entries({ private: true, "invite-only": false, announce: false })) {
    await ann.types(`/room ${kind}`);
    const said = await answer(bob, "/invite eve");
    assertEquals(said, isForAll ? ["eve may join #ops now, and was told."] : NOT_OWNER, kind);
  }
  await ann.types("/room password sesame");
  assertEquals(await answer(bob, "/invite eve"), NOT_OWNER);
  assertEquals(await answer(ann, "/invite eve"), ["eve may join #ops now, and was told."]);
  assertEquals(eve.hears().length, 2);
});

Deno.test("/invite of somebody who ignores the host invites them without a word, and the host sees no difference", async () => {
  using test = await inOps();
  const { ann, eve } = test;
  await eve.types("/ignore ann");
  forget(eve);
  assertEquals(await answer(ann, "/invite eve"), ["eve may join #ops now, and was told."]);
  assertEquals(eve.hears(), []);
});

/** Lets in so many people that a bound of 100 is exceeded. */
async function crowd(chat: Chat): Promise<Typist[]> {
  return Object.values(await enter(chat, ...Array.from({ length: 101 }, (_, i) => `guest${i}`)));
}

Deno.test("/invite says when too many are invited who have not come", async () => {
  using test = await inOps();
  const { chat, ann, eve } = test;
  const guests = await crowd(chat);
  const { person, current } = ann.guest;
  for (const { guest } of guests.slice(0, 100)) chat.deeds.invite(person, current, guest.person);
  forget(ann);
  assertEquals(await answer(ann, "/invite eve"), [
    "Too many people are invited to #ops and have not joined yet: wait until some of them do.",
  ]);
  guests[0]!.leaves();
  await chat.flush();
  assertEquals(await answer(ann, "/invite eve"), ["eve may join #ops now, and was told."]);
  assertEquals(eve.hears().at(-1), "ann invites you to #ops: type /join #ops to go there.");
});

Deno.test("/kick puts a member out: they, the others and the room they land in are told", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  await eve.types("/join #ops");
  forget(ann, bob, eve);
  const removed = ["Server: bob was removed from #ops by ann: mind  your words"];
  assertEquals(await answer(ann, "/kick bob mind  your words"), removed);
  assertEquals([bob.hears(), eve.hears()], [
    ["ann removed you from #ops: mind  your words. What you type goes to #lobby now."],
    removed,
  ]);
  assertEquals(await answer(bob, "only for us"), NOT_SENT); // it was on its way to the room
  assertEquals(await answer(bob, "but"), []);
  assertEquals(eve.hears(), ["[#lobby] bob: but"]);
  assertEquals(await answer(ann, "/kick Eve"), ["Server: eve was removed from #ops by ann"]);
  assertEquals(eve.hears(), ["ann removed you from #ops. What you type goes to #lobby now."]);
});

Deno.test("after a /kick, saying where lines go next makes the first one go there", async () => {
  for (const command of ["/query eve", "/join #lobby", "/query"]) {
    using test = await inOps();
    const { ann, bob, eve } = test;
    await ann.types("/kick bob");
    assertEquals((await answer(bob, command)).length, 1, command);
    await bob.types("hello");
    assertEquals(eve.hears().at(-1)?.endsWith("hello"), true, command);
  }
});

Deno.test("/kick of somebody who talks elsewhere leaves them where they are", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  await bob.types("/join #lobby");
  forget(bob);
  await ann.types("/kick bob");
  assertEquals(bob.hears(), ["ann removed you from #ops. What you type goes to #lobby now."]);
  assertEquals(await answer(bob, "hello"), []);
});

Deno.test("/kick says why it is not done", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(ann, "/kick"), ["/kick needs more words: type /kick NAME [REASON]."]);
  assertEquals(await answer(bob, "/kick ann"), NOT_OWNER);
  assertEquals(await answer(eve, "/kick ann"), NOBODYS);
  assertEquals(await answer(ann, "/kick joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
  assertEquals(await answer(ann, "/kick ann"), ["/kick is for other people, and that is your own name."]);
  assertEquals(await answer(ann, "/kick eve"), ["eve is not in #ops."]);
  assertEquals([bob.hears(), eve.hears()], [[], []]);
});

Deno.test("/kick takes no more of a reason than fits into a line", async () => {
  using test = await inOps();
  await test.ann.types("/kick bob " + "x".repeat(3000));
  assert(test.bob.hears()[0]!.length < 300);
});

Deno.test("/owner shares a room with a member, who may do then what owners may", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  const told = ["Server: ann made bob an owner of #ops"];
  assertEquals(await answer(ann, "/owner Bob"), told);
  assertEquals([bob.hears(), eve.hears()], [told, []]);
  assertEquals(await answer(bob, "/topic ours"), ["Server: bob set the topic of #ops: ours"]);
  assertEquals(await answer(ann, "/room"), [
    "#ops is public, and its lines are kept. Owners here: ann, bob.",
  ]);
});

Deno.test("/owner says why it is not done", async () => {
  using test = await inOps();
  const { chat, ann, bob, eve } = test;
  assertEquals(await answer(ann, "/owner"), ["/owner needs more words: type /owner NAME."]);
  assertEquals(await answer(bob, "/owner bob"), NOT_OWNER);
  assertEquals(await answer(eve, "/owner eve"), NOBODYS);
  assertEquals(await answer(ann, "/owner joe"), [
    'Nobody here is called "joe": /who lists everybody who is here.',
  ]);
  assertEquals(await answer(ann, "/owner eve"), ["eve is not in #ops."]);
  for (const { guest } of (await crowd(chat)).slice(0, 99)) {
    chat.deeds.join(guest, ann.guest.current);
    chat.deeds.own(ann.guest.person, ann.guest.current, guest.person);
  }
  await chat.flush();
  forget(ann);
  assertEquals(await answer(ann, "/owner bob"), [
    "#ops has the most owners that a room may have: one of them has to leave it first.",
  ]);
});

Deno.test("/owner of an owner changes nothing, and tells nobody", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  await ann.types("/owner bob");
  forget(ann, bob);
  for (const name of ["ann", "bob"]) {
    assertEquals((await answer(ann, `/owner ${name}`)).filter((line) => line.startsWith("Server:")), []);
    assertEquals(bob.hears(), []);
  }
});
