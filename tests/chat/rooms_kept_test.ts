/** What is left of rooms after a restart, when the store is opened late, and in trouble. */

import { assert, assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { Chat, handOut, pastOf, PLAIN } from "../support/chat.ts";
import { ops, text } from "../support/samples.ts";
import { TroubledStore } from "../support/troubled_store.ts";

const RETRY_MS = 5000;

Deno.test("rooms are as they were after a restart, with their owners, and nobody in them", () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann", PLAIN, "192.0.2.1");
    const room = chat.deeds.make(ann.guest, "#小屋" as RoomName);
    chat.deeds.say("said", ann, room, text("secret"));
    chat.deeds.changeTopic(ann.guest.person, room, text("tea"));
    chat.deeds.changeKind(ann.guest.person, room, "password", "seal");
    handOut(chat.fanOut);
  }
  using chat = new Chat({ open: disk.open });
  const room = chat.rooms.find("#小屋" as RoomName);
  assert(room !== undefined);
  assertEquals([room.access.kind, room.topic as string, room.access.lock.seal, room.members.size], [
    "password",
    "tea",
    "seal",
    0,
  ]);
  const standings = [["ann", "192.0.2.1"], ["Ann2", "192.0.2.1"]].map(([name, address]) =>
    room.standing(chat.enter(name!, PLAIN, address!).guest.person).isOwner
  );
  assertEquals(standings, [true, false]);
  assert(chat.fold.lastId >= disk.inner.lastId);
});

Deno.test("nobody owns a room after a restart by the owner's name alone, from another address", () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann", PLAIN, "192.0.2.1");
    chat.deeds.say("said", ann, chat.deeds.make(ann.guest), text("mine"));
    handOut(chat.fanOut);
  }
  using chat = new Chat({ open: disk.open });
  const stranger = chat.enter("ann", PLAIN, "198.51.100.1");
  assertEquals(chat.rooms.find(ops)!.standing(stranger.guest.person).isOwner, false);
});

Deno.test("what was closed stays closed to newcomers after a restart", () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann");
    const room = chat.deeds.make(ann.guest);
    chat.deeds.changeKind(ann.guest.person, room, "private");
    chat.deeds.say("said", ann, room, text("secret"));
    chat.deeds.changeKind(ann.guest.person, room, "public");
    chat.deeds.say("said", ann, room, text("news"));
    handOut(chat.fanOut);
  }
  using chat = new Chat({ open: disk.open });
  const bob = chat.enter("bob");
  const room = chat.rooms.find(ops)!;
  chat.deeds.join(bob.guest, room);
  assertEquals(pastOf(chat, bob, room), ["news"]);
});

Deno.test("rooms that were kept come in when the store is opened late, and belong to whom they belonged to", async () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann", PLAIN, "192.0.2.1");
    for (const name of [ops, "#other" as RoomName]) {
      chat.deeds.say("said", ann, chat.deeds.make(ann.guest, name), text("hi"));
    }
    handOut(chat.fanOut);
  }
  disk.breakDown("the folder is locked");
  using chat = new Chat({ open: disk.open });
  const eve = chat.enter("eve", PLAIN, "198.51.100.1");
  assertEquals(chat.rooms.all().length, 1);
  chat.deeds.make(eve.guest); // under a name that is taken, as will turn out
  disk.mend();
  await chat.clock.advance(RETRY_MS);
  assertEquals(chat.rooms.all().length, 3);
  const saved = chat.archive.ask((store) => store.rooms().find(({ name }) => name === ops)?.owners);
  assert(saved.kind === "answer" && saved.value?.includes("ann@192.0.2.1"), JSON.stringify(saved));
});

Deno.test("an empty room is not let go while its lines still wait to be saved", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  const ann = chat.enter("ann");
  const room = chat.deeds.make(ann.guest);
  disk.breakDown();
  chat.deeds.say("said", ann, room, text("hi"));
  await chat.flush();
  // Reading still works, as on a full disk.
  disk.failure = undefined;
  chat.deeds.leave(ann.guest, room);
  await chat.clock.advance(2 * RETRY_MS);
  assertEquals([disk.textsIn(ops), chat.rooms.find(ops) === room], [["hi"], true]);
});

Deno.test("what was kept of a room stays closed where one of its name was made anew, and closed, in the meantime", async () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann");
    chat.deeds.say("said", ann, chat.deeds.make(ann.guest), text("before"));
    chat.archive.commit();
  }
  disk.breakDown();
  using chat = new Chat({ open: disk.open });
  const [ann, eve] = [chat.enter("ann"), chat.enter("eve")];
  const room = chat.deeds.make(ann.guest);
  chat.deeds.changeKind(ann.guest.person, room, "private");
  disk.mend();
  await chat.clock.advance(RETRY_MS);
  chat.deeds.changeKind(ann.guest.person, room, "public");
  chat.deeds.join(eve.guest, room);
  assertEquals(pastOf(chat, eve, room), []);
});

