/** Going into rooms with a password. */

import { assertEquals } from "@std/assert";
import type { Room } from "../../../lib/chat/room.ts";
import { ownersHere, PLAIN } from "../../support/chat.ts";
import { settled } from "../../support/fake_clock.ts";
import { HeldPasswords } from "../../support/held_passwords.ts";
import { answer, forget, party } from "../../support/party.ts";
import { QUICK_PASSWORDS } from "../../support/quick_passwords.ts";
import { text } from "../../support/samples.ts";

const MINUTE = 60_000;

Deno.test("/join of a room with a password asks for it, and owners and invited people need none", async () => {
  using test = await party(["ann", "bob", "eve"]);
  const { ann, bob, eve } = test;
  await ann.types("/join #ops");
  await ann.types("/room password open  sesame");
  assertEquals(await answer(bob, "/join #ops"), ["#ops has a password: type /join #ops PASSWORD."]);
  assertEquals(await answer(bob, "/join #ops sesame"), ["That is not the password of #ops."]);
  assertEquals(ann.hears().includes("Server: bob has joined #ops"), false);
  assertEquals(await answer(bob, "/join #ops open  sesame"), [
    "You are in #ops, password-protected, with ann. What you type goes there now.",
  ]);
  await ann.types("/invite eve");
  assertEquals(await answer(eve, "/join #ops"), [
    "You are in #ops, password-protected, with ann, bob. What you type goes there now.",
  ]);
});

Deno.test("/join lets five wrong passwords pass, then asks for a minute, whatever the next one is", async () => {
  using test = await party(["ann", "bob"]);
  const { chat, ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("/room password sesame");
  for (let i = 0; i < 5; i++) {
    assertEquals(await answer(bob, "/join #ops wrong"), ["That is not the password of #ops."]);
  }
  assertEquals(await answer(bob, "/join #ops sesame"), [
    "Too many wrong passwords: try again in 60 seconds.",
  ]);
  await chat.clock.advance(MINUTE);
  assertEquals((await answer(bob, "/join #ops sesame"))[0]!.startsWith("You are in #ops"), true);
});

Deno.test("/join with the right password comes too late where the room has changed or gone meanwhile", async () => {
  using test = await party(["ann", "bob"]);
  const { chat: { rooms, deeds }, ann, bob } = test;
  const changes: ((room: Room) => void)[] = [
    (room) => deeds.changeKind(ann.guest.person, room, "invite-only"),
    (room) => deeds.changeKind(ann.guest.person, room, "password", "another seal"),
    (room) => deeds.leave(ann.guest, room), // and the room goes
  ];
  for (const change of changes) {
    await ann.types("/join #ops");
    await ann.types("/room password sesame");
    forget(bob);
    const joined = bob.types("/join #ops sesame");
    change(ann.guest.current);
    await joined;
    assertEquals([bob.guest.current, bob.hears().length], [rooms.lobby, 1]);
  }
});

Deno.test("/join with the right password does nothing for one who has left meanwhile", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  await ann.types("/join #ops");
  await ann.types("/room password sesame");
  forget(ann);
  const joined = bob.types("/join #ops sesame");
  bob.leaves();
  await joined;
  assertEquals(ann.hears(), ["Server: bob has left the chat"]);
  assertEquals(test.chat.rooms.find("#ops" as typeof bob.guest.current.label)!.members.size, 1);
});

Deno.test("/join with a password makes a new room password-protected", async () => {
  using test = await party(["ann", "bob"]);
  const { ann, bob } = test;
  assertEquals(await answer(ann, "/join #vault s3cret"), [
    "You made #vault and own it: it is password-protected, /room changes that. What you type goes there now.",
    "Server: ann made #vault password-protected",
  ]);
  assertEquals(await answer(bob, "/join #vault"), ["#vault has a password: type /join #vault PASSWORD."]);
  assertEquals(await answer(bob, "/join #vault s3cret"), [
    "You are in #vault, password-protected, with ann. What you type goes there now.",
  ]);
});

