/** People on two nodes of one chat: who comes and goes, what they say, and what happens while the log has not told it. */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { cleanText } from "../../lib/text/clean_text.ts";
import { PLAIN, Typist } from "../support/chat.ts";
import { forget } from "../support/party.ts";
import { lobby, ops } from "../support/samples.ts";
import { type Coming, TwoNodes, twoNodes } from "../support/two_nodes.ts";

/** The name of whoever came, or why they did not. */
async function cameAs(coming: Coming): Promise<string> {
  const came = await coming;
  return came instanceof Typist ? came.guest.name : came.kind === "bad_name" ? came.problem : came.kind;
}

Deno.test("people on two nodes are in one chat: they hear each other once and in one order", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  const lines = [ann.begins("first"), bob.begins("second"), ann.begins("third")];
  await nodes.settle();
  await Promise.all(lines);
  assertEquals(ann.hears(), ["bob: second"]);
  assertEquals(bob.hears(), ["ann: first", "ann: third"]);
  const past = [nodes.here, nodes.there].map(({ archive }) => {
    archive.commit();
    return archive.ask((store) => store.lines({ room: lobby, after: 0, limit: 9, which: "newest" }));
  });
  assertEquals(past[0], past[1]);
  assert(past[0]?.kind === "answer");
  assertEquals(past[0].value.map(({ text }) => text as string), ["first", "second", "third"]);
});

Deno.test("nobody is said to have done something before the log tells it", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  const done = ann.begins("/nick anna");
  await nodes.here.flush();
  assertEquals([ann.hears(), ann.guest.name as string], [[], "ann"]);
  await nodes.settle();
  await done;
  assertEquals([ann.hears(), bob.hears()], [
    ["You are now known as anna."],
    ["Server: ann is now known as anna"],
  ]);
});

Deno.test("of two who come by one name on two nodes at once, the log lets one in", async () => {
  using nodes = new TwoNodes();
  const comings = [nodes.comes(nodes.here, "ann"), nodes.comes(nodes.there, "Ann")];
  await nodes.settle();
  assertEquals(await Promise.all(comings.map(cameAs)), ["ann", "taken"]);
  const again = nodes.comes(nodes.here, "ANN"); // is refused at once
  assertEquals(await cameAs(again), "taken");
});

Deno.test("of two who want one name the log gives it to one, and the other one is told so", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  const lines = [ann.begins("/nick zoe"), bob.begins("/nick ZOE")];
  await nodes.settle();
  await Promise.all(lines);
  assertEquals([ann.guest.name, bob.guest.name] as string[], ["zoe", "bob"]);
  assertEquals(bob.hears(), [
    "Server: ann is now known as zoe",
    '"ZOE" cannot be your name: somebody here has this name, or one that looks the same.',
  ]);
});

Deno.test("whoever comes sees everybody on all nodes, and hears nothing of their own coming", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, bob } = test;
  const eve = await nodes.enter(nodes.here, "eve");
  assertEquals(eve.hears(), ["Hello eve, here with you: ann, bob. Type to talk, /help for help."]);
  assertEquals(bob.hears(), ["Server: eve has joined the chat"]);
  await eve.types("/who");
  assertEquals(eve.hears(), ["3 people are here: ann, bob, eve. You are eve."]);
});

Deno.test("somebody whose connection ends while they come is in and leaves once", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test, { here } = nodes;
  const coming = nodes.comes(here, "eve");
  await nodes.settle();
  const eve = await coming as Typist;
  here.hub.unseat(eve.seat, { kind: "hung_up" });
  here.hub.unseat(eve.seat, { kind: "hung_up" });
  assertEquals(here.services.seating.at(eve.seat), undefined);
  await nodes.settle();
  const passed = ["Server: eve has joined the chat", "Server: eve has left the chat"];
  assertEquals([ann.hears(), bob.hears()], [passed, passed]);
  assertEquals(here.fold.names.isFree(cleanText("eve")), true);
});

