import { assert, assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { type Room } from "../../lib/chat/room.ts";
import { Chat } from "../support/chat.ts";
import { enter, forget } from "../support/party.ts";
import { lobby, ops, text } from "../support/samples.ts";

/** The names of rooms. */
function labels(rooms: Iterable<Room>): string[] {
  return Array.from(rooms, ({ label }) => label);
}

Deno.test("there is a lobby, which belongs to nobody and never goes", () => {
  using chat = new Chat();
  const { rooms } = chat;
  assertEquals([rooms.lobby.label, rooms.lobby.owners.isEmpty], [lobby, true]);
  chat.core.tidy();
  assertEquals(labels(rooms.all()), ["#lobby"]);
  assertEquals(rooms.find("#LOBBY" as RoomName), rooms.lobby);
});

Deno.test("a new room belongs to its maker, who is in it and talks there", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const room = chat.deeds.make(ann.guest);
  assertEquals(room.standing(ann.guest.person), { isOwner: true, isMember: true, isInvited: false });
  assertEquals([ann.guest.current, labels(ann.guest.rooms)], [room, ["#lobby", "#ops"]]);
  assertEquals([room.access.kind, room.keepsHistory], ["public", true]);
  await chat.flush();
  assertEquals(ann.hears(), []); // what to say of it is the command's business
});

Deno.test("a room is found by any name that looks like it", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const room = chat.deeds.make(ann.guest, "#coco" as RoomName);
  for (const name of ["#coco", "#COCO", "#ｃｏｃｏ"]) {
    assertEquals(chat.rooms.find(name as RoomName), room, name);
  }
  assertEquals(chat.rooms.find("#cocoa" as RoomName), undefined);
});

Deno.test("coming into a room tells the members, and nobody else", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = chat.deeds.make(ann.guest);
  assertEquals(chat.deeds.join(bob.guest, room), undefined);
  await chat.flush();
  assertEquals([ann.hears(), bob.hears(), eve.hears()], [["Server: bob has joined #ops"], [], []]);
  assertEquals(bob.guest.current, room);
});

Deno.test("a room gives a newcomer nothing said before, and a leaver everything", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const room = chat.deeds.make(ann.guest);
  const say = (said: string) => chat.deeds.say("said", ann, room, text(said));
  say("one");
  chat.deeds.join(bob.guest, room);
  say("two");
  chat.deeds.leave(bob.guest, room);
  say("three");
  await chat.flush();
  assertEquals(bob.hears(), ["ann: two"]);
});

Deno.test("going out of a room tells the members, and takes the leaver where they were last", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const [one, two] = [chat.deeds.make(ann.guest), chat.deeds.make(ann.guest, "#two" as RoomName)];
  chat.deeds.join(bob.guest, two);
  chat.deeds.join(bob.guest, one);
  await chat.flush();
  ann.hears();
  chat.deeds.leave(bob.guest, one);
  await chat.flush();
  assertEquals([ann.hears(), bob.hears()], [["Server: bob has left #ops"], []]);
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [two, ["#lobby", "#two"]]);
  chat.deeds.leave(bob.guest, chat.rooms.lobby); // not the current one
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [two, ["#two"]]);
});

Deno.test("putting somebody out tells the others who did it and why, and the removed one nothing more from there", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = chat.deeds.make(ann.guest);
  for (const { guest } of [bob, eve]) chat.deeds.join(guest, room);
  await chat.flush();
  for (const typist of [ann, bob, eve]) typist.hears();
  chat.deeds.say("said", eve, room, text("before"));
  chat.deeds.remove(bob.guest.person, room, ann.guest.person, text("too loud"));
  chat.deeds.say("said", eve, room, text("after"));
  await chat.flush();
  const removed = "Server: bob was removed from #ops by ann: too loud";
  assertEquals([ann.hears(), eve.hears(), bob.hears()], [
    ["eve: before", removed, "eve: after"],
    [removed],
    ["eve: before", "ann removed you from #ops: too loud. What you type goes to #lobby now."],
  ]);
  assertEquals([bob.guest.current, room.members.has(bob.guest.person)], [chat.rooms.lobby, false]);
});

