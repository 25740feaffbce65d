import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { matches, matchesOf, wordsOf } from "../../lib/model/words.ts";
import { FOUND, NOT_FOUND } from "../contracts/search_samples.ts";
import { queries, texts } from "../contracts/texts.ts";

/** The words of a text as they are in it; a dense one in brackets. */
function cut(text: string): string {
  return wordsOf(text).map(({ start, end, isDense }) =>
    isDense ? `[${text.slice(start, end)}]` : text.slice(start, end)
  )
    .join(" ");
}

/** A text with its matches in brackets. */
function marked(text: string, query: string): string {
  return matchesOf(text, wordsOf(query)).reduceRight(
    (text, [start, end]) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
    text,
  );
}

Deno.test("wordsOf() cuts at spaces and punctuation, and where dense writing begins and ends", () => {
  assertEquals(cut("Hello, world_1! don't (42)"), "Hello world_1 don t 42");
  assertEquals(cut("大家你好吗？我很好。"), "[大家你好吗] [我很好]");
  assertEquals(cut("iPhone手机 東京タワー ﾀﾜｰ ラーメン"), "iPhone [手机] [東京タワー] [ﾀﾜｰ] [ラーメン]");
  assertEquals(cut("สวัสดีครับ นะ ລາວ ខ្មែរ မြန်မာ 한국어"), "[สวัสดีครับ] [นะ] [ລາວ] [ខ្មែរ] [မြန်မာ] [한국어]");
  assertEquals(cut("ok 👍🏽 👩‍👩‍👧 🇹🇭 ❤️x"), "ok [👍🏽] [👩‍👩‍👧] [🇹🇭] [❤️] x");
  assertEquals(cut("Ёлка नमस्ते مرحبا cafe\u0301"), "Ёлка नमस्ते مرحبا cafe\u0301");
  assertEquals(cut("  …—«»、。 "), "");
});

Deno.test("wordsOf() gives equal keys to what people take for the same", () => {
  const same = [
    ["Café", "CAFÉ", "cafe", "cafe\u0301", "ｃａｆｅ"],
    ["Straße", "STRASSE", "strasse"],
    ["Σίσυφος", "ΣΙΣΥΦΟΣ", "σισυφοσ"],
    ["Ёлка", "елка", "ЕЛКА"],
    ["İstanbul", "istanbul", "ISTANBUL"],
    ["ﬁne", "fine"],
    ["タワー", "ﾀﾜｰ"],
    ["ガ", "ｶﾞ", "カ\u3099"],
    ["한", "\u1112\u1161\u11ab"],
    ["❤", "❤️"],
  ];
  for (const texts of same) {
    const keys = new Set(texts.flatMap((text) => wordsOf(text).map(({ key }) => key)));
    assertEquals(keys.size, 1, texts.join(" "));
  }
});

Deno.test("wordsOf() keeps marks that are letters of their own", () => {
  assert(!matches("किताब", wordsOf("कताब")));
  assert(!matches("กิน", wordsOf("กน")));
});

for (const [query, texts] of Object.entries(FOUND)) {
  Deno.test(`matches() is true of ${query} and ${texts.join(" | ")}`, () => {
    for (const text of texts) assert(matches(text, wordsOf(query)), text);
  });
}

for (const [query, texts] of Object.entries(NOT_FOUND)) {
  Deno.test(`matches() is false of ${query} and ${texts.join(" | ")}`, () => {
    for (const text of texts) assert(!matches(text, wordsOf(query)), text);
  });
}

Deno.test("matchesOf() marks whole words, and parts of dense runs", () => {
  assertEquals(marked("one two, ONE stone", "one"), "[one] two, [ONE] stone");
  assertEquals(marked("大家你好吗？你好！", "你好"), "大家[你好]吗？[你好]！");
  assertEquals(marked("hello你好, Café", "好 cafe"), "hello你[好], [Café]");
  assertEquals(marked("nothing here", "no thing"), "nothing here");
  assertEquals(marked("one", ""), "one");
});

Deno.test("matchesOf() joins matches that touch", () => {
  assertEquals(marked("好好好", "好好"), "[好好好]");
  assertEquals(marked("大家你好吗", "家你 你好"), "大[家你好]吗");
  assertEquals(marked("大家你好吗", "大家 你好"), "[大家你好]吗");
});

Deno.test("matchesOf() marks whole characters, with their marks and joiners", () => {
  assertEquals(marked("ไปน้ำตก", "นำ"), "ไปน้ำตก");
  assertEquals(marked("ไปน้ำตก", "น้ำ"), "ไป[น้ำ]ตก");
  assertEquals(marked("ดื่มน้ำตก", "น"), "ดื่ม[น้ำ]ตก");
  assertEquals(marked("ｶﾞﾀﾞﾜｰ", "ダ"), "ｶﾞ[ﾀﾞ]ﾜｰ");
  assertEquals(marked("ok 👍🏽👋", "👍"), "ok [👍🏽]👋");
  assertEquals(marked("👩‍👩‍👧👋", "👧"), "[👩‍👩‍👧]👋");
  assertEquals(marked("I ❤️ it", "❤"), "I [❤️] it");
  assertEquals(marked("🇹🇭🇱🇦", "🇱🇦"), "🇹🇭[🇱🇦]");
});

Deno.test("wordsOf() gives places in order, apart from each other, and keys for whatever is typed", () => {
  const anything = fc.oneof(texts, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(fc.property(anything, (text) => {
    let last = 0;
    for (const { start, end, key } of wordsOf(text)) {
      assert(last <= start && start < end && end <= text.length && key !== "" && !/\s/.test(key));
      last = end;
    }
  }));
});

Deno.test("matchesOf() marks something exactly where a word is found", () => {
  fc.assert(fc.property(texts, queries, (text, query) => {
    const wanted = wordsOf(query);
    const isAnyFound = wanted.some((word) => matches(text, [word]));
    const spans = matchesOf(text, wanted);
    assertEquals(spans.length > 0, isAnyFound);
    spans.reduce((last, [start, end]) => {
      assert(last < start || last === 0 && start === 0);
      assert(start < end && end <= text.length);
      return end;
    }, 0);
    assertEquals(matches(text, wanted), wanted.every((word) => matches(text, [word])));
  }));
});

Deno.test("matches() finds a text in itself", () => {
  fc.assert(fc.property(texts, (text) => assert(matches(text, wordsOf(text)))));
});

Deno.test("matchesOf() marks a whole run where its characters melt into others when they are folded", () => {
  const jamo = "\u3131\u314f"; // two letters of a Korean keyboard, which Unicode folds into one syllable
  assertEquals(matchesOf(`x ${jamo} y`, wordsOf("가")), [[2, 4]]);
});
