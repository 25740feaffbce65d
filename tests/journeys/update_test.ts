/** An update: the next node listens on the port of the one that is to go, and nobody is turned away or misses a line. */

import { assertEquals } from "@std/assert";
import { Guest } from "../support/journey.ts";
import { listenersAt, untilListenersAre } from "../support/listeners.ts";
import { NatsServer, natsThere } from "../support/nats_server.ts";
import { testWith } from "../support/outside_tool.ts";
import { TestNode } from "../support/test_nodes.ts";

const nats = await natsThere();

/** How many come after the old one has closed its door. */
const NEWCOMERS = 8;

testWith(
  nats,
  "a node may listen where another one drains: who comes then comes to it, and the chat goes on",
  async () => {
    await using server = await NatsServer.start();
    await using old = await TestNode.start(server, "berlin", { flags: ["--drain-ms=600000"] });
    await using ann = await Guest.join(old, "ann");
    await using next = await TestNode.start(server, "berlin-2", { port: old.port });
    assertEquals(next.port, old.port);
    assertEquals(listenersAt(old.port), 2);
    const draining = old.process.prints("Draining");
    Deno.kill(old.process.pid, "SIGUSR2");
    await draining;
    await ann.hearUntil("This server stops in");
    await untilListenersAre(1, old.port);
    for (let i = 1; i <= NEWCOMERS; i++) {
      await using ben = await Guest.join(next, `ben${i}`);
      await ann.hearUntil(`ben${i} has joined`);
      await ben.say(`line ${i}`);
      await ann.hearUntil(`ben${i}: line ${i}`);
    }
    await using ben = await Guest.join(next, "ben");
    await ann.say("I come back");
    await ben.hearUntil("ann: I come back");
    await ann.say("/quit");
    await ben.hearUntil("ann has left");
    assertEquals(await old.process.code, 0);
    await using again = await Guest.join(next, "ann");
    await again.say("/history");
    await again.hearUntil(`ben${NEWCOMERS}: line ${NEWCOMERS}`);
    await again.hearUntil("ann: I come back");
  },
);
