import { assertEquals } from "@std/assert";
import { outboxOf, peerOf, personOf, relatedTo } from "../../../lib/console/state/related.ts";
import { busyServer, consoleWith, resource, task } from "../made_up_inside.ts";

const { live: { rows } } = consoleWith(busyServer());
const [anna, timer, nihao] = [2, 4, 5].map((id) => rows.row(id)!);

Deno.test("peerOf() is the other end of a row's connection, where there is one", () => {
  assertEquals([peerOf(anna!), peerOf(timer!)], ["127.0.0.1:4242", undefined]);
  assertEquals(peerOf(task(1, { fields: { peer: "" } })), undefined);
});

Deno.test("personOf() names the person and the peer, and a peer without a name only once", () => {
  assertEquals(personOf(anna!), "anna (127.0.0.1:4242)");
  assertEquals(personOf(resource(1, { name: "1.2.3.4:5", attributes: { peer: "1.2.3.4:5" } })), "1.2.3.4:5");
  assertEquals(personOf(timer!), "upkeep");
});

Deno.test("relatedTo() finds the other tasks and resources of the same peer, and none without a peer", () => {
  assertEquals(relatedTo(anna!, rows).map(({ id }) => id), [3, 11, 12]);
  assertEquals([relatedTo(nihao!, rows), relatedTo(timer!, rows)], [[], []]);
});

Deno.test("outboxOf() is the row itself, or the outbox of the same peer", () => {
  assertEquals([2, 11, 12, 13, 4, 5].map((id) => outboxOf(rows.row(id)!, rows)?.id), [
    ...[12, 12, 12, 13, undefined, undefined],
  ]);
});
