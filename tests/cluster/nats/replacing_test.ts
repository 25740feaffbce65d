/** How what was said is taken out of a stream, on a server played by hand. */

import { assertEquals, assertRejects } from "@std/assert";
import { JetStream } from "../../../lib/cluster/nats/jetstream.ts";
import { replaceIn } from "../../../lib/cluster/nats/replacing.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeNats } from "../../support/fake_nats.ts";
import { note } from "../../support/followed_ledger.ts";

/** Begins to look through the messages 1 to 3, none of which is to be replaced. */
async function looking() {
  const nats = new FakeNats(), clock = new FakeClock(), connection = await nats.dial(ADDRESS, () => {});
  const stream = { connection, jetstream: new JetStream(connection, "CHAT"), clock };
  const replacing = replaceIn(stream, { from: 1, upTo: 3, subject: "r", instead: () => undefined });
  await clock.advance(10);
  return { nats, clock, replacing };
}

const ADDRESS = { host: "a", port: 1, isTls: false };

Deno.test("a server that falls silent while messages are looked for is not waited for", async () => {
  const { nats, clock, replacing } = await looking();
  const refused = assertRejects(() => replacing, Error, "it has fallen silent");
  nats.connection.tell(1, 1, note("a")); // and then it takes its readers along, without a word
  await clock.advance(5000);
  await refused;
});

Deno.test("a server that goes on telling is waited for as long as that takes", async () => {
  const { nats, clock, replacing } = await looking();
  for (let seq = 1; seq <= 3; seq++) {
    await clock.advance(2000);
    nats.connection.tell(seq, seq, note("a"));
  }
  await replacing;
  await clock.advance(5000); // nobody waits any more
  assertEquals(nats.asked, ["CONSUMER.CREATE 1"]);
});
