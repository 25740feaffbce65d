import { assertEquals } from "@std/assert";
import { isBellDue } from "../../lib/delivery/bell.ts";

Deno.test("isBellDue() is true once a second, for each reader by itself", () => {
  const [ann, bob] = [{}, {}];
  const due = [0, 1, 999, 1000, 1500, 2000, 9000, 9001].map((now) => isBellDue(ann, now));
  assertEquals(due, [true, false, false, true, false, true, true, false]);
  assertEquals([isBellDue(bob, 9001), isBellDue(bob, 9001)], [true, false]);
});
