/** Whose a room is: it is inherited, shared and kept with its owners, up to as many as one may own. */

import { assertEquals, assertThrows } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { NotTold } from "../../lib/chat/dispatcher.ts";
import { MAX_OWNERS } from "../../lib/chat/owners.ts";
import { Chat, ownersHere, type Typist } from "../support/chat.ts";
import { answer, enter, forget, party } from "../support/party.ts";
import { JSON_LINES } from "../support/samples.ts";

Deno.test("a room whose last owner goes out belongs to whoever was there longest", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = chat.deeds.make(ann.guest);
  for (const { guest } of [bob, eve]) chat.deeds.join(guest, room);
  chat.deeds.own(ann.guest.person, room, eve.guest.person);
  await chat.flush();
  for (const typist of [ann, bob, eve]) typist.hears();
  chat.deeds.leave(ann.guest, room);
  await chat.flush();
  assertEquals([ownersHere(room), bob.hears()], [[eve.guest.person], ["Server: ann has left #ops"]]);
  chat.deeds.leave(eve.guest, room);
  await chat.flush();
  assertEquals([ownersHere(room), bob.hears()], [[bob.guest.person], [
    "Server: eve has left #ops",
    "Server: eve made bob an owner of #ops",
  ]]);
  chat.deeds.join(ann.guest, room);
  assertEquals(room.standing(ann.guest.person).isOwner, false); // she gave it up
});

Deno.test("a room whose last owner goes out belongs to a person, however long programs were there", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const bots = ["echo", "dice"].map((name) => chat.enter(name, JSON_LINES));
  const { eve } = await enter(chat, "eve");
  const room = chat.deeds.make(ann.guest);
  for (const { guest } of [...bots, eve]) chat.deeds.join(guest, room);
  chat.deeds.leave(ann.guest, room);
  assertEquals([ownersHere(room), room.owners.keeper], [[eve.guest.person], undefined]);
});

Deno.test("a room that only programs are left in goes to the first person who comes, and is theirs from then on", async () => {
  using test = await party(["ann", "eve", "bob"]);
  const { chat, ann, eve, bob } = test;
  const bots = ["echo", "dice"].map((name) => chat.enter(name, JSON_LINES));
  await ann.types("/join #ops");
  const room = ann.guest.current;
  for (const bot of bots) await bot.types("/join #ops");
  await ann.types("/leave");
  assertEquals(ownersHere(room), [bots[0]!.guest.person]);
  await chat.enter("third", JSON_LINES).types("/join #ops");
  await bots[0]!.types("/leave");
  assertEquals(ownersHere(room), [bots[1]!.guest.person]);
  forget(eve, bob);
  assertEquals(await answer(eve, "/join #ops"), [
    "You are in #ops, with dice, third. What you type goes there now.",
    "Server: dice made eve an owner of #ops",
  ]);
  assertEquals(await answer(eve, "/topic ours"), ["Server: eve set the topic of #ops: ours"]);
  await bob.types("/join #ops");
  assertEquals(room.standing(bob.guest.person).isOwner, false);
});

Deno.test("a person who got a room from a program leaves it to people again, and the program keeps it where there are none", async () => {
  using test = await party(["ann", "eve", "bob"]);
  const { chat, ann, eve, bob } = test;
  const echo = chat.enter("echo", JSON_LINES);
  await ann.types("/join #ops");
  const room = ann.guest.current;
  await echo.types("/join #ops");
  await ann.types("/leave");
  await eve.types("/join #ops");
  await bob.types("/join #ops");
  await eve.types("/leave");
  assertEquals(ownersHere(room), [echo.guest.person, bob.guest.person]);
  await bob.types("/leave");
  assertEquals(ownersHere(room), [echo.guest.person]);
  await eve.types("/join #ops");
  assertEquals(ownersHere(room), [echo.guest.person, eve.guest.person]);
});

Deno.test("a program that kept a room and is given it by a person owns it like any other", async () => {
  using test = await party(["ann", "eve"]);
  const { chat, ann, eve } = test;
  const echo = chat.enter("echo", JSON_LINES);
  await ann.types("/join #ops");
  const room = ann.guest.current;
  await echo.types("/join #ops");
  await ann.types("/leave");
  await eve.types("/join #ops");
  await echo.types("/leave");
  await echo.types("/join #ops");
  await eve.types("/owner echo");
  await ann.types("/join #ops");
  await eve.types("/leave");
  assertEquals(ownersHere(room), [echo.guest.person]);
});

