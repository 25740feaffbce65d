/** Why a deed was not done that was possible when somebody did it. */

import { assertEquals } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import { notTaken, overtaken } from "../../lib/chat/not_done.ts";
import type { GuestId } from "../../lib/chat/person.ts";
import type { Name } from "../../lib/text/clean.ts";
import { ann, bob, lobby, ops, text } from "../support/samples.ts";

const who = 1 as GuestId;

Deno.test("a deed that the log did not take was not said, or not done", () => {
  const said: Deed = { kind: "said", who, room: lobby, text: text("hi") };
  assertEquals(notTaken(said), { kind: "cut_off", isLine: true });
  assertEquals(notTaken({ ...said, kind: "acted" }), { kind: "cut_off", isLine: true });
  assertEquals(notTaken({ kind: "exited", who, room: lobby }), { kind: "cut_off", isLine: false });
});

Deno.test("a deed that does not count any more is refused by what holds now", () => {
  const fold = new Fold({ rooms: [], lastId: 0 }), added = { isBot: false, isEncrypted: false };
  const apply = (seq: number, deed: Deed) => fold.apply({ seq, time: 0, deed }, 0);
  apply(1, { kind: "joined", name: ann, address: "192.0.2.1", ...added });
  apply(2, { kind: "joined", name: bob, address: "192.0.2.2", ...added });
  apply(3, { kind: "made", who: 2 as GuestId, room: ops });
  const why = (deed: Deed) => overtaken(deed, fold);
  const entered = { kind: "entered", who, room: ops } as const;
  assertEquals(why({ kind: "joined", name: bob, address: "192.0.2.3", ...added }), {
    kind: "bad_name",
    problem: "taken",
    given: bob,
  });
  assertEquals(why({ kind: "renamed", who, to: bob }), { kind: "bad_name", problem: "taken", given: bob });
  assertEquals(why({ kind: "renamed", who: 9 as GuestId, to: bob }), { kind: "overtaken" });
  assertEquals(why({ kind: "said", who, room: ops, text: text("hi") }), { kind: "not_in_room", room: ops });
  assertEquals(why(entered), { kind: "overtaken" });
  apply(4, { kind: "room_kind", room: ops, by: 2 as GuestId, roomKind: "password", seal: "seal" });
  assertEquals(why(entered), { kind: "needs_password", room: ops });
  apply(5, { kind: "room_kind", room: ops, by: 2 as GuestId, roomKind: "invite-only", seal: "" });
  assertEquals(why(entered), { kind: "needs_invitation", room: ops });
  const topic: Deed = { kind: "topic", room: ops, by: 2 as GuestId, text: text("tea") };
  const outsider = { kind: "not_in_room", room: ops };
  const invited = { kind: "invited", who, room: ops, by: 2 as GuestId } as const;
  assertEquals([why({ ...topic, by: who }), why({ ...invited, by: who })], [outsider, outsider]);
  assertEquals(why({ ...invited, who: 2 as GuestId }), { kind: "already_in_room", name: bob, room: ops });
  assertEquals([why(invited), why({ ...invited, who: 9 as GuestId })], [
    { kind: "too_many_invited", room: ops },
    { kind: "overtaken" },
  ]);
  const removed = { kind: "removed", who, room: ops, by: 2 as GuestId, text: text("") } as const;
  const elsewhere = { kind: "not_in_this_room", name: ann, room: ops };
  assertEquals([why(removed), why({ ...removed, kind: "owner" })], [elsewhere, elsewhere]);
  assertEquals(why({ ...removed, who: 9 as GuestId }), { kind: "overtaken" });
  apply(6, { kind: "invited", who, room: ops, by: 2 as GuestId });
  apply(7, entered);
  assertEquals(why({ kind: "owner", who, room: ops, by: 2 as GuestId }), {
    kind: "too_many_owners",
    room: ops,
  });
  for (const kind of ["said", "acted"] as const) {
    assertEquals(why({ kind, who, room: ops, text: text("hi") }), { kind: "only_owners_speak", room: ops });
  }
  for (const deed of [{ ...topic, by: who }, { ...invited, by: who, who: 2 as GuestId }]) {
    assertEquals(why(deed), { kind: "not_owner", room: ops });
  }
  const hook = { name: "eve" as Name, by: bob, hash: "hash" };
  const made = { kind: "hook_made", room: ops, by: 2 as GuestId, hook } as const;
  assertEquals(why(made), { kind: "overtaken" });
  assertEquals(why({ ...made, hook: { ...hook, name: ann } }), {
    ...{ kind: "bad_hook_name", problem: "taken", given: ann },
  });
  assertEquals(why({ kind: "hook_gone", room: ops, by: 2 as GuestId, hook: hook.name }), {
    ...{ kind: "unknown_hook", given: hook.name, room: ops },
  });
  for (let i = 0; i < 10; i++) {
    const name = "abcdefghij".charAt(i).repeat(4) as Name;
    apply(8 + i, { ...made, hook: { name, by: bob, hash: name } });
  }
  assertEquals(why(made), { kind: "too_many_hooks", room: ops, hooks: 10 });
  assertEquals(why({ kind: "topic", room: lobby, by: who, text: text("tea") }), {
    kind: "nobodys_room",
    room: lobby,
  });
  apply(20, { kind: "exited", who, room: ops });
  assertEquals(why(topic), { kind: "overtaken" });
  apply(21, { kind: "exited", who: 2 as GuestId, room: ops });
  apply(22, { kind: "dropped", rooms: [ops] });
  for (const deed of [topic, entered]) assertEquals(why(deed), { kind: "unknown_room", given: ops });
  assertEquals(why({ kind: "away", who, text: undefined }), { kind: "overtaken" });
});
