/** A node stops in time, whatever its people wait for: a process that hangs is not started again by whoever looks after it. */

import { assertStringIncludes } from "@std/assert";
import { InspectedNodes } from "../support/inspected_nodes.ts";

Deno.test("a node that is cut off stops while somebody waits for what they said", async () => {
  await using nodes = new InspectedNodes();
  const { callers: [ann], stop } = await nodes.start("berlin", "ann");
  nodes.records.cut();
  ann!.types("said in vain\n");
  await nodes.pass(100);
  await stop();
  assertStringIncludes(ann!.screen, "Goodbye: the server is stopping");
});

Deno.test("a node whose ledger went back in time stops while somebody waits for what they said", async () => {
  await using nodes = new InspectedNodes();
  const { server, callers: [ann], stop } = await nodes.start("berlin", "ann");
  nodes.records.cut();
  ann!.types("said in vain\n");
  await nodes.pass(100);
  nodes.records.putBack(0);
  nodes.records.mend();
  await nodes.pass(100);
  assertStringIncludes(await server.failed, "it ends at ");
  await stop();
  assertStringIncludes(ann!.screen, "Goodbye: the server is stopping");
});
