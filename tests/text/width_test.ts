import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import stringWidth from "string-width";
import { screenText } from "../../lib/text/clean_text.ts";
import { cutLeft, cutRight, padded, widthOf } from "../../lib/text/width.ts";

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
    const clean = screenText(text, false);
    for (const cut of [cutRight, cutLeft]) {
      const width = stringWidth(cut(clean, columns, "…"));
      if (width > columns) throw new Error(`${width} of ${columns}`);
    }
  }));
});
