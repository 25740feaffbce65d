/** One topic, one name: commands, notices, refusals and sentences have files or folders of the same names. */

import { assertEquals } from "@std/assert";
import { ROOT } from "../support/folders.ts";
import { NOTICES, REFUSALS } from "../support/samples.ts";

const COMMON = ["en.ts", "zh.ts", "words.ts"];

async function topicsIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(new URL(folder, ROOT)));
  const isTopic = ({ name, isFile }: Deno.DirEntry) =>
    folder === "lib/commands/" ? !isFile : !COMMON.includes(name);
  return entries.filter(isTopic).map(({ name }) => name.replace(".ts", "")).toSorted();
}

Deno.test("commands, notices, refusals and both languages have the same topics", async () => {
  const topics = await topicsIn("lib/commands/");
  for (const folder of ["lib/model/notices/", "lib/model/refusals/", "lib/render/en/", "lib/render/zh/"]) {
    assertEquals(await topicsIn(folder), topics, folder);
  }
});

Deno.test("no kind is both a notice and a refusal: they share a table of sentences", () => {
  assertEquals(Object.keys(NOTICES).filter((kind) => kind in REFUSALS), []);
});
