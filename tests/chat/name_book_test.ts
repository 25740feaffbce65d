import { assertEquals, assertLess } from "@std/assert";
import fc from "../support/fast_check.ts";
import type { Name } from "../../lib/text/clean.ts";
import { mentionsOf } from "../../lib/text/mention.ts";
import { checkName } from "../../lib/model/name.ts";
import { NameBook } from "../../lib/chat/name_book.ts";

const name = (text: string) => text as Name;

Deno.test("NameBook.claim() gives a name to one owner only", () => {
  const book = new NameBook<string>();
  assertEquals(book.claim(name("ann"), "A"), true);
  assertEquals(book.claim(name("ann"), "B"), false);
  assertEquals(book.claim(name("bob"), "B"), true);
});

const ALIKE: readonly (readonly [taken: string, tried: string])[] = [
  ["ann", "ANN"],
  ["Ann", "ａｎｎ"],
  ["Coco", "Сосо"], // Cyrillic
  ["Сосо", "coco"],
  ["abba", "ΑΒΒΑ"], // Greek
  ["АВВА", "ΑΒΒΑ"], // Cyrillic and Greek
  ["Вася", "ВАСЯ"],
  ["José", "JOSÉ"],
  ["タナカ", "ﾀﾅｶ"],
  ["میخواهم", "می\u200cخواهم"], // a joiner nobody sees
  ["葛城", "葛\u{e0100}城"], // a variant nobody may see
];

for (const [taken, tried] of ALIKE) {
  Deno.test(`NameBook.claim() refuses ${tried} while ${taken} is here, and gives it once that is free`, () => {
    const book = new NameBook<string>();
    assertEquals(book.claim(name(taken), "A"), true);
    assertEquals(book.claim(name(tried), "B"), false);
    book.release(name(taken), "A");
    assertEquals(book.claim(name(tried), "B"), true);
  });
}

Deno.test("NameBook.claim() lets an owner change the look of its own name", () => {
  const book = new NameBook<string>();
  book.claim(name("coco"), "A");
  assertEquals(book.claim(name("COCO"), "A"), true);
  assertEquals(book.claim(name("Сосо"), "A"), true);
});

Deno.test("NameBook.claim() leaves nothing claimed where it refuses", () => {
  const book = new NameBook<string>();
  book.claim(name("BOBA"), "A");
  assertEquals(book.claim(name("ВОВА"), "B"), false); // Cyrillic, with a second key of its own: вова
  assertEquals(book.claim(name("вова"), "C"), true);
});

Deno.test("NameBook.release() frees the old name and keeps the new one where they share a key", () => {
  const book = new NameBook<string>();
  book.claim(name("Сосо"), "A");
  book.claim(name("coco"), "A");
  book.release(name("Сосо"), "A", name("coco"));
  assertEquals(book.claim(name("COCO"), "B"), false);
  book.release(name("coco"), "A");
  assertEquals(book.claim(name("COCO"), "B"), true);
});

Deno.test("NameBook.release() takes a name from nobody but its owner", () => {
  const book = new NameBook<string>();
  book.claim(name("ann"), "A");
  book.release(name("ANN"), "B");
  assertEquals(book.claim(name("ann"), "B"), false);
});

Deno.test("NameBook.find() finds the owner of a name, and of one that looks like it", () => {
  const book = new NameBook<string>();
  book.claim(name("Coco"), "A");
  book.claim(name("小明"), "B");
  assertEquals(["Coco", "COCO", "Сосо", "ｃｏｃｏ", "小明"].map((word) => book.find(word)), [..."AAAAB"]);
  assertEquals(["", "Coc", "Coco2", "明", "__proto__", "constructor"].map((word) => book.find(word)), [
    ...Array(6).fill(undefined),
  ]);
  book.release(name("Coco"), "A");
  assertEquals([book.find("Coco"), book.find("Сосо")], [undefined, undefined]);
});

Deno.test("NameBook.find() finds who has either of the names that one can be taken for", () => {
  for (const taken of ["вова", "BOBA", "ВОВА"]) {
    const book = new NameBook<string>();
    book.claim(name(taken), "A");
    assertEquals(book.find("ВОВА"), "A", taken); // Cyrillic: looks like BOBA, and in small letters like itself
  }
});

/** Whom a text mentions, with the word they are called there. */
function mentioned(book: NameBook<string>, text: string): string[] {
  return [...new Set(Array.from(book.mentionedIn(text), ([owner, word]) => `${owner} ${word}`))].sort();
}

Deno.test("NameBook.mentionedIn() finds whose names are in a text, in any letter case", () => {
  const book = new NameBook<string>();
  for (const [taken, owner] of [["Ann", "A"], ["bob", "B"], ["小明", "C"], ["김철수", "D"]] as const) {
    book.claim(name(taken), owner);
  }
  assertEquals(mentioned(book, "@ANN and Bob, hi"), ["A Ann", "B bob"]);
  assertEquals(mentioned(book, "大家好小明你好，annika joann bob."), ["B bob", "C 小明"]);
  assertEquals(mentioned(book, "김철수씨와小明"), ["C 小明", "D 김철수"]);
  assertEquals(mentioned(book, "nobody at all ... 你好 __proto__ constructor"), []);
});

