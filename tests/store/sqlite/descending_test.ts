import { assertEquals, assertThrows } from "@std/assert";
import { descending } from "../../../lib/store/sqlite/descending.ts";
import { StoreFailure } from "../../../lib/store/store.ts";

/** Reads pages of the numbers below `count` and notes how long they were. */
function reader(count: number) {
  const limits: number[] = [];
  const rows = descending(count, (before, limit) => {
    limits.push(limit);
    return Array.from({ length: Math.min(limit, before) }, (_, at) => ({ id: before - 1 - at }));
  });
  return { rows, limits };
}

Deno.test("descending() gives every row once, on pages that grow", () => {
  for (const count of [0, 31, 32, 33, 5000]) {
    const ids = [...reader(count).rows].map(({ id }) => id);
    assertEquals(ids, Array.from({ length: count + 1 }, (_, at) => count - at));
  }
  const { rows, limits } = reader(3000);
  for (const _ of rows);
  assertEquals(limits, [32, 128, 512, 1024, 1024, 1024]);
});

Deno.test("descending() comes to an end where rows do not fall", () => {
  const same = descending(9, (_, limit) => Array.from({ length: limit }, () => ({ id: 7 })));
  assertThrows(() => [...same], StoreFailure, "damaged");
});

Deno.test("descending() reads no more than is wanted", () => {
  const { rows, limits } = reader(3000);
  assertEquals(limits, []);
  rows.next();
  assertEquals(limits, [32]);
});
