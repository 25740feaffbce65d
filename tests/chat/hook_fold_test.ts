/** What the log comes to with webhooks: entries that can be, and those that do not count. */

import { assert, assertEquals } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import type { GuestId } from "../../lib/chat/person.ts";
import type { Name, RoomName } from "../../lib/text/clean.ts";
import { savedRoom } from "../contracts/samples.ts";
import { stateOf } from "../support/recorded_log.ts";
import { ann, bob, lobby, ops, text } from "../support/samples.ts";

const who = (id: number) => id as GuestId;
const hook = (name: string, hash = `hash of ${name}`) => ({ name: name as Name, by: ann, hash });
const joined = (name: Name): Deed => ({
  kind: "joined",
  name,
  address: "192.0.2.1",
  isBot: false,
  isEncrypted: false,
});
const made = (name: string, hash?: string, room = ops): Deed => ({
  ...{ kind: "hook_made", room, by: who(1), hook: hook(name, hash) },
});
const posted = (name: string, room = ops): Deed => ({
  ...{ kind: "posted", room, hook: name as Name, text: text("hi") },
});

/** A fold of these deeds, numbered from 1, and whether each of them counted. */
function foldOf(deeds: readonly Deed[]) {
  const fold = new Fold({ rooms: [savedRoom("#kept", { hooks: [hook("old")] })], lastId: 0 });
  const counted = deeds.map((deed, i) => fold.apply({ seq: i + 1, time: 1000 + i, deed }, i) !== undefined);
  return { fold, counted };
}

const BASE = [
  joined(ann),
  joined(bob),
  { kind: "made", who: who(1), room: ops },
  made("deploy"),
  posted("deploy"),
] as const satisfies readonly Deed[];

Deno.test("an entry about a webhook that cannot be does not count, and changes nothing", () => {
  const impossible: Deed[] = [
    made("bob"),
    made("DEPLOY", "another hash"),
    made("old", "another hash"),
    made("other", "hash of deploy"), // one token speaks in one place
    made("other", undefined, "#none" as RoomName),
    { kind: "hook_gone", room: ops, by: who(1), hook: "old" as Name },
    { kind: "hook_gone", room: lobby, by: who(1), hook: "deploy" as Name },
    { kind: "hook_gone", room: ops, by: who(2), hook: "deploy" as Name }, // is no owner of it
    { ...made("other"), by: who(2) } as Deed,
    posted("Deploy"),
    posted("deploy", lobby),
    posted("bob"),
    posted("old"),
    joined("ｄｅｐｌｏｙ" as Name),
    { kind: "renamed", who: who(2), to: "old" as Name },
  ];
  const before = foldOf(BASE);
  assertEquals(before.counted, BASE.map(() => true));
  for (const deed of impossible) {
    const { fold, counted } = foldOf([...BASE, deed]);
    assertEquals([counted.at(-1), stateOf(fold)], [false, stateOf(before.fold)], JSON.stringify(deed));
  }
});

Deno.test("a room has ten webhooks at most, also where more were kept", () => {
  const more = Array.from({ length: 12 }, (_, i) => `hook-${String.fromCharCode(97 + i)}`);
  const { fold, counted } = foldOf([...BASE, ...more.map((name) => made(name))]);
  assertEquals(counted.slice(BASE.length), more.map((_, i) => i < 9));
  const kept = new Fold({ rooms: [savedRoom("#ops", { hooks: more.map((name) => hook(name)) })], lastId: 0 });
  assertEquals([fold.hooks.size, kept.hooks.size], [11, 10]);
});

Deno.test("a webhook is in no room, and its lines are counted as kept where the room keeps them", () => {
  const off = { kind: "room_history", room: ops, by: who(1), isKept: false } as const;
  const { fold } = foldOf([...BASE, off, posted("deploy")]);
  assertEquals([fold.lastKeptId, fold.rooms.find(ops)!.members.size, fold.people.size], [5, 1, 2]);
  const found = fold.names.find("deploy");
  assert(found?.kind === "hook" && found.trail.lines === 2 && found === fold.hooks.get("hash of deploy"));
});

Deno.test("the webhooks of a room that goes are gone, with their names and tokens", () => {
  const left = { kind: "left", who: who(1), farewell: "quit" } as const;
  const { fold } = foldOf([...BASE, left, { kind: "dropped", rooms: [ops] }]);
  assertEquals([fold.names.find("deploy"), [...fold.hooks.keys()]], [undefined, ["hash of old"]]);
});

Deno.test("a webhook that is made anew takes the place of one that was silent, and is the only one", () => {
  const kept = [
    savedRoom("#kept", { hooks: [hook("old")], owners: ["ann@192.0.2.1"] }),
    savedRoom("#other", { hooks: [hook("OLD", "silent")], owners: ["ann@192.0.2.1"] }),
  ];
  const fold = new Fold({ rooms: kept, lastId: 0 }), rooms = ["#kept", "#other"] as RoomName[];
  const [room, other] = rooms as [RoomName, RoomName];
  const deeds: Deed[] = [
    joined(ann),
    ...rooms.map((room): Deed => ({ kind: "entered", who: who(1), room })),
    { kind: "hook_gone", room, by: who(1), hook: "old" as Name },
    made("OLD", "new", other),
  ];
  for (const [i, deed] of deeds.entries()) fold.apply({ seq: i + 1, time: 0, deed }, 0);
  assertEquals([...fold.rooms.find(other)!.hooks.values()].map(({ hash }) => hash), ["new"]);
  assertEquals([...fold.hooks.keys()], ["new"]);
});

Deno.test("a room that is kept with one token twice has one webhook", () => {
  const fold = new Fold({
    rooms: [savedRoom("#kept", { hooks: [hook("a", "same"), hook("b", "same")] })],
    lastId: 0,
  });
  assertEquals([...fold.rooms.find("#kept" as RoomName)!.hooks.keys()], ["a"] as Name[]);
});
