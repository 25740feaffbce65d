import { assertEquals, assertNotMatch } from "@std/assert";
import fc from "../support/fast_check.ts";
import { cleanText, screenText } from "../../lib/text/clean_text.ts";
import { textOf } from "../support/bytes.ts";
import { interestingBytes } from "../support/splits.ts";

/** Invisible copies of ASCII, and the end of them. */
const tags = (text: string) =>
  Array.from(text + "\x7f", (letter) => String.fromCodePoint(0xe0000 + letter.codePointAt(0)!)).join("");

/** The flag of a part of a country. */
const flagOf = (code: string) => `🏴${tags(code)}`;

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
  [
    "keeps the words behind Alt-P and other keys that might begin a string",
    "a\x1bPb\x1b]c\x1b^d\x1b_e\x1bXf",
    "abcdef",
  ],
  ["keeps the words behind an eight-bit control that ends nowhere", "a\x90b\x9ec\x9dd", "abcd"],
  ["keeps the words behind Alt with a bracket", "one \x1b(two \x1b)three \x1b/four", "one two three four"],
  ["drops what TinyFugue makes of letters", "na\x1bC\x1b/ve caf\x1bC\x1b) \x1bC\x1b?", "nave caf "],
  ["drops a sequence broken by another", "a\x1b]0;x\x1b[31mb", "ab"],
  ["drops nested escapes", "a\x1b\x1b[31mb", "ab"],
  ["drops bidi overrides and embeddings", "a\u202a\u202b\u202d\u202e\u202cb", "ab"],
  ["drops bidi isolates and marks", "a\u2066\u2067\u2068\u2069\u200e\u200f\u061cb", "ab"],
  ["drops zero-width characters", "a\u200b\u200c\u200d\u2060\ufeffb", "ab"],
  ["drops line and paragraph separators", "a\u2028\u2029b", "ab"],
  ["drops soft hyphens and joiners nobody sees", "a\u00ad\u034f\u17b4\u180e\u2063\u3164\uffa0b", "ab"],
  ["drops tags, also behind a flag where they name none", "a\u{e0001}\u{e0041}b🏴\u{e0067}\u{e007f}", "ab🏴"],
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
  ["drops a noncharacter between emoji", "👩\ufdd0👧", "👩👧"],
  [
    "cuts a pile of marks with joiners in it",
    "क" + "\u094d\u200d".repeat(20),
    "क" + "\u094d\u200d" + "\u094d".repeat(7),
  ],

  ["leaves 16 spaces, as code is indented", " ".repeat(16) + "x" + " ".repeat(16), ""],
  [
    "shortens a run of more spaces to 16",
    "a" + " ".repeat(75) + "Server: ben left",
    `a${" ".repeat(16)}Server: ben left`,
  ],
  [
    "shortens every run by itself",
    " ".repeat(17) + "a" + " ".repeat(99),
    " ".repeat(16) + "a" + " ".repeat(16),
  ],
  [
    "shortens a run of wide and narrow blanks",
    "\u3000\u00a0\u2003\u202f".repeat(9),
    "\u3000\u00a0\u2003\u202f".repeat(4),
  ],
  ["shortens a run of tabs", "\t".repeat(40) + "x", " ".repeat(16) + "x"],
  ["shortens a run with invisible characters in it", " \u200b\u2800\x07\ue000".repeat(40), " ".repeat(16)],
  ["shortens a run with marks above the blanks", " \u0301".repeat(40) + "x", " \u0301".repeat(16) + "x"],
  ["leaves blanks with something visible between them", (" ".repeat(16) + ".").repeat(4), ""],

  ["drops private use", "a\ue000\uf8ff\u{f0000}\u{10fffd}b", "ab"],
  ["drops what is blank and no space", "a\u2800\u3164\u115f\uffa0\u{13441}\u{16fe4}\u{1d159}b", "ab"],
  ["keeps braille and hieroglyphs that are seen", "⠓⠊ 𓀀𓁐", ""],

  [
    "keeps the flags of parts of countries",
    `${flagOf("gbeng")}${flagOf("gbsct")} ${flagOf("gbwls")}x${flagOf("ustx")}`,
    "",
  ],
  ["drops tags behind anything else", `a${tags("gbeng")}👍${tags("gbeng")}🏴 ${tags("gbeng")}`, "a👍🏴 "],
  ["drops tags without an end", `🏴${tags("gbeng").slice(0, -2)}x`, "🏴x"],
  [
    "drops tags that are no code of a country's part",
    `🏴${tags("meet me at nine")}🏴${tags("GBENG")}🏴${tags("gb")}`,
    "🏴🏴🏴",
  ],
  ["drops a second row of tags", flagOf("gbeng") + tags("gbeng"), flagOf("gbeng")],

  ["keeps ZWNJ between letters of Persian", "می\u200cخواهم خانه\u200cها مُ\u200cم", ""],
  ["keeps ZWJ behind a letter of Arabic", "۱۳۷۵ ه\u200d.ش", ""],
  ["keeps joiners of other scripts with joined letters", "ᠠ\u200dᠡ ߊ\u200cߋ 𞤢\u200c𞤣 ܐ\u200cܒ", ""],
  [
    "keeps ZWJ and ZWNJ behind a virama",
    "ශ්\u200dරී ക്\u200d न्\u200dय क्\u200cष க்\u200cஷ শ্\u200cর ক্ষ্\u200dম",
    "",
  ],
  ["keeps ZWJ and ZWNJ before a virama", "র\u200d্যাব র\u200c্যাব ರ\u200d್ಕ", ""],
  ["keeps ZWNJ behind a Khmer register shifter", "ប៊\u200cី", ""],
  [
    "drops joiners and forms behind letters that nobody sees",
    "\u3164\u094d\u200d\u115f\u200c\u094d\u{13441}\ufe00 \u17c9\u200c\u17b6",
    "\u094d\u094d \u17c9\u17b6",
  ],
  [
    "drops a joiner behind the variant of a Chinese character",
    "葛\u{e0100}\u200d\u094d",
    "葛\u{e0100}\u094d",
  ],
  ["drops joiners at the edges of Persian words", "\u200cمی \u200cخانه\u200c \u200dه", "می خانه ه"],
  ["drops doubled joiners but one", "می\u200d\u200d\u200dخ क्\u200d\u200dष", "می\u200dخ क्\u200dष"],
  [
    "drops joiners between letters of scripts that do not join",
    "a\u200cb я\u200cж 你\u200d好 ש\u200cל",
    "ab яж 你好 של",
  ],

  ["keeps variants of Chinese characters", "葛\u{e0100}城市 辻\u{e0101} 崎\ufe00", ""],
  ["drops variation selectors behind anything else", "a\u{e0100}б\u{e01ef}か\ufe00x\ufe0f \ufe0f", "aбかx "],
  [
    "keeps one variation selector of several",
    "葛\u{e0100}\u{e0101}❤\ufe0f\ufe0f\ufe0e",
    "葛\u{e0100}❤\ufe0f",
  ],
  ["keeps the looks of emoji", "❤\ufe0f ❤\ufe0e ☁\ufe0f 1\ufe0f\u20e3 #\ufe0f\u20e3 ©\ufe0f", ""],
  [
    "keeps variants of punctuation, symbols and letters",
    "0\ufe00 ≨\ufe00 ，\ufe01 “\ufe00 က\ufe00 𓀀\ufe03",
    "",
  ],
  ["keeps the forms of Mongolian letters", "ᠭ\u180bᠠ ᠨ\u180eᠠ ᠭ\u180c\u180eᠡ", ""],
  ["drops the forms of Mongolian letters behind anything else", "a\u180b \u180eᠠ ᠭ\u180e", "a ᠠ ᠭ"],
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
      ..."می\u0651क\u094d\u200cষ葛\u{e0100}\ufe0e\ufe00ᠭ\u180b\u180eᠠ\u3000\u2800\ue000១\u17c9\u17b8",
      ..."\u3164\u{13441}\u0dca\u17b6",
      flagOf("gbeng"),
      tags("gbeng"),
      "🏴",
      " ".repeat(15),
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

