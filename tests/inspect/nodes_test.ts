/** What the inspectors of servers that are nodes of one chat show of each other. */

import { assert, assertEquals } from "@std/assert";
import { InspectedNodes } from "../support/inspected_nodes.ts";
import { rowsOf, serverWith, valueOf } from "../support/inspected_server.ts";

Deno.test("Inspector shows the bus, this node and the others, and what is gone no more", async () => {
  await using nodes = new InspectedNodes();
  const startedAt = nodes.clock.time(), berlin = await nodes.start("berlin");
  const rows = () => rowsOf(berlin.inside.resources()).filter(({ kind }) => ["bus", "node"].includes(kind));
  const shown = () => rows().map(({ kind, name, attributes: { life: _, ...rest } }) => [kind, name, rest]);
  const own = { waiting: 0, echoMs: 0, behindMs: 0 };
  const bus = { isUp: true, isReady: true, ...own, resent: 0, refused: 0, peers: 0 };
  assertEquals(shown(), [["bus", "bus", bus], ["node", "berlin", { isThis: true, ...own }]]);
  await nodes.start("lisbon", "ann");
  assertEquals(shown(), [
    ["bus", "bus", { ...bus, peers: 1 }],
    ["node", "berlin", { isThis: true, ...own }],
    ["node", "lisbon", { isThis: false, missedBeats: 0 }],
  ]);
  const [first, here, there] = rows();
  assertEquals([here!.parent, there!.parent], [first!.id, first!.id]);
  assertEquals([here!.bornAt, there!.bornAt], [startedAt, startedAt + 50]);
  assert(here!.attributes["life"] !== there!.attributes["life"]);
  assertEquals(rows().map(({ id }) => id), [first!.id, here!.id, there!.id]);
  nodes.records.cut();
  await nodes.pass(100);
  assertEquals([rows()[0]!.attributes["isUp"], berlin.readiness().troubles], [
    false,
    ["bus: this node is cut off from the others"],
  ]);
  nodes.records.mend();
  await nodes.pass(3000);
});

Deno.test("a node that stops is gone for the others at once, and each of its people leaves once", async () => {
  await using nodes = new InspectedNodes();
  const berlin = await nodes.start("berlin", "ann"), lisbon = await nodes.start("lisbon", "bob", "eve");
  const rows = () => rowsOf(berlin.inside.resources()).filter(({ kind }) => kind === "node");
  assertEquals(rows().map(({ name }) => name), ["berlin", "lisbon"]);
  const stopped = lisbon.server.stop();
  await nodes.pass(1000); // a beat: silence would be six of them
  assertEquals(rows().map(({ name }) => name), ["berlin"]);
  assertEquals(valueOf(berlin.inside.measures(), "chat_bus_people"), 1);
  await nodes.pass(10_000);
  await stopped;
  const left = berlin.callers[0]!.screen.match(/\w+ has left the chat/g);
  assertEquals(left?.toSorted(), ["bob has left the chat", "eve has left the chat"]);
  const about = berlin.book.lines.filter((line) => line.includes("lisbon"));
  assertEquals(about, ["info: Node lisbon takes part", "info: Node lisbon has stopped"]);
});

Deno.test("a server alone has no bus and no nodes", async () => {
  await using server = await serverWith("ann");
  const kinds = rowsOf(server.inside.resources()).map(({ kind }) => kind);
  assertEquals(kinds.filter((kind) => kind === "bus" || kind === "node"), []);
});

Deno.test("each node counts its own people as its guests, and those of all as people of the bus", async () => {
  await using nodes = new InspectedNodes();
  const all = [await nodes.start("berlin", "ann", "bob"), await nodes.start("lisbon", "eve")];
  const counts = () =>
    all.map(({ inside, server }) => [
      ...["chat_guests", "chat_bus_people"].map((name) => valueOf(inside.measures(), name)),
      inside.figures().guests,
      server.counts().guests,
    ]);
  assertEquals(counts(), [[2, 3, 2, 2], [1, 3, 1, 1]]);
  all[0]!.callers[0]!.types("/quit\n");
  await nodes.pass(1000);
  assertEquals(counts(), [[1, 2, 1, 1], [1, 2, 1, 1]]);
});
