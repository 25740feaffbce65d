import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { foldName, foldText } from "../../lib/text/fold.ts";

const FORMS = ["NFC", "NFD", "NFKC", "NFKD"];

/** A character that changes nothing and is found in no text that needs no more than small letters. */
const NOTHING = "\u00ad";

Deno.test("foldName() makes letter case and Unicode form the same, and leaves accents", () => {
  assertEquals(
    ["ANN", "Straße", "STRAẞE", "ΣΑΣ", "σας", "ａｎｎ", "小明", "ｶﾞｲ", "José", "Їжак", "Łódź"].map(foldName),
    [
      ...["ann", "strasse", "strasse", "σασ", "σασ", "ann", "小明", "ガイ", "josé", "їжак", "łódź"],
    ],
  );
});

Deno.test("foldName() takes all apostrophes for one, and leaves out what is invisible", () => {
  assertEquals(
    new Set(["п'я", "п’я", "пʼя", "п‘я", "п＇я", "п'\u200dя\ufe0f"].map(foldName)),
    new Set(["п'я"]),
  );
});

Deno.test("foldName() and foldText() take every normalization form of a text for the same", () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
  fc.assert(fc.property(text, (typed) => {
    const text = typed.replace(/[™℠№℡℻‼⁉¼-¾⅐-⅟↉]/gu, "");
    for (const form of FORMS) {
      assertEquals(foldName(text.normalize(form)), foldName(text));
      // Full-width punctuation may be left as it is: it ends a word in every form.
      const [folded, other] = [text, text.normalize(form)].map((text) => foldText(text).normalize("NFKC"));
      assertEquals(other, folded);
    }
  }));
});

Deno.test("foldName() and foldText() do the same with text that takes small letters only, character by character", () => {
  for (let codePoint = 0; codePoint < 0x3_0000; codePoint++) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
    const text = String.fromCodePoint(codePoint);
    assertEquals(foldName(text), foldName(text + NOTHING), codePoint.toString(16));
    assertEquals(
      foldText(text).normalize("NFKC"),
      foldText(text + NOTHING).normalize("NFKC"),
      codePoint.toString(16),
    );
  }
});

Deno.test("foldText() tells digits of all scripts by their values", () => {
  for (const zero of ["٠", "۰", "߀", "०", "০", "๐", "០", "၀", "０", "𝟎", "𝟘", "𞥐", "᪀", "᪐"]) {
    const digits = Array.from({ length: 10 }, (_, at) => String.fromCodePoint(zero.codePointAt(0)! + at));
    assertEquals(foldText(digits.join("")), "0123456789");
  }
});
