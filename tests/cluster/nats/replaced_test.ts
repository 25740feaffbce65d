/** How a ledger reads what was put in the place of erased messages, on a server played by hand. */

import { assertEquals } from "@std/assert";
import { followed, note } from "../../support/followed_ledger.ts";

Deno.test("what was put in an empty place is told there, and what comes meanwhile waits", async () => {
  const { nats, clock, reader, ledger } = await followed(70);
  const there = JSON.stringify({ time: 7, instead: { note: "gone" } });
  for (const seq of [2, 66]) nats.under.set(`chat.log.replaced.${seq}`, there);
  nats.connection.tell(1, 1, note("a"));
  nats.connection.tell(2, 67, note("b")); // of the places before it most have nothing
  nats.connection.control({}, "$JS.FC.CHAT.c.1");
  nats.connection.tell(3, 68, note("c"));
  nats.connection.tell(4, 70, note("d"));
  nats.connection.tell(5, 71, there); // it has no place of its own
  assertEquals([reader.notes, nats.connection.published], [["a"], []]);
  await clock.advance(10);
  assertEquals(reader.notes, ["a", "gone", "gone", "b", "c", "d"]);
  assertEquals(reader.records.slice(0, 4).map(({ seq, time }) => [seq, time]), [
    ...[[1, 1_700_000_000_001], [2, 7], [66, 7], [67, 1_700_000_000_067]],
  ]);
  assertEquals([nats.connection.published.length, nats.asked.length], [1, 2 + 65 + 1]);
  await ledger.close();
});

Deno.test("where an empty place cannot be looked up nothing behind it is told before it can", async () => {
  const { nats, clock, reader, ledger } = await followed(3);
  nats.under.set("chat.log.replaced.2", JSON.stringify({ time: 7, instead: { note: "gone" } }));
  nats.connection.tell(1, 1, note("a"));
  nats.trouble = "no answer";
  nats.connection.tell(2, 3, note("c"));
  await clock.advance(10);
  nats.trouble = undefined;
  await clock.advance(500);
  assertEquals([reader.notes, nats.asked.slice(2)], [["a"], [
    "STREAM.MSG.GET",
    "STREAM.INFO",
    "CONSUMER.CREATE 1",
  ]]);
  nats.connection.tell(1, 1, note("a"));
  nats.connection.tell(2, 3, note("c"));
  await clock.advance(10);
  assertEquals(reader.notes, ["a", "gone", "c"]);
  await ledger.close();
});
