/** Rooms with people on two nodes of one chat, and what can be overtaken there. */

import { assertEquals } from "@std/assert";
import type { Name } from "../../../lib/text/clean.ts";
import { forget } from "../../support/party.ts";
import { ops } from "../../support/samples.ts";
import { story, twoNodes } from "../../support/two_nodes.ts";
import { NOT_SENT } from "./in_ops.ts";

Deno.test("/join, /topic, /rooms and /leave: a room is one room on both nodes", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const heard = await story(
    test,
    ["ann", "bob"],
    ["ann", "/join #ops"],
    ["ann", "/topic tea"],
    ["bob", "/rooms"],
    ["bob", "/join #ops"],
    ["bob", "hi"],
    ["bob", "/leave"],
  );
  assertEquals(heard, {
    ann: [
      "You made #ops and own it: it is public, /room changes that. What you type goes there now.",
      "Server: ann set the topic of #ops: tea",
      "Server: bob has joined #ops",
      "bob: hi",
      "Server: bob has left #ops",
    ],
    bob: [
      "Rooms (* you are in, > your lines go there):",
      "> #lobby  2 people, public",
      "  #ops  1 person, public  tea",
      "/join #room goes there; a new name makes a new room.",
      'You are in #ops, topic "tea", with ann. What you type goes there now.',
      "You left #ops. What you type goes to #lobby now.",
    ],
  });
});

Deno.test("a room that is made on two nodes at once is made by one, and the other one comes into it", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  const joins = [ann.begins("/join #ops"), bob.begins("/join #OPS")];
  await nodes.settle();
  await Promise.all(joins);
  assertEquals([ann.hears(), bob.hears()], [
    [
      "You made #ops and own it: it is public, /room changes that. What you type goes there now.",
      "Server: bob has joined #ops",
    ],
    ["You are in #ops, with ann. What you type goes there now."],
  ]);
  const room = nodes.there.rooms.find(ops)!;
  assertEquals(room.owners.keys(), [ann.guest.person.identity.key]);
  assertEquals(room.members.all().map(({ name }) => name as string), ["ann", "bob"]);
});

Deno.test("a room that is made on two nodes at once with a password lets in whoever has it", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const { nodes, ann, bob, eve } = test;
  const joins = [
    ann.begins("/join #ops right"),
    bob.begins("/join #ops right"),
    eve.begins("/join #ops bad"),
  ];
  await nodes.settle();
  await Promise.all(joins);
  const room = nodes.here.rooms.find(ops)!;
  assertEquals(room.access.kind, "password");
  assertEquals(room.members.all().map(({ name }) => name as string), ["ann", "bob"]);
  assertEquals([ann, bob, eve].map((who) => who.hears()), [
    [
      "You made #ops and own it: it is password-protected, /room changes that. What you type goes there now.",
      "Server: bob has joined #ops",
    ],
    ["You are in #ops, password-protected, with ann. What you type goes there now."],
    ["That is not the password of #ops."],
  ]);
});

Deno.test("whoever was let in by a rule that has changed meanwhile stays outside", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  await ann.types("/join #ops");
  forget(ann, bob);
  const lines = [ann.begins("/room invite-only"), bob.begins("/join #ops")];
  await nodes.settle();
  await Promise.all(lines);
  assertEquals([ann.hears(), bob.hears()], [
    ["Server: ann made #ops invite-only"],
    ["#ops is for invited people only: ask somebody in it for an invitation."],
  ]);
  assertEquals(nodes.here.rooms.find(ops)!.members.size, 1);
});

Deno.test("/invite tells somebody on the other node, unless they ignore whoever invites", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const heard = await story(
    test,
    ["ann", "bob", "eve"],
    ["eve", "/ignore ann"],
    ["ann", "/join #ops"],
    ["ann", "/room invite-only"],
    ["ann", "/invite bob"],
    ["ann", "/invite eve"],
    ["bob", "/join #ops"],
  );
  assertEquals(heard, {
    ann: [
      "You made #ops and own it: it is public, /room changes that. What you type goes there now.",
      "Server: ann made #ops invite-only",
      "bob may join #ops now, and was told.",
      "eve may join #ops now, and was told.",
      "Server: bob has joined #ops",
    ],
    bob: [
      "ann invites you to #ops: type /join #ops to go there.",
      "You are in #ops, invite-only, with ann. What you type goes there now.",
    ],
    eve: ["You get no lines from ann any more; /unignore ann undoes this."],
  });
});

