import { assert, assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { graphemesOf } from "../../lib/text/graphemes.ts";
import { matches, matchesOf, wordsOf } from "../../lib/text/words.ts";
import { FOUND, NOT_FOUND } from "../contracts/search_samples.ts";
import { queries, texts } from "../contracts/texts.ts";

/** The keys of a text's words; of a dense one in brackets. */
function cut(text: string): string {
  return wordsOf(text).map(({ key, isDense }) => isDense ? `[${key}]` : key).join(" ");
}

/** What a text stands beside, glued to it in Unicode's compatibility forms: Foo™ and FooTM, №5 and No5, 1½ and 11⁄2, ‼. */
const STANDS_APART = /[™℠№℡℻‼⁉¼-¾⅐-⅟↉]/gu;

/** Where a text's characters begin and end, as people see them. */
function edgesOf(text: string): ReadonlySet<number> {
  let at = 0;
  return new Set([0, ...graphemesOf(text).map((character) => at += character.length)]);
}

/** A text with its matches in brackets. */
function marked(text: string, query: string): string {
  return matchesOf(text, wordsOf(query)).reduceRight(
    (text, [start, end]) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
    text,
  );
}

Deno.test("wordsOf() cuts at spaces and punctuation, and where dense writing begins and ends", () => {
  assertEquals(cut("Hello, world_1! don't (42)"), "hello world_1 don t 42");
  assertEquals(cut("大家你好吗？我很好。"), "[大家你好吗] [我很好]");
  assertEquals(cut("iPhone手机 東京タワー ﾀﾜｰ ラーメン"), "iphone [手机] [東京タワー] [タワー] [ラーメン]");
  assertEquals(cut("สวัสดีครับ นะ ລາວ ខ្មែរ မြန်မာ 한국어"), "[สวัสดีครับ] [นะ] [ລາວ] [ខ្មែរ] [မြန်မာ] [한국어]");
  assertEquals(cut("ok 👍🏽 👩‍👩‍👧 🇹🇭 ❤️x"), "ok [👍] [👩👩👧] [\u{f01f5}] [❤] x");
  assertEquals(cut("Ёлка नमस्ते مرحبا cafe\u0301"), "елка नमस्ते مرحبا cafe");
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
    ["3️⃣", "3⃣", "３⃣"],
    ["น้ำ", "น\u0e4d\u0e49\u0e32", "น\u0e49\u0e4d\u0e32", "น\u0e33\u0e49"],
    ["İ", "I", "ı", "i"],
    ["ẞ", "ß", "ss", "SS"],
    ["ᾳ", "ᾼ", "α", "Ά"],
    ["٤٢", "४२", "42"],
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

/** Unicode's normalization forms. */
const FORMS = ["NFC", "NFD", "NFKC", "NFKD"];

/** Anything: what is likely, and what is possible. */
const anything = fc.oneof(texts, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

Deno.test("wordsOf() gives keys without blanks for whatever is typed", () => {
  fc.assert(fc.property(anything, (text) => {
    for (const { key } of wordsOf(text)) assert(key !== "" && !/\s/.test(key));
  }));
});

for (const [query, texts] of Object.entries(FOUND)) {
  Deno.test(`matches() finds ${query} in any normalization form of ${texts.join(" | ")}, by any of its own`, () => {
    for (const text of texts.filter((text) => !STANDS_APART.test(text))) {
      for (const form of FORMS) {
        for (const own of FORMS) assert(matches(text.normalize(form), wordsOf(query.normalize(own))), text);
      }
    }
  });
}

Deno.test("matches() finds a text's own words in every normalization form of it, and they in every form of theirs", () => {
  fc.assert(fc.property(anything, (typed) => {
    const text = typed.replace(STANDS_APART, "");
    const words = wordsOf(text);
    for (const form of FORMS) {
      assertEquals(wordsOf(text.normalize(form)), words);
      for (const { key } of words) assert(matches(text, wordsOf(key.normalize(form))), key);
    }
  }));
});

Deno.test("matchesOf() marks something exactly where a word is found", () => {
  fc.assert(fc.property(texts, queries, (text, query) => {
    const wanted = wordsOf(query);
    const isAnyFound = wanted.some((word) => matches(text, [word]));
    const spans = matchesOf(text, wanted);
    assertEquals(spans.length > 0, isAnyFound);
    const edges = edgesOf(text);
    spans.reduce((last, [start, end]) => {
      assert(last < start || last === 0 && start === 0);
      assert(start < end && end <= text.length);
      assert(edges.has(start) && edges.has(end), "whole characters");
      return end;
    }, 0);
    assertEquals(matches(text, wanted), wanted.every((word) => matches(text, [word])));
  }));
});

Deno.test("matchesOf() marks a text's own words in it wherever they are, and no part of a character", () => {
  fc.assert(fc.property(anything, (text) => {
    const edges = edgesOf(text);
    const spans = matchesOf(text, wordsOf(text));
    assert(spans.every(([start, end]) => edges.has(start) && edges.has(end) && start < end));
    const unmarked = spans.reduceRight(
      (rest, [start, end]) => `${rest.slice(0, start)} ${rest.slice(end)}`,
      text,
    );
    assertEquals(wordsOf(unmarked), []);
  }));
});

Deno.test("matches() finds a text in itself", () => {
  fc.assert(fc.property(texts, (text) => assert(matches(text, wordsOf(text)))));
});

Deno.test("matchesOf() marks all characters that melt into one when they are folded, and no others", () => {
  const jamo = "\u3131\u314f"; // two letters of a Korean keyboard, which Unicode folds into one syllable
  assertEquals(matchesOf(`x ${jamo} y`, wordsOf("가")), [[2, 4]]);
  assertEquals(marked(`나${jamo}나ㅋㅋ`, "가"), `나[${jamo}]나ㅋㅋ`);
  assertEquals(marked("ไปน\u0e4d\u0e49\u0e32ตก", "น้ำ"), "ไป[น\u0e4d\u0e49\u0e32]ตก");
  assertEquals(marked("ลูกเเมว", "แมว"), "ลูก[เเมว]");
});

Deno.test("matchesOf() marks words as they were typed, whatever becomes of them when they are folded", () => {
  assertEquals(marked("manan\u0303a, mañana!", "mañana"), "[manan\u0303a], [mañana]!");
  assertEquals(marked("п’ять пʼять", "п'ять"), "[п]’[ять] [п]ʼ[ять]");
  assertEquals(marked("كتــاب مُحَمَّد", "محمد"), "كتــاب [مُحَمَّد]");
  assertEquals(marked("(ﬁne) Ærø, STRAẞE", "fine aero strasse"), "([ﬁne]) [Ærø], [STRAẞE]");
  assertEquals(marked("1½ ⑴ ﷺ!", "1 ½ الله"), "[1½] [⑴] [ﷺ]!");
  assertEquals(marked("Foo™ №5", "foo 5"), "[Foo]™ №[5]");
  assertEquals(marked("🇦🇺🇸🇪🇺🇸", "🇺🇸"), "🇦🇺🇸🇪[🇺🇸]");
  assertEquals(marked("1️⃣2️⃣3⃣", "2⃣"), "1️⃣[2️⃣]3⃣");
});

Deno.test("matches() finds a flag made of tags whole, and not in another", () => {
  const [england, scotland] = ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"] as const;
  assert(matches(`go ${scotland}${england}`, wordsOf(england)));
  assertEquals(marked(`go ${scotland}${england}!`, england), `go ${scotland}[${england}]!`);
  for (const other of [scotland, "🏴", "🏴󠁧󠁢󠁿", "🇬🇧"]) assert(!matches(england, wordsOf(other)), other);
  assert(!matches("🏴", wordsOf(england)));
});

Deno.test("wordsOf() takes no character of private use for a flag or a keycap", () => {
  assertEquals(wordsOf("\u{f0014}\u{f0333}"), []);
  assertEquals(cut("a\u{f0014}b"), "a b");
});
