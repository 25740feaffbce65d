import { assertEquals } from "@std/assert";
import { nearestOf } from "../../lib/text/nearest.ts";

const VERBS = ["who", "whois", "help", "history", "join", "me"];

Deno.test("nearestOf() finds the word with the fewest typos, up to half of its letters", () => {
  assertEquals(nearestOf("jion", VERBS, 2), "join");
  assertEquals(nearestOf("histroy", VERBS, 2), "history");
  assertEquals(nearestOf("helpp", VERBS, 2), "help");
  assertEquals(nearestOf("stop", VERBS, 2), undefined); // two typos from "help" would be half of it, this is three
  assertEquals(nearestOf("xy", VERBS, 2), undefined); // "me" has no letter of it
});

Deno.test("nearestOf() finds a short word whose letters are in another order", () => {
  assertEquals(nearestOf("woh", VERBS, 2), "who");
  assertEquals(nearestOf("em", VERBS, 2), "me");
});

Deno.test("nearestOf() takes letters in another order for likelier than a wrong letter", () => {
  assertEquals(nearestOf("jion", ["json", "join"], 2), "join");
  assertEquals(nearestOf("woh", ["wow", "who"], 2), "who");
});

Deno.test("nearestOf() looks at no empty word and at none that is longer than any word can be", () => {
  assertEquals(nearestOf("", VERBS, 2), undefined);
  assertEquals(nearestOf("x".repeat(65), ["x".repeat(64)], 2), undefined);
});
