/** Why a deed was not done that was possible when somebody did it. */

import { assertEquals } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import { Fold } from "../../lib/chat/fold.ts";
import { notTaken, overtaken } from "../../lib/chat/not_done.ts";
import type { GuestId } from "../../lib/chat/person.ts";
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
  apply(4, { kind: "room_kind", room: ops, by: bob, roomKind: "password", seal: "seal" });
  assertEquals(why(entered), { kind: "needs_password", room: ops });
  apply(5, { kind: "room_kind", room: ops, by: bob, roomKind: "invite-only", seal: "" });
  assertEquals(why(entered), { kind: "needs_invitation", room: ops });
  const topic: Deed = { kind: "topic", room: ops, by: bob, text: text("tea") };
  assertEquals(why(topic), { kind: "overtaken" });
  apply(6, { kind: "exited", who: 2 as GuestId, room: ops });
  apply(7, { kind: "dropped", rooms: [ops] });
  for (const deed of [topic, entered]) assertEquals(why(deed), { kind: "unknown_room", given: ops });
  assertEquals(why({ kind: "invited", who, room: ops, by: who }), { kind: "overtaken" });
});
