/** Whose it is to say in the log who leaves when a life is over. */

import { assertEquals } from "@std/assert";
import { LoneNode } from "../support/lone_node.ts";
import { goneOf, helloOf, lifeOf } from "../support/stamps.ts";

/** Has everybody but the node under test be silent until it says so, and all of that come. */
async function accuse(it: LoneNode): Promise<void> {
  for (let beat = 0; beat < 6; beat++) {
    await it.clock.advance(1000);
    it.ledger.time += 1000;
    it.ledger.reading.beat(lifeOf("a1"));
  }
  it.ledger.keepSent();
}

Deno.test("it falls to whoever said that a life is over to say who leaves by it: to nobody else", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"), helloOf("c1"));
  it.ledger.keep(goneOf("c1", "b1", { nth: 2 }));
  it.ledger.keep(helloOf("b2", "b1"), helloOf("b3", "b2")); // and who follows another life of its node
  assertEquals(it.heard, ["turn", "turn", "turn"]);
});

Deno.test("where somebody did not live to say who leaves, it falls to those who say that they are over too", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"), helloOf("c1"), goneOf("c1", "b1", { nth: 2 }));
  it.forget();
  await accuse(it);
  assertEquals(it.heard, ["ended b1", "ended c1", "turn"]);
});

Deno.test("where a node stops it falls to all to say who is left: it may have had to say it of others", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(
    helloOf("b1"),
    helloOf("c1"),
    goneOf("c1", "b1", { nth: 2 }),
    goneOf("c1", "c1", { nth: 3 }),
  );
  assertEquals(it.heard, ["ended b1", "ended c1", "turn"]);
});

Deno.test("of two who say that a node is gone it falls to the first one", async () => {
  const it = await LoneNode.begun();
  it.ledger.keep(helloOf("b1"), helloOf("c1"));
  it.ledger.reading.beat(lifeOf("c1"));
  for (let beat = 0; beat < 6; beat++) {
    await it.clock.advance(1000);
    for (const life of ["a1", "c1"]) it.ledger.reading.beat(lifeOf(life));
  }
  assertEquals(it.mail, ["a1: gone b1"]);
  it.forget();
  it.ledger.keep(goneOf("c1", "b1", { nth: 2 }));
  it.ledger.keepSent();
  assertEquals(it.heard, ["turn", "turn"]);
});
