/** The tutorial's example of testing all orders, after Loom's: two increments that are no increments. @module */

import { assert, assertEquals } from "@std/assert";
import { explore, type Model, replay, summary } from "./mod.ts";

/** Two actors who each read, and then write one more. */
const lostUpdate: Model = (world) => {
  const count = world.cell("count", 0);
  for (const name of ["ann", "bob"]) {
    world.spawn(name, async () => {
      const seen = await count.read();
      await count.write(seen + 1);
    });
  }
  world.atEnd(() => assertEquals(count.value, 2, "an update was lost"));
};

Deno.test("explore() finds the lost update of two who read and then write, and prints the shortest order", async () => {
  const report = await explore(lostUpdate);
  const lines = [
    "   1  ann  cell count: read → 0",
    "   2  bob  cell count: read → 0",
    "   3  bob  cell count: write 1",
    "   4  ann  cell count: write 1",
    "      at the end failed: Values are not equal: an update was lost",
    '      (no shorter order shows it; replay: "0.1-1qrn9et")',
    "(found after 2 runs)",
  ];
  assertEquals(summary(report), lines.join("\n"));
});

Deno.test("replay() runs exactly the order of a token again", async () => {
  const { finding } = await explore(lostUpdate);
  assert(finding !== undefined);
  const again = await replay(lostUpdate, finding.token);
  assertEquals(again.finding?.order, finding.order);
  assertEquals(again.finding?.problem.kind, "failure");
});

Deno.test("explore() passes two increments in one step each in all orders", async () => {
  const report = await explore((world) => {
    const count = world.cell("count", 0);
    for (const name of ["ann", "bob"]) world.spawn(name, () => count.update((seen) => seen + 1));
    world.atEnd(() => assertEquals(count.value, 2));
  });
  assertEquals(summary(report), "passed in all 2 orders of at most 2 steps");
});

Deno.test("explore() passes two who read and write under a lock in all orders", async () => {
  const report = await explore((world) => {
    const count = world.cell("count", 0);
    const lock = world.lock("count");
    for (const name of ["ann", "bob"]) {
      world.spawn(name, async () => {
        using _held = await lock.acquire();
        await count.write(await count.read() + 1);
      });
    }
    world.atEnd(() => assertEquals(count.value, 2));
  });
  assertEquals(report.finding, undefined);
  assert(report.isExhaustive);
});
