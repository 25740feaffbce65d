import { assertEquals } from "@std/assert";
import { isOneWriting } from "../../lib/text/writing.ts";

Deno.test("isOneWriting() knows the script of every letter, mark and digit of Unicode", () => {
  const unknown: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (!/[\p{L}\p{M}\p{Nd}]/u.test(character)) continue;
    if (!isOneWriting(character)) unknown.push(code.toString(16));
  }
  assertEquals(unknown, []); // a script that is newer than the list belongs on it
});

Deno.test("isOneWriting() takes words of one script, living or not, and what is written together", () => {
  const words = ["anna", "Łukasz", "𞤀𞤁𞤤𞤢𞤥", "ꓡꓲꓢꓴ", "ᱥᱟᱱᱛᱟᱲ", "𑄌𑄋𑄴𑄟𑄳𑄦", "ꦗꦮ", "ᥖᥭᥰ", "𐒰𐓘", "ⲁⲃ", "ᚠᚢ"];
  words.push(
    "田中さん",
    "東京タワー",
    "ヶ丘",
    "김철수",
    "金철수",
    "小ㄅ",
    "ー",
    "7",
    "._-",
    "",
    "محمد٧",
    "क२",
  );
  assertEquals(words.filter((word) => !isOneWriting(word)), []);
});

Deno.test("isOneWriting() refuses letters of two, wherever they stand", () => {
  const words = [
    "annа",
    "аnna",
    "αnn",
    "さkura",
    "李lei",
    "김さん",
    "김ㄅ",
    "שלוםabc",
    "𞤀a",
    "a𞤀",
    "٧ж",
    "ⲁa",
  ];
  assertEquals(words.filter(isOneWriting), []);
});
