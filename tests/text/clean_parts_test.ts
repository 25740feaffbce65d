import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { firstWord, joined, partFrom, trimmed, wordsIn } from "../../lib/text/clean_parts.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

Deno.test("firstWord() takes the first word off", () => {
  assertEquals(
    ["bob hello  you", "bob", "bob ", "", "你好 x"].map((line) => firstWord(cleanText(line)).join("|")),
    ["bob|hello  you", "bob|", "bob|", "|", "你好|x"],
  );
});

Deno.test("what is cut out of clean text is clean (property)", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }).map(cleanText), (text) => {
    const words = wordsIn(text), [first = text] = words;
    const rest = partFrom(text, text.indexOf(first) + first.length);
    for (const part of [...firstWord(text), ...words, joined(words), trimmed(text), rest]) {
      assertEquals(cleanText(part), part);
    }
  }));
});
