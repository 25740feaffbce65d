import { assertEquals } from "@std/assert";
import { columnsOf, loadWidths, widthOf } from "../../lib/terminal/columns.ts";

Deno.test("widths are guessed until their table is there, and a table that cannot be loaded is loaded the next time", async () => {
  await loadWidths(() => Promise.reject(new Error("too many open files")));
  assertEquals([columnsOf("a"), columnsOf("\u{1f600}"), columnsOf("\u00e9")], [1, 2, 1]);
  await loadWidths();
  assertEquals([widthOf("a\u4f60"), columnsOf("\u{1f468}\u200d\u{1f469}\u200d\u{1f467}")], [3, 2]);
});
