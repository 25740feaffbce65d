import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import fc from "fast-check";
import { cleanText } from "../../lib/render/clean_text.ts";
import { textOf } from "../support/bytes.ts";
import { interestingBytes } from "../support/splits.ts";

/** What is typed and what is shown; the empty text stands for: the same. */
const CASES: readonly (readonly [does: string, typed: string, clean: string])[] = [
  ["leaves plain text alone", "Hello, world! ~", "Hello, world! ~"],
  ["leaves nothing of nothing", "", ""],
  ["leaves every living script alone", "你好 Привет γειά שלום سلام नमस्ते 안녕 こんにちは ไทย", ""],
  ["leaves spaces as they are", "  a  b  ", "  a  b  "],
  ["makes a tab a space", "a\tb", "a b"],
  ["drops C0 controls and DEL", "a\0\x01\x07\b\n\v\f\r\x0e\x1a\x1f\x7fb", "ab"],
  ["drops C1 controls", "a\x80\x84\x85\x8d\x99\x9cb", "ab"],
  ["drops colours whole", "\x1b[1;31mred\x1b[0m", "red"],
  ["drops cursor moves and screen clearing whole", "a\x1b[2J\x1b[1;1Hb\x1b[?25l", "ab"],
  ["drops an eight-bit control sequence whole", "a\x9b31mb\x9b?25lc", "abc"],
  ["drops a control sequence without an end", "a\x1b[12;", "a"],
  ["drops a window title ended by BEL", "a\x1b]0;owned\x07b", "ab"],
  ["drops a window title ended by ST", "a\x1b]0;owned\x1b\\b", "ab"],
  ["drops a hyperlink but its text", "\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\", "link"],
  ["drops an eight-bit OSC with its text", "a\x9d0;owned\x9cb", "ab"],
  ["drops an OSC without an end", "a\x1b]52;c;aGk=", "a"],
  [
    "drops device control, privacy and program strings",
    "a\x1bPq#0\x1b\\b\x1b^x\x1b\\c\x1b_y\x1b\\d\x1bXz\x1b\\e",
    "abcde",
  ],
  ["drops two-character escapes", "a\x1bcb\x1b(Bc\x1b7d\x1b", "abcd"],
  ["drops a sequence broken by another", "a\x1b]0;x\x1b[31mb", "ab"],
  ["drops nested escapes", "a\x1b\x1b[31mb", "ab"],
  ["drops bidi overrides and embeddings", "a\u202a\u202b\u202d\u202e\u202cb", "ab"],
  ["drops bidi isolates and marks", "a\u2066\u2067\u2068\u2069\u200e\u200f\u061cb", "ab"],
  ["drops zero-width characters", "a\u200b\u200c\u200d\u2060\ufeffb", "ab"],
  ["drops line and paragraph separators", "a\u2028\u2029b", "ab"],
  ["drops soft hyphens and joiners nobody sees", "a\u00ad\u034f\u17b4\u180e\u2063\u3164\uffa0b", "ab"],
  ["drops tags, also behind a flag", "a\u{e0001}\u{e0041}b🏴\u{e0067}\u{e007f}", "ab🏴"],
  ["drops noncharacters and lone surrogates", "a\ufdd0\ufffe\uffff\ud800b\udc00\u{1ffff}", "ab"],
  ["drops shorthand and hieroglyph format controls", "a\u{1bca0}\u{1bca3}\u{13430}b", "ab"],
  ["keeps ZWJ inside emoji", "👩‍👩‍👧‍👦 👩🏽‍🚀 ❤️‍🔥 🏳️‍🌈", ""],
  ["drops ZWJ between letters", "a\u200db", "ab"],
  ["drops ZWJ between an emoji and a letter", "👩\u200da\u200d👩", "👩a👩"],
  ["drops ZWJ at either end", "\u200d👩\u200d", "👩"],
  ["drops doubled ZWJ between emoji", "👩\u200d\u200d👧", "👩👧"],
  ["drops ZWJ that an invisible character keeps apart", "👩\u200b\u200d👧", "👩👧"],
  ["keeps skin tones, keycaps and flags", "👍🏽 1️⃣ 🇩🇪", ""],
  ["keeps a letter with 8 marks", "a" + "\u0301".repeat(8), ""],
  ["cuts a pile of marks at 8", "a" + "\u0301".repeat(50) + "b", "a" + "\u0301".repeat(8) + "b"],
  [
    "cuts a pile hidden between invisible characters",
    "a" + "\u0301\u200b".repeat(20),
    "a" + "\u0301".repeat(8),
  ],
  ["does not take what stands for a kept joiner from outside", "👩\ufdd0👧", "👩👧"],
];

for (const [does, typed, clean] of CASES) {
  Deno.test(`cleanText() ${does}`, () => {
    assertEquals<string>(cleanText(typed), clean === "" ? typed : clean);
  });
}

Deno.test("cleanText() cuts every pile of a zalgo text by itself", () => {
  const pile = (letter: string, marks: number) => letter + "\u0300\u0323\u0301\u0334".repeat(marks / 4);
  assertEquals<string>(
    cleanText(pile("z", 40) + pile("a", 4) + pile("l", 12)),
    pile("z", 8) + pile("a", 4) + pile("l", 8),
  );
});

/** Strings of what the cleaning is about, and anything else. */
const TYPED = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(
    fc.constantFrom(
      ..."aZ 你😃👩👧❤🏽\u0301\u0323\ufe0f\u200d\u200b\u202e\u2067\ufdd0\x1b[]0;m\x07\\\x9b\x9d\x9c\t\x00\u{e0041}",
      "\ud83d",
      "\ude03",
    ),
    { maxLength: 40 },
  ).map((characters) => characters.join("")),
  interestingBytes().map(textOf),
);

Deno.test("cleanText() changes nothing about clean text (property)", () => {
  fc.assert(
    fc.property(TYPED, (typed) => {
      const once = cleanText(typed);
      assertEquals(cleanText(once), once);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("cleanText() leaves no control, invisible or bidi character and no pile of marks (property)", () => {
  fc.assert(
    fc.property(TYPED, (typed) => {
      const clean = cleanText(typed);
      assertNotMatch(clean, /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/u);
      assertNotMatch(clean, /[\u200b\u200c\u2060-\u206f\ufeff\u00ad\u{e0000}-\u{e0fff}]/u);
      assertNotMatch(clean, /\p{M}{9}/u);
      assertMatch(
        clean.replace(/(?<=\p{Extended_Pictographic}.?)\u200d(?=\p{Extended_Pictographic})/gu, ""),
        /^[^\u200d]*$/u,
      );
    }),
    { numRuns: 3000 },
  );
});

Deno.test("cleanText() drops every invisible format character of Unicode but variation selectors", () => {
  // Number signs and abbreviation marks are format characters by class, and visible.
  const visible = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\ufe00-\ufe0f]/u;
  const kept: string[] = [];
  for (let code = 0xa0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (!/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character) || visible.test(character)) continue;
    if (cleanText(`a${character}b`) as string !== "ab") kept.push(code.toString(16));
  }
  assertEquals(kept, []);
});

Deno.test("cleanText() leaves little of long hostile lines", () => {
  const left = (piece: string) => cleanText(piece.repeat(Math.floor(4096 / piece.length))).length;
  for (const piece of ["\x1b", "\x1b[", "\x1b]", "\x1b[1", "\x9b1", "\u202e", "\x1b]0;a"]) {
    assertEquals(left(piece), 0);
  }
  assertEquals(left("\u0301"), 8);
  assertEquals(left("👩\u200d"), 1365 * 3 - 1); // a chain of joined emoji, but for the last joiner
});
