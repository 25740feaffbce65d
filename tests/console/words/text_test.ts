import { assertEquals } from "@std/assert";
import fc from "fast-check";
import stringWidth from "string-width";
import { cutLeft, cutRight, harmless, padded, widthOf } from "../../../lib/console/words/text.ts";

Deno.test("harmless() takes away what could disturb a terminal and leaves the rest", () => {
  assertEquals(harmless("a\x1b[31mb\r\n\tc\x00\x9b", false), "a[31mbc");
  assertEquals(harmless("\u202eabc\u200f \u2028你好 é", false), "abc 你好 é");
  assertEquals(harmless("1\u20e3❤\ufe0f", false), "1❤");
});

Deno.test("harmless() gives a question mark for what ASCII has not, where only ASCII is drawn", () => {
  assertEquals(harmless("你好, café 👍", true), "??, caf? ?");
});

Deno.test("widthOf() counts wide characters twice and marks not at all", () => {
  assertEquals(["abc", "你好", "e\u0301", ""].map(widthOf), [3, 4, 1, 0]);
});

Deno.test("cutRight() and cutLeft() leave what fits and mark where they cut", () => {
  assertEquals(cutRight("abcdef", 6, "…"), "abcdef");
  assertEquals(cutRight("abcdef", 5, "…"), "abcd…");
  assertEquals(cutRight("你好吗", 5, "…"), "你好…");
  assertEquals(cutRight("你好吗", 4, "~"), "你~");
  assertEquals(cutLeft("lib/a.ts:57", 6, "…"), "…ts:57");
  assertEquals(cutLeft("你好吗", 5, "…"), "…好吗");
  assertEquals([cutRight("abc", 0, "…"), cutLeft("abc", 0, "…"), cutRight("abc", 1, "…")], ["", "", "…"]);
});

Deno.test("padded() fills up to a width, on either side", () => {
  assertEquals([padded("你", 4), padded("ab", 4, true), padded("abcde", 4)], ["你  ", "  ab", "abcde"]);
});

Deno.test("cutRight() and cutLeft() are never wider than they may be, whatever the text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.nat(30), (text, columns) => {
    const clean = harmless(text, false);
    for (const cut of [cutRight, cutLeft]) {
      const width = stringWidth(cut(clean, columns, "…"));
      if (width > columns) throw new Error(`${width} of ${columns}`);
    }
  }));
});
