import { assert, assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { cleanText } from "../../lib/text/clean_text.ts";
import { MAX_OWNERS, type Room } from "../../lib/chat/room.ts";
import { Chat, PLAIN, type Typist } from "../support/chat.ts";
import { answer, enter, forget, party } from "../support/party.ts";
import { JSON_LINES, lobby, ops, text } from "../support/samples.ts";

/** Makes a room, which must be possible. */
function make(chat: Chat, { guest }: Typist, name: RoomName = ops): Room {
  const room = chat.rooms.make(guest, name);
  assert(room.kind === "room", `${name} was refused: ${room.kind}`);
  return room;
}

/** The names of rooms. */
function labels(rooms: Iterable<Room>): string[] {
  return Array.from(rooms, ({ label }) => label);
}

Deno.test("Rooms has a lobby, which belongs to nobody and never goes", () => {
  using chat = new Chat();
  const { rooms } = chat;
  assertEquals([rooms.lobby.label, rooms.lobby.isNobodys], [lobby, true]);
  rooms.tidy();
  assertEquals(labels(rooms.all()), ["#lobby"]);
  assertEquals(rooms.find("#LOBBY" as RoomName), rooms.lobby);
});

Deno.test("Rooms.make() makes a room that belongs to its maker, who is in it and talks there", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const room = make(chat, ann);
  assertEquals(room.standing(ann.guest.person), { isOwner: true, isMember: true, isInvited: false });
  assertEquals([ann.guest.current, labels(ann.guest.rooms)], [room, ["#lobby", "#ops"]]);
  assertEquals([room.roomKind, room.keepsHistory], ["public", true]);
  await chat.flush();
  assertEquals(ann.hears(), []); // what to say of it is the command's business
});

Deno.test("Rooms.find() finds a room by any name that looks like it", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const room = make(chat, ann, "#coco" as RoomName);
  for (const name of ["#coco", "#COCO", "#ｃｏｃｏ"]) {
    assertEquals(chat.rooms.find(name as RoomName), room, name);
  }
  assertEquals(chat.rooms.find("#cocoa" as RoomName), undefined);
});

Deno.test("Rooms.join() tells the members, and nobody else", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = make(chat, ann);
  assertEquals(chat.rooms.join(bob.guest, room), undefined);
  await chat.flush();
  assertEquals([ann.hears(), bob.hears(), eve.hears()], [["Server: bob has joined #ops"], [], []]);
  assertEquals(bob.guest.current, room);
});

Deno.test("Rooms.join() gives a newcomer nothing said before, leave() a leaver everything", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const room = make(chat, ann);
  const say = (said: string) => chat.hub.speak("said", ann, room, text(said));
  say("one");
  chat.rooms.join(bob.guest, room);
  say("two");
  chat.rooms.leave(bob.guest, room);
  say("three");
  await chat.flush();
  assertEquals(bob.hears(), ["ann: two"]);
});

Deno.test("Rooms.leave() tells the members, and takes the leaver where they were last", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const [one, two] = [make(chat, ann), make(chat, ann, "#two" as RoomName)];
  chat.rooms.join(bob.guest, two);
  chat.rooms.join(bob.guest, one);
  await chat.flush();
  ann.hears();
  chat.rooms.leave(bob.guest, one);
  await chat.flush();
  assertEquals([ann.hears(), bob.hears()], [["Server: bob has left #ops"], []]);
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [two, ["#lobby", "#two"]]);
  chat.rooms.leave(bob.guest, chat.rooms.lobby); // not the current one
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [two, ["#two"]]);
});

Deno.test("Rooms.leave() gives a room whose last owner goes to who was there longest", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = make(chat, ann);
  for (const { guest } of [bob, eve]) chat.rooms.join(guest, room);
  chat.rooms.own(ann.guest.person, room, eve.guest.person);
  await chat.flush();
  for (const typist of [ann, bob, eve]) typist.hears();
  chat.rooms.leave(ann.guest, room);
  await chat.flush();
  assertEquals([room.ownersHere(), bob.hears()], [[eve.guest.person], ["Server: ann has left #ops"]]);
  chat.rooms.leave(eve.guest, room);
  await chat.flush();
  assertEquals([room.ownersHere(), bob.hears()], [[bob.guest.person], [
    "Server: eve has left #ops",
    "Server: eve made bob an owner of #ops",
  ]]);
  chat.rooms.join(ann.guest, room);
  assertEquals(room.standing(ann.guest.person).isOwner, false); // she gave it up
});

