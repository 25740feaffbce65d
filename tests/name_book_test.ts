import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Name } from "../lib/model/clean.ts";
import { NameBook } from "../lib/name_book.ts";

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
