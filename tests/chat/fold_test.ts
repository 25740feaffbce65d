/** What the log comes to: entries that can be, and those that do not count. */

import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import type { Life } from "../../lib/cluster/bus.ts";
import type { GuestId, Person } from "../../lib/chat/person.ts";
import type { SavedRoom } from "../../lib/model/saved_room.ts";
import type { CleanText, Name, RoomName } from "../../lib/text/clean.ts";
import { anyDeed } from "../support/any_deed.ts";
import { stateOf } from "../support/recorded_log.ts";

const [ann, bob] = ["ann", "bob"] as Name[] as [Name, Name];
const [lobby, ops] = ["#lobby", "#ops"] as RoomName[] as [RoomName, RoomName];
const text = (text: string) => text as CleanText;
const who = (id: number) => id as GuestId;

/** A fold of these deeds, numbered from 1, and whether each of them counted. */
function foldOf(...deeds: Deed[]): { readonly fold: Fold; readonly counted: boolean[] } {
  const fold = new Fold({ rooms: [], lastId: 0 });
  const counted = deeds.map((deed, i) => fold.apply({ seq: i + 1, time: 1000 + i, deed }, i) !== undefined);
  return { fold, counted };
}

const joined = (name: Name, address = "192.0.2.1"): Deed => ({
  ...{ kind: "joined", name, address, isBot: false, isEncrypted: false },
});

Deno.test("a fold has whoever joined, in the lobby, under the number of the entry", () => {
  const { fold } = foldOf(joined(ann), joined(bob));
  assertEquals(
    [...fold.people].map(([id, { name, since }]) => [id, name, since]),
    [[1, ann, 0], [2, bob, 1]] as unknown,
  );
  assertEquals(fold.rooms.lobby.members.all().map(({ name }) => name), [ann, bob]);
  assertEquals([(fold.names.find("ANN") as Person).id, fold.lastId, fold.lastKeptId], [1, 2, 0] as unknown);
});

Deno.test("an entry that cannot be does not count, and changes nothing", () => {
  const impossible: Deed[] = [
    joined(ann),
    joined("ＡＮＮ" as Name),
    { kind: "left", who: who(9), farewell: "quit" },
    { kind: "renamed", who: who(9), to: "eve" as Name },
    { kind: "renamed", who: who(1), to: "Bob" as Name },
    { kind: "said", who: who(9), room: lobby, text: text("from nobody") },
    { kind: "said", who: who(2), room: ops, text: text("from outside") },
    { kind: "said", who: who(2), room: "#none" as RoomName, text: text("to nowhere") },
    { kind: "away", who: who(9), text: text("") },
    { kind: "bot", who: who(9), isBot: true },
    { kind: "encrypted", who: who(9), isEncrypted: true },
    { kind: "forgotten", who: who(9), spans: [] },
    { kind: "made", who: who(2), room: "#OPS" as RoomName },
    { kind: "made", who: who(9), room: "#new" as RoomName },
    { kind: "entered", who: who(1), room: ops },
    { kind: "entered", who: who(2), room: "#none" as RoomName },
    { kind: "exited", who: who(2), room: ops },
    { kind: "removed", who: who(2), room: ops, by: who(1), text: text("") },
    { kind: "invited", who: who(9), room: ops, by: who(1) },
    { kind: "owner", who: who(9), room: ops, by: who(1) },
    { kind: "owner", who: who(2), room: ops, by: who(1) }, // is not in it
    { kind: "inherited", who: who(2), room: ops, by: ann },
    { kind: "topic", room: "#none" as RoomName, by: who(1), text: text("tea") },
    { kind: "room_kind", room: "#none" as RoomName, by: who(1), roomKind: "private", seal: "" },
    { kind: "sealed", room: ops, lock: 99, seal: "seal" },
    { kind: "room_history", room: "#none" as RoomName, by: who(1), isKept: false },
    { kind: "dropped", rooms: [ops] }, // somebody is in it
    { kind: "dropped", rooms: [lobby, "#none" as RoomName] },
  ];
  const base = [joined(ann), joined(bob), { kind: "made", who: who(1), room: ops } as const];
  const before = stateOf(foldOf(...base).fold);
  for (const deed of impossible) {
    const { fold, counted } = foldOf(...base, deed);
    assertEquals([counted.at(-1), stateOf(fold), fold.lastId], [false, before, 4], JSON.stringify(deed));
  }
});