Deno.test("Rooms.leave() gives a room to a person, however long programs were there", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const bots = ["echo", "dice"].map((name) => chat.enter(name, JSON_LINES));
  const { eve } = await enter(chat, "eve");
  const room = make(chat, ann);
  for (const { guest } of [...bots, eve]) chat.rooms.join(guest, room);
  chat.rooms.leave(ann.guest, room);
  assertEquals([room.ownersHere(), room.keeper], [[eve.guest.person], undefined]);
});

Deno.test("a room that only programs are left in goes to the first person who comes, and is theirs from then on", async () => {
  using test = await party(["ann", "eve", "bob"]);
  const { chat, ann, eve, bob } = test;
  const bots = ["echo", "dice"].map((name) => chat.enter(name, JSON_LINES));
  await ann.types("/join #ops");
  const room = ann.guest.current;
  for (const bot of bots) await bot.types("/join #ops");
  await ann.types("/leave");
  assertEquals(room.ownersHere(), [bots[0]!.guest.person]);
  await chat.enter("third", JSON_LINES).types("/join #ops");
  await bots[0]!.types("/leave");
  assertEquals(room.ownersHere(), [bots[1]!.guest.person]);
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
  assertEquals(room.ownersHere(), [echo.guest.person, bob.guest.person]);
  await bob.types("/leave");
  assertEquals(room.ownersHere(), [echo.guest.person]);
  await eve.types("/join #ops");
  assertEquals(room.ownersHere(), [echo.guest.person, eve.guest.person]);
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
  assertEquals(room.ownersHere(), [echo.guest.person]);
});

Deno.test("a room that a program made, or was given, is its own: nobody gets it by coming", async () => {
  using test = await party(["ann", "eve"]);
  const { chat, ann, eve } = test;
  const echo = chat.enter("echo", JSON_LINES);
  await echo.types("/join #made");
  await eve.types("/join #made");
  assertEquals(eve.guest.current.ownersHere(), [echo.guest.person]);
  await ann.types("/join #given");
  await echo.types("/join #given");
  await ann.types("/owner echo");
  await ann.types("/leave");
  await eve.types("/join #given");
  assertEquals(eve.guest.current.ownersHere(), [echo.guest.person]);
});

Deno.test("Rooms.leave() leaves an owner who is away what is theirs", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = make(chat, ann);
  for (const { guest } of [bob, eve]) chat.rooms.join(guest, room);
  ann.leaves();
  chat.rooms.leave(bob.guest, room);
  assertEquals(room.ownersHere(), []);
  const again = chat.enter("ann");
  chat.rooms.join(again.guest, room);
  assertEquals(room.ownersHere(), [again.guest.person]);
});

Deno.test("nobody who does not own a room gives it away by leaving", async () => {
  using chat = new Chat();
  const ann = chat.enter("ann"), bob = chat.enter("bob");
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  const room = bob.guest.current;
  chat.rooms.restore([{ ...room.saved(), owners: [] }]); // as imported rooms are nobody's
  await ann.types("/leave #ops");
  assertEquals([room.isNobodys, room.standing(bob.guest.person).isOwner], [true, false]);
});

Deno.test("Rooms.leave() never makes anybody the owner of the lobby", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  make(chat, ann);
  chat.rooms.leave(ann.guest, chat.rooms.lobby);
  await chat.flush();
  assertEquals([chat.rooms.lobby.isNobodys, bob.hears()], [true, ["Server: ann has left #lobby"]]);
});

Deno.test("Rooms.remove() tells the others who did it and why, and the removed one nothing more from there", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = make(chat, ann);
  for (const { guest } of [bob, eve]) chat.rooms.join(guest, room);
  await chat.flush();
  for (const typist of [ann, bob, eve]) typist.hears();
  chat.hub.speak("said", eve, room, text("before"));
  chat.rooms.remove(bob.guest.person, room, ann.guest.person, text("too loud"));
  chat.hub.speak("said", eve, room, text("after"));
  await chat.flush();
  const removed = "Server: bob was removed from #ops by ann: too loud";
  assertEquals([ann.hears(), eve.hears(), bob.hears()], [
    ["eve: before", removed, "eve: after"],
    [removed],
    ["eve: before", "ann put you out of #ops: too loud. What you type goes to #lobby now."],
  ]);
  assertEquals([bob.guest.current, room.has(bob.guest.person)], [chat.rooms.lobby, false]);
});

