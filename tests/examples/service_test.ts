/** examples/chat-server.service, held against the program that it starts, and against systemd itself. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEFAULTS, flagOf, SETTING_KEYS } from "../../lib/runtime/config.ts";
import { ROOT } from "../support/folders.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";

const unit = await Deno.readTextFile(new URL("examples/chat-server.service", ROOT));
const systemd = await outsideProgram("systemd-analyze", "systemd");

/** What stands behind `key=`, the last time it is set. */
function valueOf(key: string): string | undefined {
  return [...unit.matchAll(/^(\w+)=(.*)$/gm)].findLast(([, its]) => its === key)?.[2];
}

Deno.test("the unit starts the server with flags that there are, and reloads it by the signal that it hears", () => {
  const [program, ...args] = valueOf("ExecStart")!.split(" ");
  assertEquals(program, "/usr/local/bin/chat-server");
  const flags = args.filter((arg) => arg.startsWith("--"));
  const known = [...SETTING_KEYS.map(flagOf), "--config"];
  assertEquals(flags.filter((flag) => !known.includes(flag)), []);
  assertEquals(valueOf("ExecReload"), "/bin/kill -HUP $MAINPID");
  assertEquals(valueOf("RestartPreventExitStatus"), "2");
});

Deno.test("the unit gives the server the time and the descriptors that it may want", () => {
  assert(Number(valueOf("TimeoutStopSec")) * 1000 > DEFAULTS.farewellMs + 3000);
  assert(Number(valueOf("LimitNOFILE")) > DEFAULTS.maxGuests * 2);
});

Deno.test("the unit leaves V8 its memory, and says why", () => {
  assertEquals(valueOf("MemoryDenyWriteExecute"), undefined);
  assertStringIncludes(unit, "There is no MemoryDenyWriteExecute=yes: V8");
});

testWith(
  systemd,
  "systemd finds nothing to complain of in the unit, and little that it could do",
  async () => {
    const path = `${await Deno.makeTempDir()}/chat-server.service`;
    await Deno.writeTextFile(path, unit.replace("/usr/local/bin/chat-server", Deno.execPath()));
    const analyze = async (...args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command("systemd-analyze", { args: [...args, path] })
        .output();
      return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
    };
    assertEquals(await analyze("verify", "--man=no"), { code: 0, said: "" });
    const { code, said } = await analyze("security", "--offline=true", "--threshold=20", "--no-pager");
    assertEquals(code, 0, said);
  },
);
