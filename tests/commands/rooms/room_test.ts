/** How a room is, and how its owners change it: `/room`. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HeldPasswords } from "../../support/held_passwords.ts";
import { answer } from "../../support/party.ts";
import { inOps, NOBODYS, NOT_OWNER } from "./in_ops.ts";

const USAGE = "/room [public|private|invite-only|password WORD|announce|history on|history off]";
const HISTORY_OFF =
  "Server: ann turned off the history of #ops: its lines are no longer kept, and the old ones are erased";

Deno.test("/room alone tells how a room is, to anybody in it", async () => {
  using test = await inOps();
  const { ann, bob, eve } = test;
  assertEquals(await answer(bob, "/room"), [
    "#ops is public, and its lines are kept. Owners here: ann.",
  ]);
  assertEquals(await answer(eve, "/room"), [
    "#lobby is public, and its lines are kept. No owner is here.",
  ]);
  await ann.types("/room history off");
  assertEquals(await answer(bob, "/room"), [
    "#ops is public, and its lines are not kept. Owners here: ann.",
  ]);
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

Deno.test("/room takes its words in any letter case, and a password as it is", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/room Announce"), ["Server: ann made #ops announce (only owners speak)"]);
  assertEquals(await answer(ann, "/room History OFF"), [HISTORY_OFF]);
  await ann.types("/room PASSWORD Sesame");
  await bob.types("/leave");
  assertEquals(await answer(bob, "/join #ops sesame"), ["That is not the password of #ops."]);
  assertStringIncludes((await answer(bob, "/join #ops Sesame"))[0]!, "You are in #ops");
});

Deno.test("/room history off erases what was kept, and says so to all members", async () => {
  using test = await inOps();
  const { ann, bob } = test;
  await ann.types("secret");
  assertEquals(await answer(ann, "/room history off"), [HISTORY_OFF]);
  assertEquals(bob.hears(), ["ann: secret", HISTORY_OFF]);
  assertEquals(await answer(bob, "/history"), [
    "The lines of #ops are not kept: an owner turned its history off.",
  ]);
  assertEquals(await answer(ann, "/room history on"), [
    "Server: ann turned on the history of #ops: its lines are kept from now on",
  ]);
  assertEquals(await answer(bob, "/history"), ["There are no kept lines of #ops that you may see."]);
});

Deno.test("/room says how it is typed", async () => {
  using test = await inOps();
  const { ann } = test;
  for (
    const typed of [
      "secret",
      "publicc",
      "password",
      "public please",
      "history",
      "history maybe",
      "history on now",
    ]
  ) {
    assertEquals(await answer(ann, `/room ${typed}`), [`"${typed}" does not fit /room: type ${USAGE}.`]);
  }
  assertEquals(ann.guest.current.access.kind, "public");
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
  assertEquals([eve.hears(), room.access.lock.seal, passwords.held], [[], "", 1]);
  await passwords.releaseAll();
  await Promise.all([locked, early]);
  assertEquals(room.access.lock.seal, "sealed sesame");
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
    const { chat: { deeds }, ann, bob } = test;
    await ann.types("/owner bob");
    const room = ann.guest.current;
    const locked = ann.types("/room password sesame");
    if (end === "leaves") ann.leaves();
    else deeds.remove(ann.guest.person, room, bob.guest.person, "" as typeof room.topic);
    await passwords.releaseAll();
    await locked;
    assertEquals([room.access.kind, room.access.lock.seal], ["password", "sealed sesame"], end);
  }
});

Deno.test("/room password gives way to what is decided after it, before it is sealed or later", async () => {
  const passwords = new HeldPasswords();
  using test = await inOps({ passwords });
  const { chat: { deeds }, ann } = test;
  const room = ann.guest.current;
  const typed = ann.types("/room password sesame");
  deeds.changeKind(ann.guest.person, room, "announce");
  await passwords.releaseAll();
  await typed;
  assertEquals([room.access.kind, room.access.lock.seal, room.saved().password], ["announce", "", ""]);
  const one = ann.types("/room password one");
  const other = ann.types("/room password other");
  await passwords.release(1);
  assertEquals(room.access.lock.seal, "");
  await passwords.releaseAll();
  await Promise.all([one, other]);
  assertEquals([room.access.kind, room.access.lock.seal], ["password", "sealed other"]);
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
