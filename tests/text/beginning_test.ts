import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { Beginning } from "../../lib/text/beginning.ts";

const found = (typed: string, ...words: string[]) => {
  const beginning = new Beginning(typed);
  return words.filter((word) => beginning.isOf(word));
};

Deno.test("Beginning.isOf() finds words without case and accents, in any script", () => {
  const words = [
    "Zoë",
    "zola",
    "Øystein",
    "ann",
    "小明",
    "小红",
    "Иван",
    "иванна",
    "محمد",
    "Łukasz",
    "สมชาย",
  ];
  assertEquals(found("zo", ...words), ["Zoë", "zola"]);
  assertEquals(found("ZOË", ...words), ["Zoë"]);
  assertEquals(found("o", ...words), ["Øystein"]);
  assertEquals(found("ö", ...words), ["Øystein"]);
  assertEquals(found("ＡＮ", ...words), ["ann"]);
  assertEquals(found("小", ...words), ["小明", "小红"]);
  assertEquals(found("ИВАН", ...words), ["Иван", "иванна"]);
  assertEquals(found("مُحَ", ...words), ["محمد"]);
  assertEquals(found("lu", ...words), ["Łukasz"]);
  assertEquals(found("สม", ...words), ["สมชาย"]);
  assertEquals(found("", ...words), words);
  assertEquals(found("x", ...words), []);
});

Deno.test("Beginning.isOf() finds every word by each of its beginnings in ASCII (property)", () => {
  const word = fc.stringMatching(/^[\w.-]{1,24}$/);
  fc.assert(fc.property(word, fc.nat(24), (word, length) => {
    assertEquals(found(word.slice(0, length).toUpperCase(), word), [word]);
  }));
});

Deno.test("Beginning.isOf() stops leaving out accents in a crowd, and goes on finding names", () => {
  const beginning = new Beginning("zoe");
  for (let i = 0; i < 400; i++) assertEquals(beginning.isOf("Zoë"), true);
  assertEquals(["Zoë", "zoe2", "zoeë"].map((word) => beginning.isOf(word)), [false, true, true]);
});