Deno.test("/kick and /owner reach the other node; whoever is put out of their last room is in the lobby", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, bob } = test;
  await bob.types("/join #ops");
  await bob.types("/leave #lobby");
  await test.ann.types("/join #ops");
  await bob.types("/owner ann");
  forget(test.ann, bob);
  const heard = await story(
    test,
    ["ann", "bob"],
    ["ann", "/kick bob too loud"],
    ["bob", "not for all"],
    ["bob", "still here"],
  );
  assertEquals(heard, {
    ann: [
      "Server: bob was removed from #ops by ann: too loud",
      "Server: bob has joined #lobby",
      "[#lobby] bob: still here",
    ],
    bob: ["ann removed you from #ops: too loud. What you type goes to #lobby now.", ...NOT_SENT],
  });
  assertEquals(nodes.here.rooms.lobby.members.all().map(({ name }) => name as string), ["ann", "bob"]);
});

Deno.test("whoever is put out while they leave is told of one of both", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  await ann.types("/join #ops");
  await bob.types("/join #ops");
  forget(ann, bob);
  const lines = [bob.begins("/leave"), ann.begins("/kick bob")];
  await nodes.settle();
  await Promise.all(lines);
  assertEquals([ann.hears(), bob.hears()], [
    [
      "Server: bob has left #ops",
      "bob is not in #ops.",
    ],
    ["You left #ops. What you type goes to #lobby now."],
  ]);
  await bob.types("/join #ops");
  forget(ann, bob);
  const other = [ann.begins("/kick bob"), bob.begins("/leave"), bob.begins("a line")];
  await nodes.settle();
  await Promise.all(other);
  const outside = "You are not in #ops: /join #ops first.";
  assertEquals([ann.hears(), bob.hears()], [
    ["Server: bob was removed from #ops by ann"],
    ["ann removed you from #ops. What you type goes to #lobby now.", outside, outside],
  ]);
});

Deno.test("a room whose owner goes belongs to somebody who is there at that moment of the log", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const { nodes, ann, bob, eve } = test;
  for (const who of [ann, bob, eve]) await who.types("/join #ops");
  forget(ann, bob, eve);
  const left = ann.begins("/leave");
  const goes = bob.begins("/leave"); // the heir: he goes before anybody was told that he is
  await nodes.settle();
  await Promise.all([left, goes]);
  assertEquals([ann.hears(), eve.hears()], [
    ["You left #ops. What you type goes to #lobby now."],
    ["Server: ann has left #ops", "Server: bob has left #ops", "Server: bob made eve an owner of #ops"],
  ]);
  assertEquals(nodes.here.rooms.find(ops)!.owners.keys(), [eve.guest.person.identity.key]);
});

Deno.test("nobody waits for a password that a node did not live to seal, and the room goes on closed", async () => {
  using test = await twoNodes(["ann", "eve"], ["bob"], {
    passwords: { sealed: () => new Promise(() => {}), opens: () => Promise.resolve(false) },
  });
  const { nodes, ann, bob, eve } = test;
  for (const who of [bob, eve]) await who.types("/join #ops");
  void bob.begins("/room password secret");
  await nodes.settle();
  const join = ann.begins("/join #ops secret");
  await nodes.settle();
  forget(ann);
  assertEquals(nodes.here.rooms.find(ops)!.access.lock.isMade, false);
  nodes.log.end(nodes.bus.there.life);
  await nodes.settle();
  await join;
  assertEquals(ann.hears(), ["Server: bob has left the chat", "That is not the password of #ops."]);
  assertEquals(nodes.here.rooms.find(ops)!.access.lock.seal, "");
});

Deno.test("/room history off erases on both nodes", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { ann, bob } = test;
  for (const who of [ann, bob]) await who.types("/join #ops");
  await bob.types("kept");
  forget(ann, bob);
  const heard = await story(test, ["ann", "bob"], ["ann", "/room history off"], ["bob", "/history"]);
  const off =
    "Server: ann turned off the history of #ops: its lines are no longer kept, and the old ones are erased";
  assertEquals(heard, {
    ann: [off],
    bob: [off, "The lines of #ops are not kept: an owner turned its history off."],
  });
});

Deno.test("/hook makes a webhook for both nodes, and its name is nobody else's", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  for (const who of [ann, bob]) await who.types("/join #ops");
  forget(ann, bob);
  const lines = [ann.begins("/hook deploy"), bob.begins("/nick Deploy")];
  await nodes.settle();
  await Promise.all(lines);
  assertEquals([ann.hears(), bob.hears()], [
    [
      "Server: bob is now known as Deploy",
      `"deploy" cannot be a webhook's name: somebody here has this name, or one that looks the same.`,
    ],
    ["You are now known as Deploy."],
  ]);
  assertEquals(nodes.there.rooms.find(ops)!.hooks.has("deploy" as Name), false);
});
