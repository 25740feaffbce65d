import { assertEquals, assertStringIncludes } from "@std/assert";
import { changesBetween, CLEAR } from "../../lib/terminal/screen.ts";

Deno.test("changesBetween() writes only lines that differ, each erased before it is written", () => {
  const changes = changesBetween(["a", "b", "c"], ["a", "x", "c"]);
  assertEquals(changes, "\x1b[?2026h\x1b[2;1H\x1b[Kx\x1b[0m\x1b[?2026l");
});

Deno.test("changesBetween() has nothing to write where nothing has changed", () => {
  assertEquals(changesBetween(["a", ""], ["a", ""]), "");
  assertEquals(changesBetween([], []), "");
});

Deno.test("changesBetween() clears the screen where nobody knows what is on it, and only there", () => {
  const changes = changesBetween(undefined, ["a", "", "c"]);
  assertStringIncludes(changes, CLEAR);
  assertEquals(changes.includes("\x1b[2;1H"), false); // empty already
  assertEquals(changesBetween(["a"], ["b"]).includes(CLEAR), false);
});

Deno.test("changesBetween() empties lines that are no more", () => {
  assertStringIncludes(changesBetween(["a", "b"], ["a"]), "\x1b[2;1H\x1b[K\x1b[0m");
});
