/**
 * Plain English: a second-language reader stumbles over "who" for "the person who", in what the program prints and in
 * what explains it. No page has it, and no file of `lib/`, where the sentences, help texts and log messages are, or of
 * the tests, whose names tell what holds.
 */

import { assertEquals } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";

/** This file has bare whos as examples. */
const HERE = "tests/plain_english_test.ts";
const PAGES = ["main.ts", "README.md", "CONTRIBUTING.md", "SECURITY.md"];

/** `write to who wrote last`, `told of who was kicked`, `refusals, by why`: also where a line was broken in between. */
const BARE = /\b(?:(?:to|of|for|from|with|what)[\s*]+who|by[\s*]+(?:who|why))\b(?! else)/g;

function bareIn(text: string): string[] {
  return Array.from(text.matchAll(BARE), ([found]) => found);
}

Deno.test("no sentence and no page has a bare who or why", async () => {
  const files = [...PAGES];
  for (const folder of ["lib/", "docs/", "examples/", "tests/"]) {
    for await (const file of filesIn(folder, [".ts", ".md"])) if (file !== HERE) files.push(file);
  }
  const texts = files.map(async (file) =>
    [file, bareIn(await Deno.readTextFile(new URL(file, ROOT)))] as const
  );
  assertEquals((await Promise.all(texts)).filter(([, found]) => found.length > 0), []);
});

Deno.test("a bare who is seen, and a question or a whole clause is none", () => {
  assertEquals(bareIn("write to who wrote to you last; what who asks knows"), ["to who", "what who"]);
  assertEquals(bareIn("Refusals, by why. Told of\n * who was kicked"), ["by why", "of\n * who"]);
  assertEquals(bareIn("reply to the one who wrote; /who lists who is here; for whoever asks, of whom"), []);
});
