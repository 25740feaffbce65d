import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { lookAlikeKeys } from "../../lib/text/look_alike.ts";

function areLookAlikes(one: string, other: string): boolean {
  const keys = lookAlikeKeys(one);
  return lookAlikeKeys(other).some((key) => keys.includes(key));
}

const ALIKE: readonly (readonly [why: string, one: string, other: string])[] = [
  ["the same", "ann", "ann"],
  ["another case", "Ann", "aNN"],
  ["another case of Cyrillic", "Вася", "ВАСЯ"],
  ["another case of Greek", "Ελλάδα", "ελλάδα"],
  ["another width", "ann", "ａｎｎ"],
  ["another width and case", "ann", "ＡＮＮ"],
  ["half-width katakana", "タナカ", "ﾀﾅｶ"],
  ["Cyrillic for Latin, lower case", "coco", "сосо"],
  ["Cyrillic for Latin, capital", "Coco", "Сосо"],
  ["Cyrillic for Latin, upper case", "abba", "АВВА"],
  ["Greek for Latin, upper case", "abba", "ΑΒΒΑ"],
  ["Greek for Cyrillic, upper case", "ΑΒΒΑ", "АВВА"],
  ["one Cyrillic letter", "paypal", "pаypal"],
  ["composed and decomposed", "José", "Jose\u0301"],
  ["mathematical letters", "bob", "𝓫𝓸𝓫"],
  ["a ligature", "ﬁn", "fin"],
  ["katakana for Han", "口二", "ロニ"],
  ["a joiner nobody sees", "میخواهم", "می\u200cخواهم"],
  ["a dot on a letter that has one", "bill", "bi\u0307ll"],
  ["the same with a dot below", "bịll", "bị\u0307ll"],
  ["the same on a letter of another script", "jan", "ј\u0307an"],
  ["another case of Turkish", "ipek", "İpek"],
  ["a variant of a Chinese character", "葛城", "葛\u{e0100}城"],
];

for (const [why, one, other] of ALIKE) {
  Deno.test(`lookAlikeKeys() finds alike: ${why}`, () => {
    assert(areLookAlikes(one, other), `${one}: ${lookAlikeKeys(one)}, ${other}: ${lookAlikeKeys(other)}`);
  });
}

const DIFFERENT: readonly (readonly [one: string, other: string])[] = [
  ["ann", "anna"],
  ["Tom1", "Toml"], // letters within ASCII are left apart
  ["modern", "modem"],
  ["O0", "OO"],
  ["jose", "José"],
  ["小明", "小朋"],
  ["Вася", "Ваня"],
  ["さくら", "サクラ"],
  ["김철수", "김철호"],
  ["ann", "aṅn"],
  ["bill", "bíll"],
];

for (const [one, other] of DIFFERENT) {
  Deno.test(`lookAlikeKeys() keeps apart: ${one} and ${other}`, () => assert(!areLookAlikes(one, other)));
}

Deno.test("lookAlikeKeys() gives one key to ASCII, at most three to anything", () => {
  assertEquals(lookAlikeKeys("Ann_7"), ["ann_7"]);
  assertEquals(lookAlikeKeys("Вася").length, 2);
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => {
    const count = lookAlikeKeys(name).length;
    assert(count >= 1 && count <= 3);
  }));
});

Deno.test("lookAlikeKeys() finds every name alike to itself in another case and normal form (property)", () => {
  const letters = fc.array(fc.constantFrom(..."abcXYZéñüöдяЖßñ你さアΩλ07_-."), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(fc.property(letters, (letters) => {
    const name = letters.join("");
    for (const other of [name.normalize("NFD"), name.normalize("NFKC"), name.toLowerCase()]) {
      assert(areLookAlikes(name, other), other);
    }
  }));
});

Deno.test("lookAlikeKeys() has the key first that people were recognised by before: their rooms hang on it", () => {
  assertEquals([lookAlikeKeys("İpek")[0], lookAlikeKeys("Βeta")[0]], ["i̇pek", "ßeta"]);
});
