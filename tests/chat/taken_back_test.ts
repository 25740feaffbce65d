/** What is left in the log of what people take back, and what a node makes of it that reads it later. */

import { assertEquals } from "@std/assert";
import type { Deed } from "../../lib/chat/deed.ts";
import type { GuestId } from "../../lib/chat/person.ts";
import { takenBack } from "../../lib/chat/taken_back.ts";
import type { Life } from "../../lib/cluster/bus.ts";
import { Chat } from "../support/chat.ts";
import { LateLog } from "../support/late_bus.ts";
import { stateOf } from "../support/recorded_log.ts";
import { ann, lobby, ops, text } from "../support/samples.ts";
import { story, twoNodes } from "../support/two_nodes.ts";

const who = (id: number) => id as GuestId;
const said: Deed = { kind: "said", who: who(1), room: lobby, text: text("hi") };
const posted: Deed = { kind: "posted", room: ops, hook: ann, text: text("hi") };
const span = (from: number, upTo: number) => ({ name: ann, from, upTo, lines: 1 });
const forgotten: Deed = { kind: "forgotten", who: who(1), spans: [span(1, 5), span(5, 9)] };
const off = { kind: "room_history", room: ops, by: who(1), isKept: false } as const;

Deno.test("/forget takes back what somebody said since they came, and /room history off what was said there before", () => {
  const spans = [forgotten, { ...forgotten, spans: [] }, off, { ...off, isKept: true }, said]
    .map((deed) => takenBack.span({ seq: 20, deed }));
  assertEquals(spans, [{ from: 1, upTo: 9 }, undefined, { from: 1, upTo: 20 }, undefined, undefined]);
  assertEquals(takenBack.span({ seq: 7, deed: forgotten })?.upTo, 7);
  const { instead } = takenBack;
  const gone = { ...said, text: text(""), isTakenBack: true } as const;
  assertEquals([instead(said, forgotten), instead(gone, forgotten)], [gone, undefined]);
  const others: Deed[] = [{ ...said, who: who(2) }, posted, { kind: "joined", name: ann } as Deed];
  assertEquals(others.map((deed) => instead(deed, forgotten)), [undefined, undefined, undefined]);
  assertEquals([said, { ...said, room: ops }, posted].map((deed) => instead(deed, off) !== undefined), [
    false,
    true,
    true,
  ]);
});

Deno.test("whoever reads the log behind that comes to the same chat, and neither keeps nor shows an empty line", () => {
  const deeds: Deed[] = [
    { kind: "joined", name: ann, address: "192.0.2.9", isBot: false, isEncrypted: false },
    said,
    { ...said, kind: "acted" },
    { kind: "forgotten", who: who(1), spans: [span(1, 3)] },
  ];
  const states = [deeds, deeds.map((deed) => takenBack.instead(deed, forgotten) ?? deed)].map((deeds) => {
    const bus = new LateLog<Deed>().bus("here's life" as Life);
    using chat = new Chat({ bus });
    const bob = chat.seat();
    const lines: number[] = [];
    for (const [i, deed] of deeds.entries()) {
      bus.post((listener) => listener.told({ seq: i + 1, time: 0, deed, life: "there's life" as Life }));
      bus.hear();
      chat.archive.commit();
      const kept = chat.archive.ask((store) =>
        store.lines({ room: lobby, after: 0, limit: 9, which: "newest" })
      );
      lines.push(kept.kind === "answer" ? kept.value.length : NaN);
    }
    assertEquals(bob.terminal.heard, "");
    return { state: stateOf(chat.fold), lines };
  });
  const [read, later] = states;
  assertEquals(later!.state, read!.state);
  assertEquals([read!.lines, later!.lines], [[0, 1, 2, 0], [0, 0, 0, 0]]);
});

Deno.test("nobody is shown a line that was taken back before it came to their node", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test,
    deed: Deed = { ...said, who: ann.guest.person.id, text: text(""), isTakenBack: true };
  nodes.bus.here.append(deed);
  await nodes.settle();
  assertEquals([ann.hears(), bob.hears()], [[], []]);
});

Deno.test("nodes take back what /forget and /room history off erase, where those count", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  await story(
    test,
    ["ann"],
    ...[["ann", "hi"], ["ann", "/forget"], ["ann", "/join #ops"], ["bob", "/join #ops"]] as const,
    ...[["ann", "/room history off"], ["ann", "/room history on"]] as const,
  );
  const { nodes: { bus }, bob } = test;
  const { id: by } = bob.guest.person;
  bus.there.append({ kind: "room_history", room: ops, by, isKept: false }); // who does not own it
  await test.nodes.settle();
  for (const { takenBack } of [bus.here, bus.there]) {
    assertEquals(takenBack.map(({ deed: { kind } }) => kind), ["forgotten", "room_history", "room_history"]);
  }
});
