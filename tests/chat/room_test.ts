import { assertEquals } from "@std/assert";
import type { RoomName } from "../../lib/text/clean.ts";
import { ROOM_KINDS } from "../../lib/model/room_rules.ts";
import { MAX_INVITED, MAX_OWNERS, Room } from "../../lib/chat/room.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";
import { Chat } from "../support/chat.ts";
import { ops } from "../support/samples.ts";

Deno.test("Room begins empty, public and nobody's", () => {
  const room = new Room(ops);
  assertEquals([room.size, room.roomKind, room.isNobodys, room.keepsHistory], [0, "public", true, true]);
  const rules = {
    kind: "public",
    topic: "",
    owners: [],
    password: "",
    keepsHistory: true,
    pastFrom: 0,
  } as const;
  assertEquals(room.saved(), { name: ops, ...rules });
});

Deno.test("Room.add() and delete() keep the members in the order they came", () => {
  using chat = new Chat();
  const [ann, bob, eve] = ["ann", "bob", "eve"].map((name) => chat.enter(name).guest);
  const room = new Room(ops);
  for (const guest of [ann!, bob!, eve!]) room.add(guest.person, 0);
  assertEquals(room.people(), [ann!.person, bob!.person, eve!.person]);
  room.delete(bob!.person);
  room.delete(bob!.person);
  assertEquals([room.people(), room.size], [[ann!.person, eve!.person], 2]);
  assertEquals([room.has(ann!.person), room.has(bob!.person)], [true, false]);
});

Deno.test("Room.standing() knows owners by their key, members and the invited by themselves", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const room = new Room(ops);
  const nothing = { isOwner: false, isMember: false, isInvited: false };
  assertEquals(room.standing(guest.person), nothing);
  room.invite(guest.person);
  assertEquals(room.standing(guest.person), { ...nothing, isInvited: true });
  room.add(guest.person, 0); // which uses the invitation up
  assertEquals(room.standing(guest.person), { ...nothing, isMember: true });
  room.own(guest.person);
  assertEquals(room.standing(guest.person), { ...nothing, isMember: true, isOwner: true });
  room.delete(guest.person);
  assertEquals(room.standing(guest.person), { ...nothing, isOwner: true });
  assertEquals(room.disown(guest.person.identity), true);
  assertEquals(room.disown(guest.person.identity), false);
  assertEquals([room.standing(guest.person), room.isNobodys], [nothing, true]);
});

Deno.test("Room.uninvite() forgets an invitation", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const room = new Room(ops);
  room.invite(guest.person);
  room.uninvite(guest.person);
  assertEquals(room.standing(guest.person).isInvited, false);
});

Deno.test("Room.ownersHere() are the owners who are in it", () => {
  using chat = new Chat();
  const [ann, bob] = ["ann", "bob"].map((name) => chat.enter(name).guest);
  const room = new Room(ops);
  room.own(ann!.person);
  room.own(bob!.person);
  room.add(bob!.person, 0);
  assertEquals([room.ownersHere(), room.isNobodys], [[bob!.person], false]);
});

Deno.test("Room.own() and invite() are bounded, and take again who is on the list already", () => {
  using chat = new Chat();
  const guests = Array.from({ length: 101 }, (_, i) => chat.enter(`guest${i}`).guest);
  const room = new Room(ops);
  assertEquals([MAX_OWNERS, MAX_INVITED], [100, 100]);
  assertEquals(guests.map((guest) => room.own(guest.person)), guests.map((_, i) => i < MAX_OWNERS));
  assertEquals(guests.map((guest) => room.invite(guest.person)), guests.map((_, i) => i < MAX_INVITED));
  assertEquals([room.own(guests[0]!.person), room.invite(guests[0]!.person)], [true, true]);
  room.disown(guests[0]!.person.identity);
  room.uninvite(guests[0]!.person);
  assertEquals([room.own(guests[100]!.person), room.invite(guests[100]!.person)], [true, true]);
});

Deno.test("Room.openFrom() shows all of an open past, and of a closed one what came since somebody came", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const room = new Room(ops);
  room.add(guest.person, 7);
  const openFrom = () =>
    Object.fromEntries(ROOM_KINDS.map((kind) => [kind, (room.roomKind = kind, room.openFrom(guest.person))]));
  assertEquals(openFrom(), { public: 0, announce: 0, private: 7, "invite-only": 7, password: 7 });
  room.pastFrom = 5; // opened after that one
  assertEquals(openFrom(), { public: 5, announce: 5, private: 7, "invite-only": 7, password: 7 });
  room.pastFrom = 9; // who was there when it was closed has seen more than newcomers may
  assertEquals(openFrom(), { public: 7, announce: 7, private: 7, "invite-only": 7, password: 7 });
});

Deno.test("Room.openFrom() shows nothing of a closed room to those who are not in it", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const room = new Room(ops);
  room.roomKind = "private";
  assertEquals(room.openFrom(guest.person), Infinity);
});

Deno.test("a room shows the topic that an older server kept as it could be set today", () => {
  const saved = new Room("#小屋" as RoomName).saved();
  const room = new Room(saved.name, { ...saved, topic: `tea${" ".repeat(75)}\u2800Server: bye` });
  assertEquals<string>(room.topic, `tea${" ".repeat(16)}Server: bye`);
});

Deno.test("Room is the same after it was kept", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const saved: SavedRoom = {
    ...{
      name: "#小屋" as RoomName,
      kind: "password",
      topic: "tea",
      owners: [guest.person.identity.key, "bob@192.0.2.9"],
    },
    ...{ password: "pbkdf2$x", keepsHistory: false, pastFrom: 42 },
  };
  const room = new Room(saved.name, saved);
  assertEquals(room.saved(), saved);
  assertEquals([room.label as string, room.topic as string, room.seal], ["#小屋", "tea", "pbkdf2$x"]);
  assertEquals([room.standing(guest.person).isOwner, room.size], [true, 0]);
});

Deno.test("Room.adopt() takes over the owners that were kept, in the place of those there were", () => {
  using chat = new Chat();
  const { guest } = chat.enter("ann");
  const room = new Room(ops);
  room.own(guest.person);
  room.adopt({ ...room.saved(), owners: ["bob@192.0.2.9"] });
  assertEquals([room.standing(guest.person).isOwner, room.saved().owners], [false, ["bob@192.0.2.9"]]);
});

Deno.test("Room.isOwnedFrom() knows the networks of all owners, and none that only ends like one", () => {
  const room = new Room(ops);
  assertEquals(room.isOwnedFrom("192.0.2.1"), false);
  room.adopt({ ...room.saved(), owners: ["bob@10.192.0.2.1", "ann@192.0.2.9", "eve@2001:db8::1"] });
  const addresses = ["192.0.2.9", "2001:db8::1", "192.0.2.1", "2.9", ""];
  assertEquals(addresses.map((address) => room.isOwnedFrom(address)), [true, true, false, false, false]);
  const neighbours = ["2001:db8::2", "2001:db8:0:0:1::", "2001:db8:0:1::1", "::ffff:192.0.2.9"];
  assertEquals(neighbours.map((address) => room.isOwnedFrom(address)), [true, true, false, true]);
});
