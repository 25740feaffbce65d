import { assertEquals } from "@std/assert";
import { Stall } from "../../lib/delivery/stall.ts";

Deno.test("Stall counts from the first time that a write was seen waiting, while nothing is accepted", () => {
  const stall = new Stall();
  assertEquals([1000, 2000, 3500].map((now) => stall.ms(now, true, 7)), [0, 1000, 2500]);
});

Deno.test("Stall begins anew where something was accepted, and where nothing waits", () => {
  const stall = new Stall();
  stall.ms(1000, true, 7);
  assertEquals(stall.ms(2000, true, 8), 0);
  assertEquals(stall.ms(3000, true, 8), 1000);
  assertEquals(stall.ms(4000, false, 8), 0);
  assertEquals(stall.ms(5000, true, 8), 0);
});

Deno.test("Stall does not count what is excused, and goes on with what counted before", () => {
  const stall = new Stall();
  stall.ms(1000, true, 7);
  assertEquals(stall.ms(2000, true, 7), 1000);
  assertEquals(stall.ms(9000, true, 7, true), 1000);
  assertEquals(stall.ms(10_000, true, 7), 2000);
  assertEquals(stall.ms(20_000, true, 8, true), 0);
  assertEquals(stall.ms(21_000, true, 8), 1000);
});
