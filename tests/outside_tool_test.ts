import { assert, assertEquals } from "@std/assert";
import { outsideProgram, runs } from "./support/outside_tool.ts";

Deno.test("a program that is not there is told as missing, with what brings it, and nothing is thrown", async () => {
  const tool = await outsideProgram("no-such-program-anywhere", "its-package");
  assertEquals(tool, {
    isThere: false,
    remedy: "needs no-such-program-anywhere: apt-get install its-package",
  });
});

Deno.test("a program that is there is told as there, also where it fails afterwards", async () => {
  assert((await outsideProgram(Deno.execPath(), "")).isThere);
  assertEquals(await runs(Deno.execPath(), ["no-such-command.ts"]), false);
});
