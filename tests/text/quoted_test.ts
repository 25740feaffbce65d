import { assertEquals } from "@std/assert";
import { cleanText } from "../../lib/text/clean_text.ts";
import { quoted } from "../../lib/text/quoted.ts";

Deno.test("quoted() leaves short text alone and cuts long text with an ellipsis", () => {
  assertEquals<string>(quoted(cleanText("x".repeat(32))), "x".repeat(32));
  assertEquals<string>(quoted(cleanText("x".repeat(33))), "x".repeat(32) + "…");
  assertEquals<string>(quoted(cleanText("abcdef"), 3), "abc…");
});

Deno.test("quoted() never cuts a character in two halves", () => {
  assertEquals<string>(quoted(cleanText("😃".repeat(40)), 3), "😃😃😃…");
});

Deno.test("quoted() gives clean text, also where it cuts a family in two", () => {
  const family = cleanText("👩‍👩‍👧‍👦");
  for (let characters = 1; characters < 8; characters++) {
    const cut = quoted(family, characters);
    assertEquals(cleanText(cut), cut);
  }
});
