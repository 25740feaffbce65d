/** What is measured of a whole server with people in it. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { rowsOf, serverWith, valueOf } from "../support/inspected_server.ts";

Deno.test("a store in trouble is told by figures, measures, the batch and readiness, until it is over", async () => {
  await using server = await serverWith("ann");
  server.store.breakDown();
  server.callers[0]!.types("lost?\n");
  await server.clock.advance(10);
  const look = () => {
    const measures = server.inside.measures();
    const batch = rowsOf(server.inside.resources()).find(({ kind }) => kind === "batch")!;
    return [
      ...[server.inside.figures().troubles, server.readiness().troubles, batch.attributes["trouble"]],
      ...["up", "waiting_lines", "lost_lines_total"].map((name) => valueOf(measures, `chat_store_${name}`)),
    ];
  };
  const told = ["store: the disk is full"];
  assertEquals(look(), [told, told, "the disk is full", 0, 1, 0]);
  server.store.mend();
  await server.clock.advance(5000);
  assertEquals(look(), [[], [], undefined, 1, 0, 0]);
});

Deno.test("measures count lines, bytes, refusals and how sessions ended", async () => {
  await using server = await serverWith("ann", "bob");
  server.callers[0]!.types("hi\n/nonsense\n/nick bob\n/nick a!\n");
  await server.clock.advance(10);
  server.callers[1]!.types("/quit\n");
  await server.clock.advance(1000);
  const measures = server.inside.measures();
  const numbers = [
    ...["connections_accepted_total", "connections", "lines_received_total", "received_bytes_total"],
    "store_lines_total",
  ].map((name) => valueOf(measures, `chat_${name}`));
  assertEquals(numbers, [2, 1, 7, "ann\nhi\n/nonsense\n/nick bob\n/nick a!\nbob\n/quit\n".length, 1]);
  assertEquals(valueOf(measures, "chat_refusals_total", "unknown_verb"), 1);
  assertEquals(["name_taken", "bad_name"].map((reason) => valueOf(measures, "chat_refusals_total", reason)), [
    1,
    1,
  ]);
  assertEquals(valueOf(measures, "chat_sessions_ended_total", "quit"), 1);
  assertEquals(valueOf(measures, "chat_build_info", "1.2.3"), 1);
  assertEquals(valueOf(measures, "process_cpu_seconds_total"), 1.5);
  const sent = server.callers.map(({ taken }) => taken.length).reduce((sum, count) => sum + count);
  assertEquals(valueOf(measures, "chat_sent_bytes_total"), sent);
  const names = measures.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  assertEquals(valueOf(measures, "chat_stuck_tasks"), 0);
});

Deno.test("every measure has a help text: one plain sentence of at most twenty words", async () => {
  await using server = await serverWith();
  for (const { name, help } of server.inside.measures()) {
    assertMatch(help, /^[A-Z0-9].*[^.]\.$/, name);
    assert(help.split(" ").length <= 20, `${name}: ${help}`);
  }
});
