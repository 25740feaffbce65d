/** Files that comments and pages name are there: a name that led somewhere once misleads. */

import { assert, assertEquals } from "@std/assert";
import { filesIn, ROOT } from "./support/folders.ts";

/** What is read, and what in it names files that are made up, or gone on purpose. */
const FOLDERS = ["lib/", "tests/", "docs/", "examples/"], PAGES = ["README.md", "CONTRIBUTING.md", "main.ts"];
const MADE_UP = ["lib/a.ts"];

/** A file by its path from the project's folder on; or, in backticks, from `lib/` on. */
const NAMED =
  /\b(?:lib|tests|docs|examples)\/[\w/.-]*?\w\.(?:tsx?|md|json|svg)\b|(?<=`)[a-z_]+\/[a-z_/]+\.tsx?(?=[`:])/g;

/** Whether there is a file of that path, from the project's folder on, from `lib/` on, or beside the one that names it. */
async function isThere(path: string, namedIn: string): Promise<boolean> {
  const beside = namedIn.slice(0, namedIn.lastIndexOf("/") + 1);
  for (const folder of ["", "lib/", "tests/", beside]) {
    try {
      await Deno.stat(new URL(folder + path, ROOT));
      return true;
    } catch {
      // Not there.
    }
  }
  return false;
}

Deno.test("every file that a comment or a page names is there", async () => {
  const files = [...PAGES];
  for (const folder of FOLDERS) for await (const file of filesIn(folder, [".ts", ".md"])) files.push(file);
  const missing: string[] = [];
  let count = 0;
  for (const file of files) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    for (const path of new Set(text.match(NAMED))) {
      count++;
      if (!MADE_UP.includes(path) && !await isThere(path, file)) missing.push(`${file}: ${path}`);
    }
  }
  assert(count > 300, `${count} names are few`);
  assertEquals(missing, []);
});
