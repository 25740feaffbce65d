/** What people take back is nowhere any more: not at any node, and not in the stream of a real NATS server. */

import { assertEquals } from "@std/assert";
import { Guest } from "../support/journey.ts";
import { NatsServer, natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";
import { untilGone } from "../support/taken_out.ts";
import { TestNode } from "../support/test_nodes.ts";

testWith(
  await natsThere(),
  "/forget and /room history off take lines out of the stream, and a node that reads it later is none the wiser",
  async () => {
    await using server = await NatsServer.start();
    await using berlin = await TestNode.start(server, "berlin");
    await using ann = await Guest.join(berlin, "ann");
    await using ben = await Guest.join(berlin, "ben");
    await ann.say("confidential-1");
    await ben.hearUntil("ann: confidential-1");
    await ben.say("lasting-1");
    await ann.hearUntil("ben: lasting-1");
    await ann.say("/join #ops");
    await ann.hearUntil("#ops");
    await ben.say("/join #ops");
    await ann.hearUntil("ben has joined #ops");
    await ben.say("confidential-2");
    await ann.hearUntil("ben: confidential-2");
    assertEquals([await server.holds("confidential-1"), await server.holds("confidential-2")], [true, true]);
    await ann.say("/forget");
    await ann.hearUntil("Erased: 1 line of yours");
    await ann.say("/room history off");
    await ben.hearUntil("turned off the history of #ops");
    await untilGone(server, "confidential-1");
    await untilGone(server, "confidential-2");
    assertEquals(await server.holds("lasting-1"), true);
    await using lisbon = await TestNode.start(server, "lisbon"); // reads all of it, with an empty folder
    await using cat = await Guest.join(lisbon, "cat");
    await cat.say("/history");
    await cat.hearUntil("ben: lasting-1");
    await cat.hearUntil("The last 1 line of #lobby");
    await ann.say("/leave #ops");
    await ann.say("still here");
    await cat.hearUntil("ann: still here");
    await cat.say("hello");
    await ann.hearUntil("cat: hello");
    assertEquals(cat.text.includes("confidential"), false);
  },
);