Deno.test("a room that a program made, or was given, is its own: nobody gets it by coming", async () => {
  using test = await party(["ann", "eve"]);
  const { chat, ann, eve } = test;
  const echo = chat.enter("echo", JSON_LINES);
  await echo.types("/join #made");
  await eve.types("/join #made");
  assertEquals(ownersHere(eve.guest.current), [echo.guest.person]);
  await ann.types("/join #given");
  await echo.types("/join #given");
  await ann.types("/owner echo");
  await ann.types("/leave");
  await eve.types("/join #given");
  assertEquals(ownersHere(eve.guest.current), [echo.guest.person]);
});

Deno.test("going out leaves an owner who is away what is theirs", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = chat.deeds.make(ann.guest);
  for (const { guest } of [bob, eve]) chat.deeds.join(guest, room);
  ann.leaves();
  chat.deeds.leave(bob.guest, room);
  assertEquals(ownersHere(room), []);
  const again = chat.enter("ann");
  chat.deeds.join(again.guest, room);
  assertEquals(ownersHere(room), [again.guest.person]);
});

Deno.test("nobody who does not own a room gives it away by leaving", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  const room = bob.guest.current;
  chat.deeds.restore([{ ...room.saved(), owners: [] }]); // as imported rooms are nobody's
  await ann.types("/leave #ops");
  assertEquals([room.owners.isEmpty, room.standing(bob.guest.person).isOwner], [true, false]);
});

Deno.test("going out never makes anybody the owner of the lobby", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  chat.deeds.make(ann.guest);
  chat.deeds.leave(ann.guest, chat.rooms.lobby);
  await chat.flush();
  assertEquals([chat.rooms.lobby.owners.isEmpty, bob.hears()], [true, ["Server: ann has left #lobby"]]);
});

Deno.test("a new name keeps what is theirs with those who take another name", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const [room, other] = [chat.deeds.make(ann.guest), chat.deeds.make(bob.guest, "#bobs" as RoomName)];
  chat.hub.rename(ann.guest, cleanText("zoe"));
  assertEquals([room.standing(ann.guest.person).isOwner, other.standing(ann.guest.person).isOwner], [
    true,
    false,
  ]);
  chat.hub.rename(ann.guest, cleanText("ZOE"));
  assertEquals(ownersHere(room), [ann.guest.person]);
  chat.hub.rename(bob.guest, cleanText("ann"));
  assertEquals(room.standing(bob.guest.person).isOwner, false);
});

Deno.test("a room has no more owners than there may be, and nobody is told of one more", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const room = chat.deeds.make(ann.guest);
  chat.deeds.join(bob.guest, room);
  chat.deeds.own(ann.guest.person, room, bob.guest.person);
  assertEquals(room.standing(bob.guest.person).isOwner, true);
  const more = Array.from({ length: MAX_OWNERS - 1 }, (_, i) => `guest${i}@192.0.2.1`);
  const owners = [ann.guest.person.identity.key, ...more];
  chat.deeds.restore([{ ...room.saved(), owners }]);
  await chat.flush();
  forget(ann);
  assertThrows(() => chat.deeds.own(ann.guest.person, room, bob.guest.person), NotTold);
  await chat.flush();
  assertEquals([ann.hears(), room.standing(bob.guest.person).isOwner], [[], false]);
});

Deno.test("a new name follows an owner in all of their rooms, those of others in between", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const rooms = [chat.deeds.make(bob.guest, "#0" as RoomName), chat.deeds.make(ann.guest, "#1" as RoomName)];
  rooms.push(chat.deeds.make(bob.guest, "#2" as RoomName), chat.deeds.make(ann.guest, "#3" as RoomName));
  chat.hub.rename(ann.guest, cleanText("zoe"));
  const owns = ({ guest }: Typist) => rooms.map((room) => room.standing(guest.person).isOwner);
  assertEquals([owns(ann), owns(bob)], [[false, true, false, true], [true, false, true, false]]);
});
