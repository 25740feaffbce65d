/** The glossary of docs/architecture.md: words that the code uses, and few enough to learn. */

import { assert, assertEquals } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";

const MOST_WORDS = 22;

/** The words of a name: `stalledReaders`, `stalled_readers` and `STALLED_READERS` have two. */
function wordsOf(name: string): string[] {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase().split("_");
}

/** Every word in the name of a file of `lib/` or of something exported there. */
async function wordsInUse(): Promise<Set<string>> {
  const used = new Set<string>();
  for await (const file of filesIn("lib/")) {
    const code = await Deno.readTextFile(new URL(file, ROOT));
    const names = code.matchAll(
      /^export (?:abstract |async )*(?:class|interface|type|function|const) (\w+)/gm,
    );
    const fileName = file.split("/").at(-1)!.replace(".ts", "");
    for (const name of [fileName, ...Array.from(names, ([, name]) => name!)]) {
      for (const word of wordsOf(name)) used.add(word);
    }
  }
  return used;
}

/** The words of the table in the section "Words". */
function glossaryOf(guide: string): string[] {
  const [, section = ""] = guide.split("\n## Words\n");
  return Array.from(section.matchAll(/^\| ([a-z]+) +\|/gm), ([, word]) => word!).slice(1);
}

const used = await wordsInUse();
const unused = (words: readonly string[]) => words.filter((word) => !used.has(word) && !used.has(`${word}s`));

Deno.test("every word of the glossary is in use, and there are about twenty", async () => {
  const words = glossaryOf(await Deno.readTextFile(new URL("docs/architecture.md", ROOT)));
  assertEquals(unused(words), []);
  assert(words.length >= 18 && words.length <= MOST_WORDS, `${words.length} words`);
});

Deno.test("a word that the code has no name for is seen", () => {
  const guide =
    "\n## Words\n\n| word | what it is |\n| --- | --- |\n| door | a way in |\n| herald | the log |\n";
  assertEquals(unused(glossaryOf(guide)), ["herald"]);
});
