import { assertEquals } from "@std/assert";
import { isBellDue, rung } from "../../lib/delivery/bell.ts";
import { textOf } from "../support/bytes.ts";

Deno.test("isBellDue() is true once a second, for each reader by itself", () => {
  const [ann, bob] = [{}, {}];
  const due = [0, 1, 999, 1000, 1500, 2000, 9000, 9001].map((now) => isBellDue(ann, now));
  assertEquals(due, [true, false, false, true, false, true, true, false]);
  assertEquals([isBellDue(bob, 9001), isBellDue(bob, 9001)], [true, false]);
});

Deno.test("rung() puts BEL in front of a line, and leaves the line to those who do not hear it", () => {
  const line = new TextEncoder().encode("ann: 你好\n");
  assertEquals(textOf(rung(line)), "\x07ann: 你好\n");
  assertEquals(textOf(line), "ann: 你好\n");
});
