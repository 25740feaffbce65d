import { assertEquals, assertRejects } from "@std/assert";
import { keptBy } from "../../lib/chat/node_state.ts";
import type { SavedNode } from "../../lib/cluster/node_bus.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { silentLog } from "../../lib/runtime/log.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { ArchiveDesk } from "../support/archive_desk.ts";
import { SharedRecords } from "../support/memory_ledger.ts";
import { becomeNodeOn } from "../support/nodes_here.ts";

/** A folder that was a node's up to record 2, with lines up to another number. */
async function nodeWith(lines: number) {
  using desk = new ArchiveDesk();
  const { archive, clock } = desk, position = { seq: 2, time: 1, lives: [] };
  archive.keep("position", (store) => {
    store.savePresence({ position: JSON.stringify({ position }), people: new Map() });
  });
  for (let i = 0; i < lines; i++) desk.say("hello");
  archive.commit();
  const config = { ...DEFAULTS, bus: "nats://none:4222" }, kept = () => keptBy<SavedNode>(archive, "./data");
  const node = await becomeNodeOn(new SharedRecords(), "berlin")({ config, kept, clock, log: silentLog });
  await node?.nodes.bus.close();
  return node?.state?.kept?.position.seq;
}

Deno.test("a node goes on with lines up to where it has read the log", async () => {
  assertEquals(await nodeWith(2), 2);
});

Deno.test("a node does not start with lines that came into its folder behind that: their numbers are given to others", async () => {
  const { message } = await assertRejects(() => nodeWith(3), StartRefused);
  assertEquals(
    message,
    'Cannot join the other nodes: the folder "./data" has lines up to 3 that came into it without the bus, and the ' +
      "stream CHAT gives their numbers to others: start from a backup of another node, or export and import this one " +
      "for a new stream",
  );
});
