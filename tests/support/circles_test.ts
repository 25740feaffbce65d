import { assertEquals } from "@std/assert";
import { circlesOf } from "./circles.ts";

Deno.test("circlesOf() finds circles of any length, and none where there is none", () => {
  assertEquals(circlesOf([]), []);
  assertEquals(circlesOf([["a", "b"], ["b", "c"], ["a", "c"], ["c", "d"]]), []);
  assertEquals(circlesOf([["a", "b"], ["b", "a"]]), [["a", "b"]]);
  assertEquals(circlesOf([["x", "a"], ["a", "b"], ["b", "c"], ["c", "a"], ["c", "y"]]), [["a", "b", "c"]]);
  assertEquals(circlesOf([["a", "b"], ["b", "a"], ["b", "c"], ["c", "d"], ["d", "c"]]), [["c", "d"], [
    "a",
    "b",
  ]]);
});
