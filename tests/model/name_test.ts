import { assertEquals } from "@std/assert";
import fc from "../support/fast_check.ts";
import { checkName, NAME_MAX_CHARACTERS, type NameProblem } from "../../lib/model/name.ts";
import { cleanText } from "../../lib/text/clean_text.ts";

/** What the rules say of a typed line: its name, or the problem in brackets. */
function checked(line: string): string {
  const check = checkName(cleanText(line));
  return check.kind === "name" ? check.name : `<${check.problem}>`;
}

const GOOD: Readonly<Record<string, readonly string[]>> = {
  "Latin letters, digits, _ - and .": ["ann", "Bob42", "a_b-c.d", "x", "7", "2pac", "R2-D2", "o.O", "_bob_"],
  "Latin letters with accents": ["José", "Łukasz", "Nguyễn", "Ẹ́niọlá", "Ça_va", "Müller", "Đặng"],
  "Chinese": ["小明", "張偉", "李雷2", "々"],
  "Japanese, kanji and both kana mixed": ["田中さん", "東京タワー", "さくら", "ヶ丘カフェの人", "ﾀﾅｶ"],
  "Korean, with and without hanja": ["김철수", "金철수"],
  "Bopomofo with Han": ["ㄅㄆㄇ", "小ㄅ"],
  "Cyrillic": ["Вася", "Ёжик", "Олексій", "Ђорђе"],
  "Greek": ["Ελένη", "Βασίλης"],
  "Arabic and Hebrew": ["ابراهيم", "שלום", "محمد٧"],
  "Indic scripts": ["नमस्ते", "বাংলা", "தமிழ்", "മലയാളം", "क्षितिज२"],
  "other living scripts": ["ไทย", "ქართული", "አማርኛ", "ខ្មែរ", "Հայկ", "ᏣᎳᎩ", "མིང"],
  "scripts of few, and of the past": ["𞤀𞤁", "𞤢𞤣𞤤𞤢𞤥", "ꓡꓲ-ꓢꓴ", "ᱥᱟᱱᱛᱟᱲᱤ", "𑄌𑄋𑄴𑄟𑄳𑄦", "ꯃꯤꯇꯩ", "ᥖᥭᥰ", "𐒰𐓘", "𐌰𐌱"],
  "letters with as many marks as they have": [
    "လျှို့ဝှက်", // five
    "ကြွှိုံ့", // seven
    "རྣྞྱཱུྃ",
    "ស្ត្រី",
    "ᨠᩮᩬᩥ᩵ᨦ",
    "שָׁלוֹם",
    "مُحَمَّدٌ",
    "Ệ",
    "ạ̄́x".normalize("NFC"),
  ],
  "joiners where spelling needs them": [
    "می\u200cخواهم",
    "ශ්\u200dරී",
    "র\u200d্যাব",
    "ന\u0d4d\u200d",
    "क्\u200dष",
  ],
  "variants of a Chinese character, forms of a Mongolian letter": [
    "葛\u{e0100}城",
    "辻\u{e0101}",
    "ᠮᠣᠩᠭᠣᠯ\u180b",
  ],
};

for (const [kind, names] of Object.entries(GOOD)) {
  Deno.test(`checkName() takes ${kind}`, () => assertEquals(names.map(checked), names));
}