Deno.test("history off in trouble erases all rooms it went off in, and no line of them is saved late", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  const ann = chat.enter("ann");
  const [one, two, other] = ["#one", "#two", "#other"].map((name) =>
    chat.deeds.make(ann.guest, name as RoomName)
  );
  const all = (said: string) => {
    for (const room of [one!, two!, other!]) chat.deeds.say("said", ann, room, text(said));
    handOut(chat.fanOut);
  };
  all("saved");
  disk.breakDown();
  all("waiting");
  for (const room of [one!, two!]) chat.deeds.changeHistory(ann.guest.person, room, false);
  disk.mend();
  await chat.clock.advance(RETRY_MS);
  assertEquals(["#one", "#two", "#other"].map((room) => disk.textsIn(room)), [[], [], ["saved", "waiting"]]);
  const late = disk.saves.flat().filter(({ text }) => text === "waiting");
  assertEquals(late.map(({ room }) => room as string), ["#other"]);
});

Deno.test("rooms that were made in trouble are all kept once that is over", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  const ann = chat.enter("ann");
  disk.breakDown();
  const rooms = ["#one", "#two"].map((name) => chat.deeds.make(ann.guest, name as RoomName));
  disk.mend();
  await chat.clock.advance(RETRY_MS);
  assertEquals(disk.inner.rooms().slice(1), rooms.map((room) => room.saved()));
});

Deno.test("an empty room is not let go while nobody can say whether it has a history", () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open });
  const ann = chat.enter("ann");
  const room = chat.deeds.make(ann.guest);
  chat.deeds.say("said", ann, room, text("remember me"));
  chat.deeds.leave(ann.guest, room);
  disk.breakDown();
  chat.core.tidy();
  disk.mend();
  chat.core.tidy();
  assertEquals([chat.rooms.find(ops), chat.archive.health.trouble], [room, undefined]);
});

Deno.test("Chat.tidy() asks the store once for all rooms, and lets go of a hundred at a time", async () => {
  const disk = new TroubledStore();
  using chat = new Chat({ open: disk.open, maxRooms: 1000, maxRoomsPerGuest: 1000 });
  const ann = chat.enter("ann");
  for (let i = 0; i < 250; i++) {
    const room = chat.deeds.make(ann.guest, `#r${i}` as RoomName);
    chat.deeds.say("said", ann, room, text("remember me"));
    chat.deeds.leave(ann.guest, room);
  }
  assertEquals([chat.core.tidy(), chat.rooms.size], [false, 251]);
  disk.inner.forget(ann.guest.name, 0);
  disk.calls.length = 0;
  const sizes = [1, 2, 3].map(() => [chat.core.tidy(), chat.rooms.size]);
  assertEquals(sizes, [[true, 151], [true, 51], [false, 1]]);
  assertEquals(disk.calls, Array(3).fill(["roomsWithLines", "dropRooms"]).flat());
  assertEquals([chat.core.tidy(), disk.inner.rooms().length], [false, 1]);
  await ann.types("/join #r7");
  assertEquals(
    chat.rooms.find("#r7" as RoomName)?.standing(ann.guest.person).isOwner,
    true,
    "its name is free",
  );
});

Deno.test("the lobby is as it was kept after a restart, and there is one", () => {
  const disk = new TroubledStore();
  for (const topic of ["", "tea"]) {
    using chat = new Chat({ open: disk.open });
    assertEquals([chat.rooms.lobby.topic as string, chat.rooms.all().length], [topic, 1]);
    const { guest: { person } } = chat.enter("ann"), { lobby } = chat.rooms;
    chat.deeds.restore([{ ...lobby.saved(), owners: [person.identity.key] }]); // as one may be imported
    chat.deeds.changeTopic(person, lobby, text("tea"));
  }
});

Deno.test("what was kept of an open room can be seen where one of its name was made anew, and open, in the meantime", async () => {
  const disk = new TroubledStore();
  {
    using chat = new Chat({ open: disk.open });
    const ann = chat.enter("ann");
    chat.deeds.say("said", ann, chat.deeds.make(ann.guest), text("kept"));
    handOut(chat.fanOut);
  }
  disk.breakDown("the folder is locked");
  using chat = new Chat({ open: disk.open });
  const [bob, eve] = [chat.enter("bob"), chat.enter("eve")];
  const room = chat.deeds.make(bob.guest);
  disk.mend();
  await chat.clock.advance(RETRY_MS);
  chat.deeds.join(eve.guest, room);
  assertEquals([room.pastFrom, pastOf(chat, eve, room)], [0, ["kept"]]);
});