Deno.test("cleanText() leaves no control, bidi or hidden character, no pile of marks and no row of blanks (property)", () => {
  fc.assert(
    fc.property(TYPED, (typed) => {
      const clean = cleanText(typed);
      assertNotMatch(
        clean,
        /[\p{Cc}\p{Co}\p{Zl}\p{Zp}\p{Surrogate}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/u,
      );
      assertNotMatch(clean, /[\u200b\u2060-\u206f\u2800\ufeff\u00ad]/u);
      assertNotMatch(clean, /(?:[\u200c\u200d]?\p{M}){9}/u);
      assertNotMatch(clean, /(?:\p{Zs}\p{M}*){17}/u);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("cleanText() leaves no two invisible characters in a row but the tags of a flag (property)", () => {
  fc.assert(
    fc.property(TYPED, (typed) => {
      const invisible = cleanText(typed).replaceAll(/🏴[\u{e0030}-\u{e007a}]{3,7}\u{e007f}/gu, "🏴");
      assertNotMatch(invisible, /[\u{e0000}-\u{e00ff}]/u);
      // The look of an emoji, or the form of a Mongolian letter, and then what joins it on.
      const single = invisible.replaceAll(
        /(?:\ufe0f\u200d(?=\p{Extended_Pictographic})|[\u180b-\u180d\u180f][\u180e\u200c\u200d])/gu,
        "",
      );
      assertNotMatch(single, /\p{Default_Ignorable_Code_Point}{2}/u);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("cleanText() drops every invisible format character of Unicode behind a letter", () => {
  // Number signs and abbreviation marks are format characters by class, and visible.
  const visible = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
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
  assertEquals(left(" "), 16);
  assertEquals(left("\u3000\u0301"), 32);
  for (const piece of ["\u2800", "\ue000", "\u200c", "\u{e0061}", "\u{e0100}", "\ufe0f", "\u180b"]) {
    assertEquals(left(piece), 0);
  }
});

Deno.test("screenText() takes away what could disturb a terminal and leaves the rest", () => {
  assertEquals(screenText("a\x1b[31mb\r\n\tc\x00\x9b", false), "a[31mbc");
  assertEquals(screenText("\u202eabc\u200f \u2028你好 é", false), "abc 你好 é");
  assertEquals(screenText("1\u20e3❤\ufe0f", false), "1❤");
});

Deno.test("screenText() gives a question mark for what ASCII has not, where only ASCII is drawn", () => {
  assertEquals(screenText("你好, café 👍", true), "??, caf? ?");
});