Deno.test("what owners do counts while they own the room and are in it, and at their own node's hands only", () => {
  const owners: Deed[] = [
    { kind: "removed", who: who(2), room: ops, by: who(1), text: text("") },
    { kind: "owner", who: who(2), room: ops, by: who(1) },
    { kind: "topic", room: ops, by: who(1), text: text("tea") },
    { kind: "room_kind", room: ops, by: who(1), roomKind: "private", seal: "" },
    { kind: "room_history", room: ops, by: who(1), isKept: false },
    { kind: "hook_made", room: ops, by: who(1), hook: { name: "deploy" as Name, by: ann, hash: "hash" } },
    { kind: "hook_gone", room: ops, by: who(1), hook: "old" as Name },
  ];
  const base: Deed[] = [
    joined(ann),
    joined(bob),
    { kind: "made", who: who(1), room: ops },
    { kind: "hook_made", room: ops, by: who(1), hook: { name: "old" as Name, by: ann, hash: "old" } },
    { kind: "entered", who: who(2), room: ops },
    { kind: "owner", who: who(2), room: ops, by: who(1) },
    { kind: "exited", who: who(2), room: ops },
    { kind: "entered", who: who(2), room: ops },
  ];
  const out: Deed = { kind: "exited", who: who(1), room: ops };
  const others = (deed: Deed): Deed => "by" in deed ? { ...deed, by: who(2) } as Deed : deed;
  for (const deed of owners) {
    const judged = [[...base, deed], [...base, others(deed)], [...base, out, deed], [
      ...base,
      out,
      others(deed),
    ]]
      .map((deeds) => foldOf(...deeds).counted.at(-1));
    const isOfTwo = deed.kind === "removed" || deed.kind === "owner"; // bob is the one it is about
    assertEquals(judged, [true, false, false, deed.kind === "removed" || !isOfTwo], deed.kind);
    const { fold } = foldOf(...base), entry = { seq: 9, time: 0, deed };
    assertEquals(fold.apply({ ...entry, life: "another" as Life }, 0), undefined, deed.kind);
  }
});

Deno.test("a room is somebody's from the entry on by which its last owner goes, and they are told behind it", () => {
  const base: Deed[] = [
    ...[joined(ann), joined(bob), joined("eve" as Name)],
    { kind: "made", who: who(1), room: ops },
    { kind: "entered", who: who(2), room: ops },
    { kind: "entered", who: who(3), room: ops },
    { kind: "exited", who: who(1), room: ops },
  ];
  const told = (id: number): Deed => ({ kind: "inherited", who: who(id), room: ops, by: ann });
  const { fold, counted } = foldOf(...base, told(3), told(2));
  assertEquals(fold.rooms.find(ops)!.owners.keys(), ["bob@192.0.2.1"]);
  assertEquals(counted.slice(-2), [false, true]);
  const later = foldOf(...base, { kind: "exited", who: who(2), room: ops }, told(2), told(3));
  assertEquals([later.fold.rooms.find(ops)!.owners.keys(), later.counted.slice(-2)], [["eve@192.0.2.1"], [
    false,
    true,
  ]]);
});

Deno.test("a name is free again when whoever had it has left or taken another", () => {
  const { counted, fold } = foldOf(
    joined(ann),
    joined(ann),
    { kind: "renamed", who: who(1), to: "eve" as Name },
    joined(ann),
    { kind: "left", who: who(1), farewell: "quit" },
    joined("EVE" as Name),
  );
  assertEquals(counted, [true, false, true, true, true, true]);
  assertEquals([...fold.people.values()].map(({ name }) => name), [ann, "EVE"] as unknown);
});

Deno.test("whoever leaves the chat is in no room any more, nor invited to one", () => {
  const { fold } = foldOf(
    joined(ann),
    joined(bob),
    { kind: "made", who: who(1), room: ops },
    { kind: "invited", who: who(2), room: ops, by: who(1) },
    { kind: "left", who: who(2), farewell: "quit" },
    { kind: "left", who: who(1), farewell: "quit" },
  );
  for (const room of fold.rooms.all()) assertEquals(room.members.size, 0);
  assertEquals(fold.rooms.find(ops)?.owners.isEmpty, false); // ann comes back to it
});