Deno.test("NameBook.mentionedIn() looks for the names of now, not for former ones", () => {
  const book = new NameBook<string>();
  book.claim(name("小明"), "A");
  book.claim(name("大明"), "A");
  book.release(name("小明"), "A", name("大明"));
  assertEquals(mentioned(book, "小明大明"), ["A 大明"]);
  book.claim(name("DAMING"), "A");
  book.release(name("大明"), "A", name("DAMING"));
  assertEquals(mentioned(book, "大明 daming"), ["A DAMING"]);
  book.claim(name("Daming"), "A");
  book.release(name("DAMING"), "A", name("Daming"));
  assertEquals(mentioned(book, "daming"), ["A Daming"]);
  book.release(name("Daming"), "A");
  assertEquals(mentioned(book, "daming"), []);
});

Deno.test("NameBook.mentionedIn() still finds a name when others that begin like it are gone", () => {
  const book = new NameBook<string>();
  for (const [taken, owner] of [["小明", "A"], ["小红", "B"], ["小明明", "C"]] as const) {
    book.claim(name(taken), owner);
  }
  book.release(name("小明"), "A");
  assertEquals(mentioned(book, "你好小明，小红，小明明"), ["B 小红", "C 小明明"]);
  book.release(name("小明明"), "C");
  assertEquals(mentioned(book, "你好小明小红小明明"), ["B 小红"]);
});

Deno.test("NameBook.mentionedIn() finds a name in every Unicode form and in other spellings of it", () => {
  const book = new NameBook<string>();
  for (const taken of ["José", "straße", "ガイ", "Марʼяна", "น้ำ"]) book.claim(name(taken), taken);
  const said = ["José".normalize("NFD"), "STRASSE", "ｶﾞｲさん", "Мар'яна", "น\u0e4d\u0e49\u0e32"];
  for (const text of said) assertEquals(mentioned(book, text).length, 1, text);
  for (const text of ["jose", "がい", "Мар яна", "นำ"]) assertEquals(mentioned(book, text), [], text);
});

Deno.test("NameBook.mentionedIn() still finds a name that somebody else tried to claim or release", () => {
  const book = new NameBook<string>();
  book.claim(name("ann"), "A");
  book.claim(name("ANN"), "B");
  assertEquals(mentioned(book, "ann"), ["A ann"]);
  book.release(name("ANN"), "B");
  assertEquals(mentioned(book, "ann"), ["A ann"]);
});

Deno.test("NameBook.mentionedIn() finds in a text exactly those whose name mentionsOf() marks (property)", () => {
  const names = [
    "ann",
    "小明",
    "明",
    "김철수",
    "哈哈",
    "n.n",
    "İo",
    "José",
    "ガイ",
    "น้ำ",
    "straße",
    "Марʼяна",
  ];
  const book = new NameBook<string>();
  for (const taken of names) assertEquals(book.claim(name(taken), taken), true);
  const likely = [
    "ann",
    "김철수",
    ...names.flatMap((name) => [name.normalize("NFD"), name.toUpperCase()]),
    "ｶﾞｲ",
    "мар'яна",
  ];
  const text = fc.string({ unit: fc.constantFrom(..."aAnN小明哈 .,İo好'", ...likely), maxLength: 25 });
  fc.assert(
    fc.property(text, (text) => {
      const marked = names.filter((name) => mentionsOf(text, name).length > 0);
      assertEquals(mentioned(book, text), marked.map((name) => `${name} ${name}`).sort());
      for (const form of ["NFC", "NFD"]) {
        assertEquals(mentioned(book, text.normalize(form)), mentioned(book, text));
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("NameBook.mentionedIn() is quick with the longest lines and the longest names there can be", () => {
  const book = new NameBook<string>();
  const names = ["明".repeat(24), ("ก" + "\u0e48\u0e49\u0e4a\u0e4b").repeat(24), "\u1100".repeat(384)];
  for (const long of names) if (checkName(long as Name).kind === "name") book.claim(name(long), long);
  const lines = [
    "你好".repeat(682),
    "น\u0e48\u0e35".repeat(455),
    "a'".repeat(2048),
    "é".normalize("NFD").repeat(1365),
  ]; // 4 KiB
  const start = performance.now();
  for (let i = 0; i < 50; i++) assertEquals([...book.mentionedIn(lines[i % 4]!)], []);
  assertLess(performance.now() - start, 1000); // of a second of ten people talking as fast as they may
});

Deno.test("NameBook never has two owners of look-alikes, and is empty when all have left (property)", () => {
  const names = ["ann", "ANN", "ａｎｎ", "Coco", "Сосо", "сосо", "ВОВА", "BOBA", "вова", "ΑΒΒΑ"].map(name);
  const moves = fc.array(fc.tuple(fc.constantFrom("A", "B", "C"), fc.constantFrom(...names)), {
    maxLength: 40,
  });
  fc.assert(fc.property(moves, (moves) => {
    const book = new NameBook<string>();
    const nameOf = new Map<string, Name>();
    for (const [owner, wanted] of moves) {
      const before = nameOf.get(owner);
      if (!book.claim(wanted, owner)) continue;
      if (before !== undefined) book.release(before, owner, wanted);
      nameOf.set(owner, wanted);
      for (const [other, taken] of nameOf) {
        assertEquals(other === owner || book.claim(taken, owner) === false, true);
      }
    }
    for (const [owner, taken] of nameOf) book.release(taken, owner);
    for (const free of names) {
      assertEquals(book.claim(free, "D"), true);
      book.release(free, "D");
    }
  }));
});