Deno.test("Rooms.remove() from the last room lands in the lobby, and the lobby hears of it", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const room = make(chat, ann);
  chat.rooms.join(bob.guest, room);
  chat.rooms.leave(bob.guest, chat.rooms.lobby);
  await chat.flush();
  eve.hears();
  chat.rooms.remove(bob.guest.person, room, ann.guest.person, text(""));
  await chat.flush();
  bob.hears();
  assertEquals([bob.guest.current, labels(bob.guest.rooms)], [chat.rooms.lobby, ["#lobby"]]);
  assertEquals(eve.hears(), ["Server: bob has joined #lobby"]);
  await eve.types("hi bob");
  assertEquals(bob.hears(), ["eve: hi bob"]);
});

Deno.test("Rooms lets go of an empty room without history, and of one with history when that has gone", async () => {
  using chat = new Chat();
  const { ann } = await enter(chat, "ann");
  const [quiet, spoken] = [make(chat, ann), make(chat, ann, "#spoken" as RoomName)];
  await ann.types("hi");
  chat.rooms.leave(ann.guest, quiet);
  chat.rooms.leave(ann.guest, spoken);
  assertEquals(labels(chat.rooms.all()), ["#lobby", "#spoken"]);
  chat.rooms.tidy();
  assertEquals(labels(chat.rooms.all()), ["#lobby", "#spoken"]);
  chat.archive.forget(ann.guest.name, 0);
  chat.rooms.tidy();
  assertEquals(labels(chat.rooms.all()), ["#lobby"]);
  assertEquals(chat.rooms.find(ops), undefined);
  assertEquals(chat.archive.ask((store) => store.rooms().length), { kind: "answer", value: 1 });
});

Deno.test("Rooms lets go of the empty rooms of somebody who leaves the chat", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const shared = make(chat, ann, "#shared" as RoomName);
  make(chat, ann);
  chat.rooms.join(bob.guest, shared);
  ann.leaves();
  assertEquals(labels(chat.rooms.all()).sort(), ["#lobby", "#shared"]);
  assertEquals(ann.guest.rooms.size, 0);
});

Deno.test("Rooms keeps to how many rooms there may be, and how many one person may be in", async () => {
  using chat = new Chat({ maxRooms: 4, maxRoomsPerGuest: 3 });
  const { ann, bob } = await enter(chat, "ann", "bob");
  make(chat, ann, "#a" as RoomName);
  const room = make(chat, ann, "#b" as RoomName);
  assertEquals(chat.rooms.make(ann.guest, ops), { kind: "too_many_rooms_of_yours", rooms: 3 });
  const last = make(chat, bob, "#c" as RoomName);
  assertEquals(chat.rooms.make(bob.guest, ops), { kind: "too_many_rooms", rooms: 4 });
  assertEquals(chat.rooms.join(ann.guest, last), { kind: "too_many_rooms_of_yours", rooms: 3 });
  chat.rooms.leave(ann.guest, room); // which goes
  assertEquals(chat.rooms.join(ann.guest, last), undefined);
  make(chat, bob);
  assertEquals(chat.rooms.all().length, 4);
});

Deno.test("Rooms.all() has the fullest first", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  make(chat, ann, "#one" as RoomName);
  const two = make(chat, ann, "#two" as RoomName);
  chat.rooms.join(bob.guest, two);
  assertEquals(labels(chat.rooms.all()), ["#lobby", "#two", "#one"]);
});

Deno.test("Rooms.renamed() keeps what is theirs with those who take another name", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const [room, other] = [make(chat, ann), make(chat, bob, "#bobs" as RoomName)];
  chat.hub.rename(ann.guest, cleanText("zoe"));
  assertEquals([room.standing(ann.guest.person).isOwner, other.standing(ann.guest.person).isOwner], [
    true,
    false,
  ]);
  chat.hub.rename(ann.guest, cleanText("ZOE"));
  assertEquals(room.ownersHere(), [ann.guest.person]);
  chat.hub.rename(bob.guest, cleanText("ann"));
  assertEquals(room.standing(bob.guest.person).isOwner, false);
});

Deno.test("Rooms.make() counts rooms that their maker has left, as long as they are kept", async () => {
  using chat = new Chat({ maxRoomsPerGuest: 2 });
  const { ann } = await enter(chat, "ann");
  for (const name of ["#one", "#two"] as RoomName[]) {
    const room = make(chat, ann, name);
    chat.hub.speak("said", ann, room, text("mine"));
    chat.rooms.leave(ann.guest, room);
  }
  assertEquals(chat.rooms.make(ann.guest, ops), { kind: "too_many_rooms_of_yours", rooms: 2 });
});