Deno.test("a lock is open to its own seal only: not to one that was made for the lock before it", () => {
  const closed = { kind: "room_kind", room: ops, by: who(1), roomKind: "password", seal: undefined } as const;
  const { fold, counted } = foldOf(
    joined(ann),
    { kind: "made", who: who(1), room: ops },
    closed,
    closed,
    { kind: "sealed", room: ops, lock: 3, seal: "the first" },
    { kind: "sealed", room: ops, lock: 4, seal: "the second" },
  );
  assertEquals([counted.slice(-2), fold.rooms.find(ops)!.access.lock.seal], [[false, true], "the second"]);
});

Deno.test("whoever waits for a lock that nobody seals any more learns that nothing opens it", async () => {
  const fold = new Fold({ rooms: [], lastId: 0 });
  const closed = { kind: "room_kind", room: ops, by: who(1), roomKind: "password", seal: undefined } as const;
  const deeds: Deed[] = [joined(ann), { kind: "made", who: who(1), room: ops }, closed];
  for (const [i, deed] of deeds.entries()) fold.apply({ seq: i + 1, time: 0, deed }, 0);
  const first = fold.rooms.find(ops)!.access.lock;
  fold.apply({ seq: 4, time: 0, deed: closed }, 0);
  const second = fold.rooms.find(ops)!.access.lock;
  fold.apply({ seq: 5, time: 0, deed: { kind: "left", who: who(1), farewell: "quit" } }, 0);
  fold.apply({ seq: 6, time: 0, deed: { kind: "dropped", rooms: [ops] } }, 0);
  assertEquals(await Promise.all([first.made, second.made]), ["", ""]);
});

Deno.test("rooms that turn up belong to whom they belonged to, and what was said meanwhile stays closed", () => {
  const saved: SavedRoom = {
    ...{ name: ops, kind: "public", topic: "tea", owners: ["eve@192.0.2.9"], password: "" },
    ...{ keepsHistory: true, pastFrom: 0, hooks: [] },
  };
  const { fold } = foldOf(
    joined(ann),
    { kind: "made", who: who(1), room: ops },
    { kind: "room_kind", room: ops, by: who(1), roomKind: "private", seal: "" },
    { kind: "said", who: who(1), room: ops, text: text("behind closed doors") },
    { kind: "restored", rooms: [saved, { ...saved, name: "#old" as RoomName }] },
  );
  const room = fold.rooms.find(ops)!;
  assertEquals(
    [room.topic, room.saved().owners, room.pastFrom, room.members.size],
    ["tea", saved.owners, 4, 1] as unknown,
  );
  assertEquals(fold.rooms.find("#old" as RoomName)?.pastFrom, 0);
});

Deno.test("rooms that turn up and look alike today keep their own rules", () => {
  const [one, other] = ["#bill", "#bi\u0307ll"] as RoomName[];
  const saved: SavedRoom = {
    ...{ name: one!, kind: "password", topic: "", owners: ["eve@192.0.2.9"], password: "a seal" },
    ...{ keepsHistory: true, pastFrom: 0, hooks: [] },
  };
  const open: SavedRoom = {
    ...saved,
    name: other!,
    kind: "public",
    password: "",
    owners: ["mallory@192.0.2.8"],
  };
  const { fold } = foldOf({ kind: "restored", rooms: [saved, open] });
  assertEquals([one, other].map((name) => fold.rooms.find(name!)!.saved()), [saved, open]);
});

Deno.test("whatever the log has: who folds it as JSON comes to the same, and nobody is a ghost (property)", () => {
  fc.assert(
    fc.property(fc.array(anyDeed, { maxLength: 60 }), (deeds) => {
      const { fold, counted } = foldOf(...deeds);
      const again = foldOf(...deeds.map((deed) => JSON.parse(JSON.stringify(deed)) as Deed));
      assertEquals([again.counted, stateOf(again.fold)], [counted, stateOf(fold)]);
      const kept = foldOf(
        ...deeds.map((deed, i) => counted[i] ? deed : { kind: "dropped", rooms: [] } as const),
      );
      assertEquals(stateOf(kept.fold), stateOf(fold)); // what does not count changes nothing
      for (const room of fold.rooms.all()) {
        for (const person of room.members.all()) {
          assert(fold.people.get(person.id) === person, "a ghost is in a room");
        }
        assert(fold.rooms.find(room.label) === room);
      }
      for (const person of fold.people.values()) {
        assert(fold.names.find(person.name) === person);
        const places = [...fold.rooms.all()].filter(({ members }) =>
          members.has(person) || members.isInvited(person)
        );
        assertEquals([...person.places].sort(), places.map(({ label }) => label).sort());
      }
    }),
    { numRuns: 300 },
  );
});
