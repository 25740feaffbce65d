import { assertEquals } from "@std/assert";
import stringWidth from "string-width";
import { openCanvas } from "../../lib/console/paint.tsx";
import type { ScreenLine, Size } from "../../lib/console/screen.ts";
import { settled } from "../support/fake_clock.ts";

const plain = (text: string): ScreenLine => [{ text, tone: "plain" }];

/** What is drawn of some lines, on a canvas that has drawn something else before. */
async function drawn(lines: readonly ScreenLine[], size: Size, palette: "all" | "off" = "off") {
  const canvas = openCanvas();
  canvas.draw({ lines: [plain("before")], size: { columns: 9, rows: 2 }, palette });
  const frame = canvas.draw({ lines, size, palette });
  canvas[Symbol.dispose]();
  await settled(); // Ink lets go a turn later
  return frame;
}

Deno.test("Canvas.draw() gives every line of the screen, as it was", async () => {
  const lines = [plain("one"), plain("  two"), [], plain("你好 ⚠ é")];
  assertEquals(await drawn(lines, { columns: 20, rows: 5 }), ["one", "  two", "", "你好 ⚠ é", ""]);
});

Deno.test("Canvas.draw() takes a line that fills the screen, and as many as go on it", async () => {
  const size = { columns: 200, rows: 50 };
  const frame = await drawn(Array.from({ length: 60 }, () => plain("好".repeat(100))), size);
  assertEquals([frame.length, ...new Set(frame.map((line) => stringWidth(line)))], [50, 200]);
});

Deno.test("Canvas.draw() keeps blanks at the end where they are to be seen", async () => {
  const [line = ""] = await drawn([[{ text: "a  ", tone: "selected" }]], { columns: 10, rows: 1 });
  // deno-lint-ignore no-control-regex
  assertEquals([line.replaceAll(/\x1b\[[\d;]*m/g, ""), line.startsWith("\x1b[7m")], ["a  ", true]);
});

Deno.test("Canvas.draw() colours by the palette, and a line does not colour the next one", async () => {
  const lines: ScreenLine[] = [[{ text: "x", tone: "bad" }, { text: "y", tone: "plain" }], plain("z")];
  const [first = "", second] = await drawn(lines, { columns: 10, rows: 2 }, "all");
  assertEquals([first.includes("38;2;240;100;90"), first.endsWith("y"), second], [true, true, "z"]);
});
