/** What is for the owners of rooms: `/room`, `/invite`, `/kick`, `/owner`. */

import { assert, assertEquals } from "@std/assert";
import type { Chat, ChatOptions, Typist } from "../../support/chat.ts";
import { HeldPasswords } from "../../support/held_passwords.ts";
import { answer, enter, forget, party } from "../../support/party.ts";

const NOT_OWNER = ["Only owners of #ops may do that."];
const NOBODYS = [
  "#lobby belongs to everybody, so nobody may do that: make a room of your own with /join.",
];
const USAGE = "/room [public|private|invite-only|password WORD|announce|history on|history off]";

/** Ann and bob in ann's room #ops, eve in the lobby. */
async function inOps(options: ChatOptions = {}) {
  const test = await party(["ann", "bob", "eve"], options);
  await test.ann.types("/join #ops");
  await test.bob.types("/join #ops");
  forget(test.ann, test.bob, test.eve);
  return test;
}

Deno.test("/room alone tells how a room is, to anybody in it", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(bob, "/room"), ["#ops is public, what is said in it is kept, owned by ann."]);
  assertEquals(await answer(eve, "/room"), [
    "#lobby is public, what is said in it is kept, no owner is here.",
  ]);
  await ann.types("/room history off");
  assertEquals(await answer(bob, "/room"), ["#ops is public, what is said in it is not kept, owned by ann."]);
});

Deno.test("/room changes the kind, tells the members and nobody else", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  const kinds: Readonly<Record<string, string>> = {
    "private": "private (not listed)",
    "invite-only": "invite-only",
    "password sesame": "password-protected",
    "announce": "announce (only owners speak)",
    "public": "public",
  };
  for (const [typed, called] of Object.entries(kinds)) {
    const told = [`Server: ann made #ops ${called}`];
    assertEquals(await answer(ann, `/room ${typed}`), told);
    assertEquals([bob.hears(), eve.hears()], [told, []]);
  }
});

Deno.test("/room history off erases what was kept, and says so to all members", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  await ann.types("secret");
  const off = "Server: what is said in #ops is not kept any more, and what was kept is erased (ann)";
  assertEquals(await answer(ann, "/room history off"), [off]);
  assertEquals(bob.hears(), ["ann: secret", off]);
  assertEquals(await answer(bob, "/history"), ["What is said in #ops is not kept: its owner wants it so."]);
  assertEquals(await answer(ann, "/room history on"), [
    "Server: what is said in #ops is kept from now on (ann)",
  ]);
  assertEquals(await answer(bob, "/history"), ["Nothing kept of #ops that you may see."]);
});

Deno.test("/room says how it is typed", async () => {
  using test = await inOps();
  const { ann } = test;
  for (
    const typed of [
      "secret",
      "Public",
      "password",
      "public please",
      "history",
      "history maybe",
      "history on now",
    ]
  ) {
    assertEquals(await answer(ann, `/room ${typed}`), [`"${typed}" does not fit /room: type ${USAGE}.`]);
  }
  assertEquals(ann.guest.current.roomKind, "public");
});

Deno.test("/room is for owners, and the lobby is nobody's", async () => {
  using test = await inOps();
  const { bob, eve } = test;
  for (const typed of ["private", "history off", "password x"]) {
    assertEquals(await answer(bob, `/room ${typed}`), NOT_OWNER);
    assertEquals(await answer(eve, `/room ${typed}`), NOBODYS);
  }
});

Deno.test("/room password closes the room at once, and opens it to the password once that is sealed", async () => {
  const passwords = new HeldPasswords();
  using test = await inOps({ passwords });
  const { chat, ann, bob, eve } = test;
  const room = ann.guest.current;
  const locked = ann.types("/room password sesame");
  await chat.flush();
  assertEquals(ann.hears(), ["Server: ann made #ops password-protected"]);
  assertEquals(bob.hears(), ["Server: ann made #ops password-protected"]);
  assertEquals(await answer(eve, "/join #ops"), ["#ops has a password: type /join #ops PASSWORD."]);
  const early = eve.types("/join #ops sesame");
  await chat.flush();
  assertEquals([eve.hears(), room.seal, passwords.held], [[], "", 1]);
  await passwords.releaseAll();
  await Promise.all([locked, early]);
  assertEquals(room.seal, "sealed sesame");
  assertEquals(eve.hears(), [
    "You are in #ops, password-protected, with ann, bob. What you type goes there now.",
  ]);
});

Deno.test("/room password shuts the room to the password before it at once", async () => {
  const passwords = new HeldPasswords();
  using test = await inOps({ passwords });
  const { chat, ann, eve } = test;
  const first = ann.types("/room password old");
  await passwords.releaseAll();
  await first;
  const second = ann.types("/room password new");
  const joined = eve.types("/join #ops old");
  await chat.flush();
  await passwords.releaseAll();
  await Promise.all([second, joined]);
  assertEquals(eve.hears(), ["That is not the password of #ops."]);
});

Deno.test("/room password of an owner who goes or is put out meanwhile holds: it was said in time", async () => {
  for (const end of ["is removed", "leaves"] as const) {
    const passwords = new HeldPasswords();
    using test = await inOps({ passwords });
    const { chat: { rooms }, ann, bob } = test;
    await ann.types("/owner bob");
    const room = ann.guest.current;
    const locked = ann.types("/room password sesame");
    if (end === "leaves") ann.leaves();
    else rooms.remove(ann.guest.person, room, bob.guest.person, "" as typeof room.topic);
    await passwords.releaseAll();
    await locked;
    assertEquals([room.roomKind, room.seal], ["password", "sealed sesame"], end);
  }
});