Deno.test("a node that is cut off says so, and nothing that it refused is said later", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  nodes.bus.there.isCutOff = true;
  await bob.types("lost");
  await bob.types("/nick rob");
  await ann.types("meanwhile");
  assertEquals(bob.hears(), [
    "Not said: this node is cut off from the others. Please try again in a moment.",
    "Not done: this node is cut off from the others. Please try again in a moment.",
  ]);
  await bob.types("/who");
  assertEquals(bob.hears(), ["2 people are here: ann, bob. You are bob."]);
  nodes.bus.there.isCutOff = false;
  await nodes.settle();
  assertEquals([ann.hears(), bob.hears()], [[], ["ann: meanwhile"]]);
  await bob.types("back");
  assertEquals(ann.hears(), ["bob: back"]);
});

Deno.test("whoever leaves while their node is cut off leaves once it is back", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test;
  nodes.bus.there.isCutOff = true;
  nodes.there.hub.unseat(bob.seat, { kind: "quit" });
  await nodes.settle();
  assertEquals(ann.hears(), []);
  nodes.bus.there.isCutOff = false;
  await nodes.settle();
  assertEquals(ann.hears(), ["Server: bob has left the chat"]);
});

Deno.test("when a node's life is over, each of its people leaves once, and whoever is there is sent away", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const { nodes, ann, bob, eve } = test;
  await bob.types("/join #ops");
  forget(ann, bob, eve);
  nodes.log.end(nodes.bus.there.life);
  const line = bob.begins("too late"), quit = eve.begins("/nick ewe");
  await nodes.settle();
  await Promise.all([line, quit]);
  assertEquals(ann.hears(), ["Server: bob has left the chat", "Server: eve has left the chat"]);
  assertEquals([...nodes.here.fold.people.values()].map(({ name }) => name as string), ["ann"]);
  assertEquals([bob.seat.farewell, eve.seat.farewell], [{ kind: "cut_off" }, { kind: "cut_off" }]);
  assertEquals(nodes.here.rooms.find(ops), undefined); // nobody and nothing is left in it
  nodes.log.end(nodes.bus.there.life); // told again, as on every start
  await nodes.settle();
  assertEquals(ann.hears(), []);
  assertEquals((await nodes.enter(nodes.here, "bob")).guest.name as string, "bob");
});

Deno.test("when one node stops, people at the others are told who leaves", async () => {
  using test = await twoNodes(["ann"], ["bob", "eve"]);
  const { nodes, ann, bob, eve } = test;
  await ann.types("/query bob");
  forget(ann, eve);
  nodes.there.hub.unseat(bob.seat, { kind: "stopping" });
  await nodes.settle();
  assertEquals(ann.hears(), [
    "Server: bob has left the chat",
    "What you type goes to #lobby now, because bob has left.",
  ]);
  assertEquals(eve.hears(), []);
});

Deno.test("whoever comes back from the same address before their leaving is told gets in behind it", async () => {
  using test = await twoNodes(["ann", "bob"], []);
  const { nodes, ann, bob } = test, { here, there } = nodes;
  here.hub.unseat(bob.seat, { kind: "quit" });
  const coming = nodes.comes(here, "bob");
  const strangers = [nodes.comes(here, "bob", PLAIN, "198.51.100.7"), nodes.comes(there, "bob")];
  await nodes.settle();
  assertEquals(await Promise.all([coming, ...strangers].map(cameAs)), ["bob", "taken", "taken"]);
  assertEquals(ann.hears(), ["Server: bob has left the chat", "Server: bob has joined the chat"]);
});

Deno.test("a bug in showing what was done comes to whoever did it, and keeps nobody else from it", async () => {
  using test = await twoNodes(["ann"], ["bob"]);
  const { nodes, ann, bob } = test, { fanOut } = nodes.here, { deliver } = fanOut;
  fanOut.deliver = () => {
    throw new TypeError("a bug");
  };
  const line = ann.begins("hi"), coming = nodes.comes(nodes.here, "eve");
  const failures = [line, coming].map((done) => assertRejects(() => done, TypeError, "a bug"));
  nodes.log.settle();
  fanOut.deliver = deliver;
  await Promise.all(failures);
  await nodes.settle();
  // Whoever came by a bug has no seat, and goes again.
  assertEquals(bob.hears(), ["ann: hi", "Server: eve has joined the chat", "Server: eve has left the chat"]);
  await ann.types("still here");
  assertEquals(bob.hears(), ["ann: still here"]);
});
