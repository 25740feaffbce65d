import { assertEquals } from "@std/assert";
import { finished, flowed, lineWidth, span, wrapped } from "../../../lib/console/words/lines.ts";

const text = (line: readonly { readonly text: string }[]) => line.map(({ text }) => text).join("");

Deno.test("flowed() fills lines with parts and leaves out what has no line any more", () => {
  const parts = ["aaa", "bbb", "cc", "dddd"].map((part) => [span(part)]);
  assertEquals(flowed(parts, 8, 5).map(text), ["aaa  bbb", "cc  dddd"]);
  assertEquals(flowed(parts, 7, 2).map(text), ["aaa", "bbb  cc"]);
});

Deno.test("wrapped() breaks at spaces and between wide characters", () => {
  assertEquals(wrapped("one two three", 8, "  "), ["one two", "  three"]);
  assertEquals(wrapped("大家都在等", 6), ["大家都", "在等"]);
  assertEquals(wrapped("unbreakable", 4), ["unbreakable"]);
  assertEquals(wrapped("", 4), [""]);
});

Deno.test("finished() makes a line harmless, cuts it, and never leaves it without a span", () => {
  const settings = { isAscii: false };
  assertEquals(text(finished([span("ab\x1b"), span("你好")], 5, settings)), "ab你…");
  assertEquals(text(finished([span("ab"), span("你好")], 6, { isAscii: true })), "ab??");
  assertEquals(finished([span("\x07")], 5, settings), [span(" ")]);
  assertEquals(lineWidth(finished([span("abc", "bad"), span("d")], 3, settings)), 3);
});