Deno.test("whoever is put out of their last room lands in the lobby, and the lobby hears of it", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = chat.deeds.make(ann.guest);
  chat.deeds.join(bob.guest, room);
  chat.deeds.leave(bob.guest, chat.rooms.lobby);
  await chat.flush();
  eve.hears();
  chat.deeds.remove(bob.guest.person, room, ann.guest.person, text(""));
  await chat.flush();
  bob.hears();
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [chat.rooms.lobby, ["#lobby"]]);
  assertEquals(eve.hears(), ["Server: bob has joined #lobby"]);
  await eve.types("hi bob");
  assertEquals(bob.hears(), ["eve: hi bob"]);
});

Deno.test("the chat lets go of an empty room without history, and of one with history when that has gone", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const [quiet, spoken] = [chat.deeds.make(ann.guest), chat.deeds.make(ann.guest, "#spoken" as RoomName)];
  await ann.types("hi");
  chat.deeds.leave(ann.guest, quiet);
  chat.deeds.leave(ann.guest, spoken);
  assertEquals(labels(chat.rooms.all()), ["#lobby", "#spoken"]);
  chat.core.tidy();
  assertEquals(labels(chat.rooms.all()), ["#lobby", "#spoken"]);
  chat.archive.forget(ann.guest.name, 0);
  chat.core.tidy();
  assertEquals(labels(chat.rooms.all()), ["#lobby"]);
  assertEquals(chat.rooms.find(ops), undefined);
  assertEquals(chat.archive.ask((store) => store.rooms().length), { kind: "answer", value: 1 });
});

Deno.test("the chat lets go of the empty rooms of somebody who leaves the chat", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const shared = chat.deeds.make(ann.guest, "#shared" as RoomName);
  chat.deeds.make(ann.guest);
  chat.deeds.join(bob.guest, shared);
  ann.leaves();
  assertEquals(labels(chat.rooms.all()).sort(), ["#lobby", "#shared"]);
  assertEquals(ann.guest.rooms.size, 0);
});

Deno.test("the chat keeps every change of a room at once, and tells its members of those they see", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const [room, other] = [chat.deeds.make(ann.guest), chat.deeds.make(ann.guest, "#two" as RoomName)];
  chat.deeds.join(bob.guest, room);
  const steps: Record<string, () => unknown> = {
    "Server: ann made bob an owner of #ops": () => chat.deeds.own(ann.guest.person, room, bob.guest.person),
    "Server: ann set the topic of #ops: tea": () =>
      chat.deeds.changeTopic(ann.guest.person, room, text("tea")),
    "Server: ann made #ops password-protected": () =>
      chat.deeds.changeKind(ann.guest.person, room, "password", "seal"),
    "Server: ann turned off the history of #ops: its lines are no longer kept, and the old ones are erased":
      () => chat.deeds.changeHistory(ann.guest.person, room, false),
    "Server: ann is now known as zoe": () => chat.hub.rename(ann.guest, cleanText("zoe")),
    "Server: zoe has left #ops": () => chat.deeds.leave(ann.guest, room),
  };
  await chat.flush();
  forget(bob, eve);
  const told: string[][] = [];
  for (const change of Object.values(steps)) {
    change();
    const kept = chat.archive.ask((store) => store.rooms());
    assert(kept.kind === "answer");
    for (const changed of [room, other]) {
      assertEquals(kept.value.find(({ name }) => name === changed.label), changed.saved());
    }
    await chat.flush();
    told.push(bob.hears());
  }
  assertEquals(told.flat(), Object.keys(steps));
  assertEquals(eve.hears(), ["Server: ann is now known as zoe"]);
  const { topic, kind, password, keepsHistory, owners } = room.saved();
  assertEquals([topic, kind, password, keepsHistory], ["tea", "password", "seal", false]);
  assertEquals([owners, other.saved().owners], [[bob.guest.person.identity.key], [
    ann.guest.person.identity.key,
  ]]);
});

Deno.test("the chat forgets every invitation of somebody who leaves the chat", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const rooms = [chat.deeds.make(ann.guest), chat.deeds.make(ann.guest, "#two" as RoomName)];
  for (const room of rooms) chat.deeds.invite(ann.guest.person, room, bob.guest.person);
  bob.leaves();
  assertEquals(rooms.map((room) => room.standing(bob.guest.person).isInvited), [false, false]);
});
