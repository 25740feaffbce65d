import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { foldName } from "../../lib/text/fold.ts";
import { graphemesOf } from "../../lib/text/graphemes.ts";
import { isDense, mentionsOf, namePlaces } from "../../lib/text/mention.ts";

/** A text with the places of a name in brackets. */
function marked(text: string, name: string): string {
  let out = "", at = 0;
  for (const [start, end] of mentionsOf(text, name)) {
    out += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return out + text.slice(at);
}

Deno.test("mentionsOf() finds a name in any letter case, with an @ and beside punctuation", () => {
  assertEquals(marked("ann Ann ANN", "ann"), "[ann] [Ann] [ANN]");
  assertEquals(marked("@ann hi", "Ann"), "@[ann] hi");
  assertEquals(
    marked("ann, ann: ann! (ann) ann's ann?", "ann"),
    "[ann], [ann]: [ann]! ([ann]) [ann]'s [ann]?",
  );
  assertEquals(marked("ann. ...ann -ann- ann...", "ann"), "[ann]. ...[ann] -[ann]- [ann]...");
  assertEquals(marked("hi ann", "ann"), "hi [ann]");
});

Deno.test("mentionsOf() does not find a name inside another word", () => {
  for (const text of ["anna", "joann", "ann-marie", "ann_b", "ann.b", "ann2", "2ann", "annа"]) {
    assertEquals(mentionsOf(text, "ann"), [], text);
  }
});

Deno.test("mentionsOf() finds names with dots and dashes in them and at their ends", () => {
  assertEquals(marked("o.O o.O. @o.o", "o.O"), "[o.O] [o.O]. @[o.o]");
  assertEquals(marked("a-b -a-b- a-b-c", "a-b"), "[a-b] -[a-b]- a-b-c");
  assertEquals(marked("x- hi", "x-"), "[x-] hi");
  assertEquals(marked("_ann_ ann", "_ann_"), "[_ann_] ann");
});

Deno.test("mentionsOf() finds names of scripts without spaces anywhere in a run of them", () => {
  assertEquals(marked("小明你好", "小明"), "[小明]你好");
  assertEquals(marked("你好小明", "小明"), "你好[小明]");
  assertEquals(marked("大家好，小明！@小明 小明小明", "小明"), "大家好，[小明]！@[小明] [小明][小明]");
  assertEquals(marked("田中さんこんにちは", "田中"), "[田中]さんこんにちは");
  assertEquals(marked("스즈키김철수씨", "김철수"), "스즈키[김철수]씨");
  assertEquals(marked("hi小明 42小明 ...小明", "小明"), "hi[小明] 42[小明] ...[小明]");
  assertEquals(marked("สวัสดีสมชายครับ", "สมชาย"), "สวัสดี[สมชาย]ครับ");
});

Deno.test("mentionsOf() finds names of spaced scripts in a run of the others, as whole words", () => {
  assertEquals(marked("你好ann！ann你好 安ann安", "ann"), "你好[ann]！[ann]你好 安[ann]安");
  assertEquals(marked("你好anna你好 你好ann2 一ann-b二", "ann"), "你好anna你好 你好ann2 一ann-b二");
  assertEquals(marked("谢谢o.O了", "o.o"), "谢谢[o.O]了");
});

Deno.test("mentionsOf() ends no name before a mark that belongs to its last character", () => {
  assertEquals(marked("K-\u103bxx K-", "K-"), "K-\u103bxx [K-]");
  assertEquals(marked("ann\u103b ann\u3099 ann\u0e34", "ann"), "ann\u103b ann\u3099 ann\u0e34");
  assertEquals(marked("ann-\u103b", "ann"), "[ann]-\u103b");
});

Deno.test("mentionsOf() takes the first of places that overlap", () => {
  assertEquals(marked("哈哈哈", "哈哈"), "[哈哈]哈");
  assertEquals(marked("哈哈哈哈", "哈哈"), "[哈哈][哈哈]");
});

Deno.test("mentionsOf() finds names of other scripts as whole words", () => {
  assertEquals(marked("Привет Вася, вася! Васян", "Вася"), "Привет [Вася], [вася]! Васян");
  assertEquals(marked("Καλημέρα Ελένη", "ελένη"), "Καλημέρα [Ελένη]");
});

Deno.test("mentionsOf() keeps to the name where small letters are longer than capital ones", () => {
  assertEquals(marked("İpek!", "İpek"), "[İpek]!"); // the small İ takes two code units
  assertEquals(marked("hi İpek, İİ你好", "你好"), "hi İpek, İİ[你好]");
});

Deno.test("mentionsOf() finds nothing in nothing", () => {
  assertEquals([mentionsOf("", "ann"), mentionsOf("... ---", "ann"), mentionsOf("😃", "ann")], [[], [], []]);
});

Deno.test("mentionsOf() finds a name in every Unicode form", () => {
  const forms = ["NFC", "NFD", "NFKC", "NFKD"];
  for (
    const name of ["José", "Nguyễn", "한글", "ガイ", "Ångström", "Сергій", "मोहन", "น้ำ", "g\u0303uahẽ", "שׁרה"]
  ) {
    for (const typed of forms.map((form) => name.normalize(form))) {
      for (const own of forms) assertEquals(marked(`hi ${typed}!`, name.normalize(own)), `hi [${typed}]!`);
    }
  }
  assertEquals(marked("你好ガイさん".normalize("NFD"), "ガイ"), `你好[${"ガイ".normalize("NFD")}]さん`);
  assertEquals(marked("한글씨 안녕".normalize("NFD"), "한글"), `[한글]씨 안녕`.normalize("NFD"));
});

Deno.test("mentionsOf() finds a name in other spellings that /msg takes for it", () => {
  assertEquals(marked("STRASSE, STRAẞE, strasse", "straße"), "[STRASSE], [STRAẞE], [strasse]");
  assertEquals(marked("Straße", "strasse"), "[Straße]");
  assertEquals(marked("ａｎｎａ＠ＡＮＮＡ．", "anna"), "[ａｎｎａ]＠[ＡＮＮＡ]．");
  assertEquals(marked("ｏ．Ｏ ａ－ｂ ａ＿ｂ", "o.O"), "[ｏ．Ｏ] ａ－ｂ ａ＿ｂ");
  assertEquals(marked("ａ－ｂ", "a-b"), "[ａ－ｂ]");
  assertEquals(marked("ｶﾞｲ！ ｶﾞｲさん", "ガイ"), "[ｶﾞｲ]！ [ｶﾞｲ]さん");
  assertEquals(marked("ΑΝΝΑΣ ανναΣ", "Αννας"), "[ΑΝΝΑΣ] [ανναΣ]");
  assertEquals(marked("𝓪𝓷𝓷𝓪 ﬁona", "anna"), "[𝓪𝓷𝓷𝓪] ﬁona");
  assertEquals(marked("n\u0e4d\u0e49 น\u0e4d\u0e49\u0e32", "น้ำ"), "n\u0e4d\u0e49 [น\u0e4d\u0e49\u0e32]");
  assertEquals(marked("an\u00adna می\u200cنا", "anna"), "[an\u00adna] می\u200cنا");
});

Deno.test("mentionsOf() does not find a name whose letters have other marks", () => {
  assertEquals(mentionsOf("jose josè Josе\u0301", "José"), []); // the last one is Cyrillic
  assertEquals(mentionsOf("ann\u0301 が กิน 각", "ann"), []);
  assertEquals(mentionsOf("がく", "か"), []);
  assertEquals(mentionsOf("がく".normalize("NFD"), "か"), []);
  assertEquals(mentionsOf("ไปน้ำ ไปนำ", "น"), []);
  assertEquals(mentionsOf("각시", "가"), []);
});

Deno.test("mentionsOf() finds names with an apostrophe by any of its kinds, and names beside one", () => {
  for (const typed of ["Мар'яна", "МАР’ЯНА", "марʼяна", "Мар‘яна", "Мар＇яна"]) {
    assertEquals(marked(`привіт ${typed}!`, "Марʼяна"), `привіт [${typed}]!`);
    assertEquals(marked(`'${typed}' d'${typed}'s`, "Марʼяна"), `'[${typed}]' d'[${typed}]'s`);
  }
  assertEquals(marked("annʼs ann’s 'ann' l'ann'", "ann"), "[ann]ʼs [ann]’s '[ann]' l'[ann]'");
  assertEquals(marked("Мар'яна", "яна"), "Мар'[яна]");
  assertEquals(marked("小明's, l'小明 小明x'小明", "小明"), "[小明]'s, l'[小明] [小明]x'[小明]");
});

Deno.test("isDense() tells scripts without spaces from the others", () => {
  const dense = ["小明", "田中さん", "김철수", "ไทย", "ខ្មែរ", "小2", "2小", "ann小"];
  assertEquals(dense.filter((name) => !isDense(name)), []);
  assertEquals(["ann", "José", "Вася", "שלום", "नमस्ते", "42"].map(isDense), Array(6).fill(false));
});

Deno.test("namePlaces() looks inside runs for lengths that it is told, letter by letter", () => {
  const words = (lengths: Record<string, number[]>) =>
    [...namePlaces("小明好", (letter) => lengths[letter])].map(({ word }) => word);
  assertEquals(words({}), ["小明好"]);
  assertEquals(words({ 小: [2], 明: [1, 2], 白: [1] }), ["小明好", "小明", "明", "明好"]);
});

Deno.test("mentionsOf() gives places that are in the text, hold the name, and do not overlap (property)", () => {
  const letters = fc.string({
    unit: fc.constantFrom(
      ..."annbB小明好哈さ. -_@,!éЯİΣςß😃".match(/./gu)!,
      "ann",
      "小明",
      "か\u3099",
      "e\u0301",
      "ガ",
      "ss",
      "'",
      "ʼ",
      "น\u0e4d\u0e49\u0e32",
      "\u1112\u1161\u11ab",
    ),
    maxLength: 30,
  });
  const name = fc.constantFrom(
    "ann",
    "Ann-b",
    "小明",
    "哈哈",
    "好",
    "n.n",
    "Я",
    "é",
    "ß",
    "Σ",
    "İ",
    "Bİ",
    "が",
    "น้ำ",
    "한",
    "nʼn",
  );
  fc.assert(
    fc.property(letters, name, (text, name) => {
      let last = 0, at = 0;
      const edges = new Set([0, ...graphemesOf(text).map((character) => at += character.length)]);
      for (const [start, end] of mentionsOf(text, name)) {
        assert(last <= start && start < end && end <= text.length, `${start} to ${end} of ${text.length}`);
        assert(edges.has(start) && edges.has(end), "whole characters");
        assertEquals(foldName(text.slice(start, end)), foldName(name));
        last = end;
      }
    }),
    { numRuns: 2000 },
  );
});