Deno.test("/join with a password makes a new room closed from its first moment", async () => {
  const passwords = new HeldPasswords();
  using test = await party(["ann", "bob", "eve"], { passwords });
  const { chat, ann, bob, eve } = test;
  const made = ann.types("/join #vault s3cret");
  assertEquals(await answer(bob, "/join #vault"), ["#vault has a password: type /join #vault PASSWORD."]);
  forget(bob, eve);
  const wrong = bob.types("/join #vault guess");
  const right = eve.types("/join #vault s3cret");
  await chat.flush();
  assertEquals([bob.hears(), eve.hears(), ann.guest.current.members.size], [[], [], 1]);
  await passwords.releaseAll();
  await Promise.all([made, wrong, right]);
  assertEquals(bob.hears(), ["That is not the password of #vault."]);
  assertEquals(eve.hears(), [
    "You are in #vault, password-protected, with ann. What you type goes there now.",
  ]);
  assertEquals(chat.archive.ask((store) => store.rooms().map(({ kind, password }) => [kind, password])), {
    kind: "answer",
    value: [["public", ""], ["password", "sealed s3cret"]],
  } as unknown);
});

Deno.test("/join with a password by two people at once makes one room, and the second needs its password", async () => {
  for (const [word, size] of [["same", 2], ["other", 1]] as const) {
    const passwords = new HeldPasswords();
    using test = await party(["ann", "bob"], { passwords });
    const { chat: { rooms }, ann, bob } = test;
    const both = [ann.types("/join #vault same"), bob.types(`/join #vault ${word}`)];
    await passwords.releaseAll();
    await Promise.all(both);
    const room = rooms.find("#vault" as typeof ann.guest.current.label)!;
    assertEquals([room.members.size, ownersHere(room), room.access.lock.seal], [
      size,
      [ann.guest.person],
      "sealed same",
    ]);
  }
});

Deno.test("/join with a password by somebody who goes meanwhile leaves no room behind", async () => {
  const passwords = new HeldPasswords();
  using test = await party(["ann", "bob"], { passwords });
  const { chat, ann, bob } = test;
  const made = ann.types("/join #vault s3cret");
  ann.leaves();
  await bob.types("/join #vault");
  await passwords.releaseAll();
  await made;
  const room = bob.guest.current;
  assertEquals([room.access.kind, room.access.lock.seal, ownersHere(room)], ["public", "", [
    bob.guest.person,
  ]]);
  await chat.flush();
  assertEquals(chat.archive.ask((store) => store.rooms().map(({ name, kind }) => `${name} ${kind}`)), {
    kind: "answer",
    value: ["#lobby public", "#vault public"],
  });
});

Deno.test("/join with a password is decided by what holds once that is compared", async () => {
  type Test = Awaited<ReturnType<typeof inVault>>;
  const passwords = new HeldPasswords();
  async function inVault() {
    const test = await party(["ann", "bob"], { passwords });
    const made = test.ann.types("/join #vault right");
    await passwords.releaseAll();
    await made;
    forget(test.ann, test.bob);
    return { ...test, room: test.ann.guest.current };
  }
  const meanwhile: Record<string, [word: string, (test: Test) => unknown, told: string, isIn: boolean]> = {
    opened: [
      "wrong",
      ({ chat, ann, room }) => chat.deeds.changeKind(ann.guest.person, room, "public"),
      "You are in #vault, with ann.",
      true,
    ],
    invited: [
      "wrong",
      ({ chat, ann, bob, room }) => chat.deeds.invite(ann.guest.person, room, bob.guest.person),
      "You are in #vault, password-p",
      true,
    ],
    "for invited people": [
      "right",
      ({ chat, ann, room }) => chat.deeds.changeKind(ann.guest.person, room, "invite-only"),
      "#vault is for invited people",
      false,
    ],
    "another password": [
      "right",
      ({ ann }) => void ann.types("/room password new"),
      "#vault has a pass",
      false,
    ],
    dropped: ["right", ({ ann }) => ann.leaves(), "There is no room #vault here", false],
    "renamed asker": [
      "right",
      ({ chat, bob }) => chat.hub.rename(bob.guest, text("rob")),
      "You are in #v",
      true,
    ],
    "new owner": [
      "wrong",
      ({ chat, bob, room }) =>
        chat.deeds.restore([{ ...room.saved(), owners: [bob.guest.person.identity.key] }]),
      "You are in #vault",
      true,
    ],
  };
  for (const [what, [word, happens, told, isIn]] of Object.entries(meanwhile)) {
    using test = await inVault();
    const { bob, room } = test;
    const joined = bob.types(`/join #vault ${word}`);
    await settled();
    happens(test);
    await passwords.releaseAll();
    await joined;
    const heard = bob.hears().at(-1) ?? "nothing";
    assertEquals(
      [heard.startsWith(told), room.members.has(bob.guest.person)],
      [true, isIn],
      `${what}: ${heard}`,
    );
  }
});

