import { assertEquals, assertStringIncludes } from "@std/assert";
import stringWidth from "string-width";
import { changesBetween, CLEAR, frameOf } from "../../../lib/console/view/frame.ts";
import type { ScreenLine, Size } from "../../../lib/console/words/screen_types.ts";

const plain = (text: string): ScreenLine => [{ text, tone: "plain" }];

/** A frame without colours. */
const drawn = (lines: readonly ScreenLine[], size: Size) => frameOf(lines, size, "off");

Deno.test("frameOf() gives every line of the screen, as it was", () => {
  const lines = [plain("one"), plain("  two"), [], plain("你好 ⚠ é")];
  assertEquals(drawn(lines, { columns: 20, rows: 5 }), ["one", "  two", "", "你好 ⚠ é", ""]);
});

Deno.test("frameOf() takes a line that fills the screen, and as many as go on it", () => {
  const size = { columns: 200, rows: 50 };
  const frame = drawn(Array.from({ length: 60 }, () => plain("好".repeat(100))), size);
  assertEquals([frame.length, ...new Set(frame.map((line) => stringWidth(line)))], [50, 200]);
});

Deno.test("frameOf() keeps blanks at the end where they are to be seen", () => {
  const [line = ""] = drawn([[{ text: "a  ", tone: "selected" }]], { columns: 10, rows: 1 });
  // deno-lint-ignore no-control-regex
  assertEquals([line.replaceAll(/\x1b\[[\d;]*m/g, ""), line.startsWith("\x1b[7m")], ["a  ", true]);
});

Deno.test("frameOf() colours by the palette, and a line does not colour the next one", () => {
  const lines: ScreenLine[] = [[{ text: "x", tone: "bad" }, { text: "y", tone: "plain" }], plain("z")];
  const [first = "", second] = frameOf(lines, { columns: 10, rows: 2 }, "all");
  assertEquals([first.includes("38;2;240;100;90"), first.endsWith("y"), second], [true, true, "z"]);
});

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
