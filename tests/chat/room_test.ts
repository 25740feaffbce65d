import { assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { ROOM_KINDS } from "../../lib/model/room_rules.ts";
import { Room } from "../../lib/chat/room.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";
import { savedRoom } from "../contracts/samples.ts";
import { ann, ops, personOf } from "../support/samples.ts";

Deno.test("Room begins empty, public and nobody's", () => {
  const room = new Room(ops);
  assertEquals([room.members.size, room.access.kind, room.owners.isEmpty, room.keepsHistory], [
    0,
    "public",
    true,
    true,
  ]);
  assertEquals(room.saved(), savedRoom(ops));
});

Deno.test("Room.standing() knows owners by their key, members and the invited by themselves", () => {
  const person = personOf(ann);
  const room = new Room(ops);
  const nothing = { isOwner: false, isMember: false, isInvited: false };
  assertEquals(room.standing(person), nothing);
  room.members.invite(person);
  assertEquals(room.standing(person), { ...nothing, isInvited: true });
  room.members.add(person, 0); // which uses the invitation up
  assertEquals(room.standing(person), { ...nothing, isMember: true });
  room.owners.add(person.identity);
  assertEquals(room.standing(person), { ...nothing, isMember: true, isOwner: true });
  room.members.delete(person);
  assertEquals(room.standing(person), { ...nothing, isOwner: true });
  assertEquals(room.owners.delete(person.identity), true);
  assertEquals(room.owners.delete(person.identity), false);
  assertEquals([room.standing(person), room.owners.isEmpty], [nothing, true]);
});

Deno.test("Room.openFrom() shows all of an open past, and of a closed one what came since somebody came", () => {
  const person = personOf(ann);
  const room = new Room(ops);
  room.members.add(person, 7);
  const openFrom = () =>
    Object.fromEntries(
      ROOM_KINDS.map((kind) => [kind, (room.access.change(kind, 0, ""), room.openFrom(person))]),
    );
  assertEquals(openFrom(), { public: 0, announce: 0, private: 7, "invite-only": 7, password: 7 });
  room.pastFrom = 5; // opened after that one
  assertEquals(openFrom(), { public: 5, announce: 5, private: 7, "invite-only": 7, password: 7 });
  room.pastFrom = 9; // who was there when it was closed has seen more than newcomers may
  assertEquals(openFrom(), { public: 7, announce: 7, private: 7, "invite-only": 7, password: 7 });
});

Deno.test("Room.openFrom() shows nothing of a closed room to those who are not in it", () => {
  const person = personOf(ann);
  const room = new Room(ops);
  room.access.change("private", 0, "");
  assertEquals(room.openFrom(person), Infinity);
});

Deno.test("a room shows the topic that an older server kept as it could be set today", () => {
  const saved = new Room("#小屋" as RoomName).saved();
  const room = new Room(saved.name, { ...saved, topic: `tea${" ".repeat(75)}\u2800Server: bye` });
  assertEquals<string>(room.topic, `tea${" ".repeat(16)}Server: bye`);
});

Deno.test("Room is the same after it was kept", () => {
  const person = personOf(ann);
  const saved: SavedRoom = {
    ...{
      name: "#小屋" as RoomName,
      kind: "password",
      topic: "tea",
      owners: [person.identity.key, "bob@192.0.2.9"],
    },
    ...{ password: "pbkdf2$x", keepsHistory: false, pastFrom: 42, hooks: [] },
  };
  const room = new Room(saved.name, saved);
  assertEquals(room.saved(), saved);
  assertEquals([room.label as string, room.topic as string, room.access.lock.seal], [
    "#小屋",
    "tea",
    "pbkdf2$x",
  ]);
  assertEquals([room.standing(person).isOwner, room.members.size], [true, 0]);
});

Deno.test("Room.adopt() takes over the owners that were kept, in the place of those there were", () => {
  const person = personOf(ann);
  const room = new Room(ops);
  room.owners.add(person.identity);
  room.adopt({ ...room.saved(), owners: ["bob@192.0.2.9"] });
  assertEquals([room.standing(person).isOwner, room.saved().owners], [false, ["bob@192.0.2.9"]]);
});