const BAD: Readonly<Record<NameProblem, readonly string[]>> = {
  blank: ["", " ", "   ", "\t", "-", "._-", "...", "\u200b", "\u202e", "\x1b[31m", "\u3164", "\u3000"],
  too_long: ["x".repeat(25), "你".repeat(25), "क्षि".repeat(25), "e\u0301".repeat(25), "x".repeat(4096)],
  bad_character: [
    "a b",
    "ann:",
    "a/b",
    "/help",
    "@ann",
    "[ann]",
    "<b>",
    "a,b",
    "O'Neil",
    "*",
    "😃",
    "ann😃",
    "小 明",
    "Ⅷ",
    "x²",
    "½",
    "ⓐnn",
    "7\ufe0f", // what makes an emoji of a digit
    "“ann”",
    "a\u00a0b",
    "GET / HTTP/1.1",
  ],
  loose_mark: ["\u0301a", "\u0301", "\u0e34น", "\u20e3"],
  too_many_marks: [
    "a\u0300\u0301\u0302\u0303\u0304\u0305",
    "z\u0334\u0335\u0336\u0337\u0338algo",
    "b" + "\u0301".repeat(40),
    "လ" + "\u103b".repeat(8),
    "क" + "\u094d".repeat(4) + "\u200d" + "\u094d".repeat(5),
  ],
  mixed_scripts: [
    "bоb", // Cyrillic о
    "аdmin", // Cyrillic а
    "pаypаl",
    "αnn",
    "annа",
    "Яndex",
    "さkura",
    "李lei",
    "김さん",
    "김ㄅ",
    "שלוםabc",
    "नmaste",
    "Вася田中",
    "𞤀𞤁a",
    "a𞤀",
    "Ѕегvег",
  ],
  reserved: [
    "server",
    "Server",
    "SERVER",
    "sErVeR",
    "ｓｅｒｖｅｒ",
    "Ｓerver",
    "system",
    "admin",
    "Administrator",
    "root",
    "sysop",
    "ѕуѕор", // all Cyrillic
    "ЅУЅОР", // all Cyrillic, upper case
    "operator",
    "moderator",
    "everyone",
    "Chat-Server",
    "系统",
    "系統",
    "服务器",
    "伺服器",
    "管理员",
    "管理員",
    "版主",
    "所有人",
    " server ",
    "ser\u200bver",
    "𝐬𝐞𝐫𝐯𝐞𝐫",
    "Server.",
    "系统1",
  ],
  taken: [], // the hub's business
  not_text: [], // the session's business
};

for (const [problem, lines] of Object.entries(BAD)) {
  if (lines.length === 0) continue;
  Deno.test(`checkName() refuses what is ${problem}`, () => {
    assertEquals(
      lines.map((line) => [line, checked(line)]),
      lines.map((line) => [line, `<${problem}>`]),
    );
  });
}

Deno.test("checkName() counts 24 characters as people see them, and refuses the 25th", () => {
  for (
    const character of ["x", "7", "你", "é", "e\u0301", "ẹ\u0301", "क्षि", "각", "\u1100\u1161\u11a8", "д"]
  ) {
    const composed = character.normalize("NFC");
    assertEquals(checked(character.repeat(NAME_MAX_CHARACTERS)), composed.repeat(NAME_MAX_CHARACTERS));
    assertEquals(checked(character.repeat(NAME_MAX_CHARACTERS + 1)), "<too_long>");
  }
});

Deno.test("checkName() leaves surrounding spaces aside", () => {
  assertEquals(checked("  ann\t"), "ann");
  assertEquals(checked("\u3000小明\u00a0"), "小明");
  assertEquals(checked("Anna\u200d"), "Anna"); // an invisible character needs no refusal
});

Deno.test("checkName() gives names in composed form", () => {
  assertEquals(checked("Jose\u0301"), "José");
  assertEquals(checked("\u1100\u1161"), "가");
});

Deno.test("checkName() lets names that only contain or resemble a reserved word be", () => {
  for (const name of ["Sisyphos", "adminka", "serverine", "rooty", "小系统", "Tom1"]) {
    assertEquals(checked(name), name);
  }
});

Deno.test("checkName() takes whatever it gave, unchanged, and gives nothing unclean (property)", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (line) => {
      const check = checkName(cleanText(line));
      if (check.kind !== "name") return;
      assertEquals(checkName(check.name), check);
      assertEquals<string>(cleanText(check.name), check.name);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("checkName() refuses letters piled up without end, although they count as one character", () => {
  assertEquals(checked("\u1100".repeat(384)), "<too_long>"); // Hangul consonants that wait for their vowel
});