Deno.test("Rooms keeps every change of a room at once, and tells its members of those they see", async () => {
  using chat = new Chat();
  const { ann, bob, eve } = await enter(chat, "ann", "bob", "eve");
  const [room, other] = [make(chat, ann), make(chat, ann, "#two" as RoomName)];
  chat.rooms.join(bob.guest, room);
  const steps: Record<string, () => unknown> = {
    "Server: ann made bob an owner of #ops": () => chat.rooms.own(ann.guest.person, room, bob.guest.person),
    "Server: ann set the topic of #ops: tea": () =>
      chat.rooms.changeTopic(ann.guest.person, room, text("tea")),
    "Server: ann made #ops password-protected": () =>
      chat.rooms.changeKind(ann.guest.person, room, "password", "seal"),
    "Server: what is said in #ops is not kept any more, and what was kept is erased (ann)": () =>
      chat.rooms.changeHistory(ann.guest.person, room, false),
    "Server: ann is now known as zoe": () => chat.hub.rename(ann.guest, cleanText("zoe")),
    "Server: zoe has left #ops": () => chat.rooms.leave(ann.guest, room),
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

Deno.test("Rooms.own() says whether there was room for one more owner, and tells nobody where there was not", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const room = make(chat, ann);
  assertEquals(chat.rooms.own(ann.guest.person, room, bob.guest.person), true);
  const owners = Array.from({ length: MAX_OWNERS }, (_, i) => `guest${i}@192.0.2.1`);
  chat.rooms.restore([{ ...room.saved(), owners }]);
  await chat.flush();
  forget(ann);
  assertEquals(chat.rooms.own(ann.guest.person, room, bob.guest.person), false);
  await chat.flush();
  assertEquals([ann.hears(), room.standing(bob.guest.person).isOwner], [[], false]);
});

Deno.test("Rooms.renamed() follows an owner in all of their rooms, those of others in between", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const rooms = [make(chat, bob, "#0" as RoomName), make(chat, ann, "#1" as RoomName)];
  rooms.push(make(chat, bob, "#2" as RoomName), make(chat, ann, "#3" as RoomName));
  chat.hub.rename(ann.guest, cleanText("zoe"));
  const owns = ({ guest }: Typist) => rooms.map((room) => room.standing(guest.person).isOwner);
  assertEquals([owns(ann), owns(bob)], [[false, true, false, true], [true, false, true, false]]);
});

Deno.test("Rooms forgets every invitation of somebody who leaves the chat", async () => {
  using chat = new Chat();
  const { ann, bob } = await enter(chat, "ann", "bob");
  const rooms = [make(chat, ann), make(chat, ann, "#two" as RoomName)];
  for (const room of rooms) chat.rooms.invite(bob.guest.person, room);
  bob.leaves();
  assertEquals(rooms.map((room) => room.standing(bob.guest.person).isInvited), [false, false]);
});

Deno.test("Rooms counts the rooms somebody owns, in them or not, and those of everybody at their address", async () => {
  using chat = new Chat({ maxRoomsPerGuest: 3 });
  const { bob } = await enter(chat, "bob"); // keeps rooms open while their owner is away
  const tooMany = { kind: "too_many_rooms_of_yours", rooms: 3 } as const;
  const outcomes = ["#a", "#b", "#c", "#d"].map((name) => {
    const ann = chat.enter("ann", PLAIN, "192.0.2.7");
    const room = chat.rooms.make(ann.guest, name as RoomName);
    if (room.kind === "room") {
      chat.log.append({ kind: "entered", who: bob.guest.person.id, room: room.label });
      ann.leaves();
    }
    return room.kind === "room" ? room.label as string : room;
  });
  assertEquals(outcomes, ["#a", "#b", "#c", tooMany]);
  const atHome = Array.from({ length: 13 }, (_, i) => chat.enter(`guest${i}`, PLAIN, "192.0.2.9"));
  const made = atHome.map(({ guest }, i) => chat.rooms.make(guest, `#guest${i}` as RoomName));
  assertEquals(made.map(({ kind }) => kind === "room"), made.map((_, i) => i < 12));
  assertEquals(made[12], tooMany);
  const elsewhere = chat.enter("elsewhere", PLAIN, "192.0.2.99");
  assertEquals(chat.rooms.make(elsewhere.guest, "#elsewhere" as RoomName).kind, "room");
});
