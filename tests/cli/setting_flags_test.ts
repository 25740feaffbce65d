import { suggestSync } from "@optique/core/parser";
import { assertEquals } from "@std/assert";
import { settingFlags } from "../../lib/cli/setting_flags.ts";

Deno.test("settingFlags() suggests the words of a setting to the shell, those that begin as typed", () => {
  const flags = settingFlags(["color", "language", "port"]);
  const suggested = (...args: [string, ...string[]]) =>
    suggestSync(flags, args).map((suggestion) => suggestion.kind === "literal" ? suggestion.text : "");
  assertEquals(suggested("--color", ""), ["auto", "always", "never"]);
  assertEquals(suggested("--color", "a"), ["auto", "always"]);
  assertEquals(suggested("--lang", "z"), ["zh"]);
  assertEquals(suggested("--port", "8"), []);
});
