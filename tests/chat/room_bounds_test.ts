import { assert, assertEquals } from "@std/assert";
import type { Guest } from "../../lib/chat/guest.ts";
import type { Room } from "../../lib/chat/room.ts";
import { tooManyToEnter, tooManyToMake } from "../../lib/chat/room_bounds.ts";
import type { Refusal } from "../../lib/model/refusal.ts";
import type { RoomName } from "../../lib/text/clean.ts";
import { Chat, PLAIN } from "../support/chat.ts";
import { enter } from "../support/party.ts";
import { ops, text } from "../support/samples.ts";

/** Makes a room where that is possible. */
function make(chat: Chat, guest: Guest, name: RoomName): Room | Refusal {
  return tooManyToMake(guest, chat.rooms, chat.services.settings) ?? chat.deeds.make(guest, name);
}

Deno.test("no more rooms are made than there may be, and nobody is in more than one person may be", async () => {
  using chat = new Chat({ maxRooms: 4, maxRoomsPerGuest: 3 });
  const { ann, bob } = await enter(chat, "ann", "bob");
  make(chat, ann.guest, "#a" as RoomName);
  const room = make(chat, ann.guest, "#b" as RoomName);
  assert(room.kind === "room");
  assertEquals(make(chat, ann.guest, ops), { kind: "too_many_rooms_of_yours", rooms: 3 });
  make(chat, bob.guest, "#c" as RoomName);
  assertEquals(make(chat, bob.guest, ops), { kind: "too_many_rooms", rooms: 4 });
  assertEquals(tooManyToEnter(ann.guest, chat.services.settings), {
    kind: "too_many_rooms_of_yours",
    rooms: 3,
  });
  chat.deeds.leave(ann.guest, room); // which goes
  assertEquals(tooManyToEnter(ann.guest, chat.services.settings), undefined);
  make(chat, bob.guest, ops);
  assertEquals(chat.rooms.all().length, 4);
});

Deno.test("tooManyToMake() counts rooms that their maker has left, as long as they are kept", async () => {
  using chat = new Chat({ maxRoomsPerGuest: 2 });
  const { ann } = await enter(chat, "ann");
  for (const name of ["#one", "#two"] as RoomName[]) {
    const room = make(chat, ann.guest, name);
    assert(room.kind === "room");
    chat.deeds.say("said", ann, room, text("mine"));
    chat.deeds.leave(ann.guest, room);
  }
  assertEquals(make(chat, ann.guest, ops), { kind: "too_many_rooms_of_yours", rooms: 2 });
});

Deno.test("tooManyToMake() counts the rooms somebody owns, in them or not, and those of everybody at their address", async () => {
  using chat = new Chat({ maxRoomsPerGuest: 3 });
  const { bob } = await enter(chat, "bob"); // keeps rooms open while their owner is away
  const tooMany = { kind: "too_many_rooms_of_yours", rooms: 3 } as const;
  const outcomes = ["#a", "#b", "#c", "#d"].map((name) => {
    const ann = chat.enter("ann", PLAIN, "192.0.2.7");
    const room = make(chat, ann.guest, name as RoomName);
    if (room.kind === "room") {
      chat.log.append({ kind: "entered", who: bob.guest.person.id, room: room.label });
      ann.leaves();
    }
    return room.kind === "room" ? room.label as string : room;
  });
  assertEquals(outcomes, ["#a", "#b", "#c", tooMany]);
  const atHome = Array.from({ length: 13 }, (_, i) => chat.enter(`guest${i}`, PLAIN, "192.0.2.9"));
  const made = atHome.map(({ guest }, i) => make(chat, guest, `#guest${i}` as RoomName));
  assertEquals(made.map(({ kind }) => kind === "room"), made.map((_, i) => i < 12));
  assertEquals(made[12], tooMany);
  const elsewhere = chat.enter("elsewhere", PLAIN, "192.0.2.99");
  assertEquals(make(chat, elsewhere.guest, "#elsewhere" as RoomName).kind, "room");
});