Deno.test("/room password gives way to what is decided after it, before it is sealed or later", async () => {
  const passwords = new HeldPasswords();
  using test = await inOps({ passwords });
  const { chat: { rooms }, ann } = test;
  const room = ann.guest.current;
  const typed = ann.types("/room password sesame");
  rooms.changeKind(ann.guest.person, room, "announce", "");
  await passwords.releaseAll();
  await typed;
  assertEquals([room.roomKind, room.seal, room.saved().password], ["announce", "", ""]);
  const one = ann.types("/room password one");
  const other = ann.types("/room password other");
  await passwords.release(1);
  assertEquals(room.seal, "");
  await passwords.releaseAll();
  await Promise.all([one, other]);
  assertEquals([room.roomKind, room.seal], ["password", "sealed other"]);
});

Deno.test("/room password never tells the password to anybody, and keeps it sealed only", async () => {
  using test = await inOps();
  const { chat, ann, bob } = test;
  const heard = [
    ...await answer(ann, "/room password hunter2"),
    ...bob.hears(),
    ...await answer(bob, "/room"),
  ];
  assert(!heard.join().includes("hunter2"));
  const saved = chat.archive.ask((store) => JSON.stringify(store.rooms()));
  assert(saved.kind === "answer" && saved.value.includes("pbkdf2") && !saved.value.includes("hunter2"));
});

Deno.test("/invite tells the invited one how to come, and nobody else", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(bob, "/invite EVE"), ["eve may come into #ops now, and was told so."]);
  assertEquals([eve.hears(), ann.hears()], [["bob invites you to #ops: type /join #ops to go there."], []]);
});

Deno.test("/invite says no to people who are there, not there, and nobody at all", async () => {
  using test = await inOps();
  const { ann } = test;
  assertEquals(await answer(ann, "/invite"), ["/invite needs to know more: type /invite NAME."]);
  assertEquals(await answer(ann, "/invite bob"), ["bob is in #ops already."]);
  assertEquals(await answer(ann, "/invite ann"), ["ann is in #ops already."]);
  assertEquals(await answer(ann, "/invite joe"), ['There is nobody called "joe" here: /who tells who is.']);
});

Deno.test("/invite is for owners where it opens a closed door", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  for (const [kind, isForAll] of Object.entries({ private: true, "invite-only": false, announce: false })) {
    await ann.types(`/room ${kind}`);
    const said = await answer(bob, "/invite eve");
    assertEquals(said, isForAll ? ["eve may come into #ops now, and was told so."] : NOT_OWNER, kind);
  }
  await ann.types("/room password sesame");
  assertEquals(await answer(bob, "/invite eve"), NOT_OWNER);
  assertEquals(await answer(ann, "/invite eve"), ["eve may come into #ops now, and was told so."]);
  assertEquals(eve.hears().length, 2);
});

Deno.test("/invite of somebody who ignores the host invites them without a word, and the host sees no difference", async () => {
  using test = await inOps();
  const { ann, eve } = test;
  await eve.types("/ignore ann");
  forget(eve);
  assertEquals(await answer(ann, "/invite eve"), ["eve may come into #ops now, and was told so."]);
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
  for (const { guest } of guests.slice(0, 100)) chat.rooms.invite(guest.person, ann.guest.current);
  forget(ann);
  assertEquals(await answer(ann, "/invite eve"), [
    "Too many people are invited to #ops and have not come yet.",
  ]);
  guests[0]!.leaves();
  await chat.flush();
  assertEquals(await answer(ann, "/invite eve"), ["eve may come into #ops now, and was told so."]);
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
    ["ann put you out of #ops: mind  your words. What you type goes to #lobby now."],
    removed,
  ]);
  await bob.types("but");
  assertEquals(eve.hears(), ["[#lobby] bob: but"]);
  assertEquals(await answer(ann, "/kick Eve"), ["Server: eve was removed from #ops by ann"]);
  assertEquals(eve.hears(), ["ann put you out of #ops. What you type goes to #lobby now."]);
});

Deno.test("/kick of somebody who talks elsewhere leaves them where they are", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  await bob.types("/join #lobby");
  forget(bob);
  await ann.types("/kick bob");
  assertEquals(bob.hears(), ["ann put you out of #ops. What you type goes to #lobby now."]);
});

Deno.test("/kick says why it is not done", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(ann, "/kick"), ["/kick needs to know more: type /kick NAME [REASON]."]);
  assertEquals(await answer(bob, "/kick ann"), NOT_OWNER);
  assertEquals(await answer(eve, "/kick ann"), NOBODYS);
  assertEquals(await answer(ann, "/kick joe"), ['There is nobody called "joe" here: /who tells who is.']);
  assertEquals(await answer(ann, "/kick ann"), ["/kick is for others, and that is you."]);
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
    "#ops is public, what is said in it is kept, owned by ann, bob.",
  ]);
});

Deno.test("/owner says why it is not done", async () => {
  using test = await inOps();
  const { chat, ann, bob, eve } = test;
  assertEquals(await answer(ann, "/owner"), ["/owner needs to know more: type /owner NAME."]);
  assertEquals(await answer(bob, "/owner bob"), NOT_OWNER);
  assertEquals(await answer(eve, "/owner eve"), NOBODYS);
  assertEquals(await answer(ann, "/owner joe"), ['There is nobody called "joe" here: /who tells who is.']);
  assertEquals(await answer(ann, "/owner eve"), ["eve is not in #ops."]);
  for (const { guest } of (await crowd(chat)).slice(0, 99)) {
    chat.rooms.own(ann.guest.person, ann.guest.current, guest.person);
  }
  await chat.flush();
  forget(ann);
  assertEquals(await answer(ann, "/owner bob"), ["#ops has as many owners as a room may have."]);
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
