import { assertEquals, assertRejects } from "@std/assert";
import { Later, once } from "../../lib/runtime/soon.ts";

Deno.test("once() goes on at once with what is there", () => {
  assertEquals(once(2, (number) => number + 1), 3);
});

Deno.test("once() goes on with what comes later in the moment it comes, and so does whoever goes on with that", () => {
  const later = new Later<number>(), told: string[] = [];
  once(once(later, (number) => once(number + 1, (next) => `${next}`)), (text) => told.push(text));
  assertEquals(told, []);
  later.resolve(2);
  told.push("after it");
  assertEquals(told, ["3", "after it"]);
});

Deno.test("once() goes on where something else has to come first", async () => {
  const first = new Later<number>(), second = new Later<string>(), promised = Promise.withResolvers<string>();
  const told: string[] = [];
  once(once(first, () => second), (text) => told.push(text));
  const all = once(first, () => promised.promise);
  first.resolve(1);
  assertEquals(told, []);
  second.resolve("second");
  promised.resolve("promised");
  assertEquals([told, await all], [["second"], "promised"]);
});

Deno.test("a Later is awaited like a promise, and goes on at once where it came before", async () => {
  const later = new Later<number>();
  later.resolve(5);
  later.resolve(6); // the first one counts
  assertEquals([await later, await (async () => await later)()], [5, 5]);
  const told: number[] = [];
  once(later, (number) => told.push(number));
  assertEquals(told, [5]);
});

Deno.test("what goes wrong comes to whoever waits, and stops nobody else", async () => {
  const later = new Later<number>(), told: number[] = [];
  const failed = once(later, () => {
    throw new TypeError("a bug");
  });
  once(later, (number) => told.push(number));
  assertEquals(later.isAwaited, true);
  later.resolve(1);
  assertEquals(told, [1]);
  await assertRejects(async () => await failed, TypeError, "a bug");
  assertEquals(await (failed as Later<never>).then(null, (error) => `${error}`), "TypeError: a bug");
  const rejected = new Later<number>();
  assertEquals(rejected.isAwaited, false);
  rejected.reject(new RangeError("another"));
  await assertRejects(async () => await once(rejected, (number) => number), RangeError, "another");
});