Deno.test("/join counts passwords by network: a /64 of IPv6 is one", async () => {
  using test = await party(["ann"], { passwords: QUICK_PASSWORDS });
  const { chat, ann } = test;
  await ann.types("/join #ops sesame");
  const tried = async (name: string, address: string, word: string) => {
    const guest = chat.enter(name, PLAIN, address);
    await chat.flush();
    const [said = ""] = await answer(guest, `/join #ops ${word}`);
    return said.replace(/[.:,].*/, "");
  };
  for (let i = 1; i <= 5; i++) {
    assertEquals(await tried(`bob${i}`, `2001:db8::${i}`, `w${i}`), "That is not the password of #ops");
  }
  assertEquals(await tried("bob6", "2001:db8::6", "sesame"), "Too many wrong passwords");
  assertEquals(await tried("bob7", "2001:db8:0:1::7", "sesame"), "You are in #ops");
});

Deno.test("/join bounds the passwords tried at a room from everywhere, and keeps out nobody who opened it before", async () => {
  using test = await party(["ann"], { passwords: QUICK_PASSWORDS });
  const { chat, ann } = test;
  await ann.types("/join #ops sesame");
  const cy = chat.enter("cy", PLAIN, "192.0.2.50");
  await chat.flush();
  await cy.types("/join #ops sesame");
  await cy.types("/leave");
  const at = (i: number) => chat.enter(`eve${i}`, PLAIN, `198.51.100.${i}`);
  let told: string[] = [];
  for (let i = 0; i < 25; i++) {
    const eve = at(i);
    for (let word = 0; word < 4; word++) told = await answer(eve, `/join #ops ${i}-${word}`);
  }
  assertEquals(told, ["That is not the password of #ops."]);
  const dan = at(200);
  await chat.flush();
  assertEquals(await answer(dan, "/join #ops sesame"), [
    "Too many wrong passwords were tried at #ops: try again in 35 seconds, or ask somebody in it for an invitation.",
  ]);
  assertEquals((await answer(cy, "/join #ops sesame"))[0]!.startsWith("You are in #ops"), true);
  await chat.clock.advance(36_000);
  assertEquals((await answer(dan, "/join #ops sesame"))[0]!.startsWith("You are in #ops"), true);
});

Deno.test("/join with the right password by a crowd behind one address at once lets all of them in", async () => {
  const passwords = new HeldPasswords();
  const names = Array.from({ length: 9 }, (_, i) => `n${i}`);
  using test = await party(["ann", ...names], { passwords });
  const people = test as unknown as Record<string, typeof test.ann>;
  const made = people["ann"]!.types("/join #ops sesame");
  await passwords.releaseAll();
  const joined = names.map((name) => people[name]!.types("/join #ops sesame"));
  await passwords.releaseAll();
  await Promise.all([made, ...joined]);
  assertEquals(people["ann"]!.guest.current.members.size, 10);
});
