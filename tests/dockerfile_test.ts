/** The build context of the container: what `.dockerignore` lets through is all that the build stage reads. */

import { assert, assertEquals } from "@std/assert";
import { ROOT } from "./support/folders.ts";
import { modulesFrom } from "./support/module_graph.ts";

/** The paths that `.dockerignore` lets through; it begins by shutting out everything. */
async function letThrough(): Promise<string[]> {
  const lines = (await Deno.readTextFile(new URL(".dockerignore", ROOT))).split("\n");
  const [first, ...rest] = lines.filter((line) => line !== "" && !line.startsWith("#"));
  assertEquals(first, "*");
  assertEquals(rest.filter((line) => !/^![\w./-]+$/.test(line)), []);
  return rest.map((line) => line.slice(1));
}

/** The project's own files that one of them reaches, from the project's folder on. */
async function filesFrom(file: string): Promise<string[]> {
  const urls = (await modulesFrom(file)).map(({ specifier }) => specifier);
  return urls.filter((url) => url.startsWith(ROOT.href)).map((url) => url.slice(ROOT.href.length));
}

Deno.test("the container's build has every file that the program and its compiling import", async () => {
  const paths = await letThrough();
  const entries = ["main.ts", "tests/support/compile.ts"];
  const files = new Set((await Promise.all(entries.map(filesFrom))).flat());
  assert(files.has("lib/server.ts") && files.has("deno.json"));
  const isThere = (file: string) => paths.some((path) => file === path || file.startsWith(`${path}/`));
  assertEquals([...files].filter((file) => !isThere(file)), []);
});
