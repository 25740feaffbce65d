/** The npm packages: which there are and why, and which of them the program takes along. */

import { assert, assertEquals } from "@std/assert";
import denoJson from "../deno.json" with { type: "json" };
import { filesIn, ROOT } from "./support/folders.ts";
import { packagesOf } from "./support/packages.ts";

/** What only tests use, with what it brings. */
const TESTS_ONLY = [
  "ajv",
  "@xterm/headless",
  "fast-check",
  "axe-core",
  "playwright-core",
  "fast-uri",
  "pure-rand",
  "@types/node",
  "undici-types",
];

const lock = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));

Deno.test("the README gives a reason for every package of deno.json, and for no other", async () => {
  const [, table] = (await Deno.readTextFile(new URL("README.md", ROOT))).split("| package ");
  const rows = table!.split("\n").filter((line) => line.startsWith("| `")).map((line) => line.split("|")[1]!);
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const imported = Object.values(denoJson.imports).map((url) => /^npm:(.+)@/.exec(url)![1]);
  assertEquals(new Set(named), new Set(imported));
});

Deno.test("packagesOf() keeps of deno.lock what the program imports, and nothing that only tests use", async () => {
  const { lock: text } = await packagesOf("main.ts");
  const part = JSON.parse(text);
  const names = Object.keys(part.npm).map((id) => id.slice(0, id.lastIndexOf("@")));
  for (const name of ["@logtape/logtape", "string-width", "strip-ansi"]) assert(names.includes(name), name);
  assertEquals(names.filter((name) => TESTS_ONLY.includes(name)), []);
  for (const [id, entry] of Object.entries(part.npm)) assertEquals(entry, lock.npm[id]);
});

Deno.test("packagesOf() tells what no import leads to: types and the same once more for require, but no code and no licence", async () => {
  const { unread } = await packagesOf("main.ts");
  const has = (path: string) => unread.some((file) => file.endsWith(path));
  for (const path of ["/dist/logger.d.ts", "/dist/logger.cjs", "/http/"]) assert(has(path), path);
  for (const path of ["/dist/logger.js", "/bytes/", "/LICENSE", "/package.json"]) {
    assert(!has(path), path);
  }
});

Deno.test("all tests take fast-check from where it is told to go up to the bounds they name", async () => {
  const direct: string[] = [];
  for await (const file of filesIn("tests/")) {
    if (/^(?:import|export) .* from "fast-check"/m.test(await Deno.readTextFile(new URL(file, ROOT)))) {
      direct.push(file);
    }
  }
  assertEquals(direct, ["tests/support/fast_check.ts"]);
});
