/**
 * The `console` command as somebody types it: what it reads, what it refuses, and what it prints without a terminal.
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readCommandLine } from "../../lib/cli/command_line.ts";
import { FakeAdmin } from "../console/fake_admin.ts";
import { loadedWith, modulesFrom } from "../support/module_graph.ts";
import { ProgramFolder } from "./program.ts";

const read = (...args: string[]) => readCommandLine(["console", ...args], "0");

Deno.test("readCommandLine() reads what the console is asked for", () => {
  const asked = { command: "console", flags: {}, words: [] } as const;
  assertEquals(read(), asked);
  assertEquals(read("gen-config"), { ...asked, words: ["gen-config"] });
  assertEquals(read("unix:/a b", "--token", "t", "--warn", "large=80,self-wakes", "--ascii-only", "--once"), {
    ...asked,
    flags: { token: "t", warn: "large=80,self-wakes", "ascii-only": "true", once: "true" },
    words: ["unix:/a b"],
  });
});

Deno.test("console --help fits on a screen and names every flag", async () => {
  await using folder = new ProgramFolder();
  const help = await folder.prints(["console", "--help"]);
  const flags = ["--token", "--warn", "--allow", "--retain-for", "--lang", "--ascii-only", "--no-colors"];
  flags.push("--palette", "--no-duration-colors", "--no-terminated-colors", "--log", "--record", "--play");
  flags.push("--speed", "--once", "--json", "--config", "gen-config", "ADDRESS");
  for (const flag of flags) assertStringIncludes(help, flag);
  assert(help.trimEnd().split("\n").length <= 30);
});

Deno.test("completion knows the console, its flags and their words", async () => {
  await using folder = new ProgramFolder();
  const complete = async (...words: string[]) =>
    (await folder.prints(["completion", "bash", ...words])).split("\n").filter((line) => line !== "");
  assertEquals(await complete("cons"), ["console"]);
  assertEquals(await complete("console", "--no-d"), ["--no-duration-colors"]);
  assertEquals(await complete("console", "--lang", ""), ["en", "zh"]);
  assertEquals(await complete("console", "--allow", "s"), ["self-wakes", "slow-reader"]);
});

Deno.test("console gen-config prints a file that console --config reads", async () => {
  await using folder = new ProgramFolder();
  await using admin = new FakeAdmin();
  await folder.write("c.toml", await folder.prints(["console", "gen-config"]));
  const { address } = admin.endpoint;
  assertEquals(
    await folder.prints(["console", address, "--once", "--config", "c.toml"]),
    await folder.prints(["console", address, "--once"]),
  );
  await folder.write("c.toml", `address = "${address}"`);
  assertMatch(await folder.prints(["console", "--once", "--config", "c.toml"]), /^chat-server/);
  await folder.write("c.toml", "colour = true");
  await folder.refuses(["console", "--config", "c.toml"], /^Cannot use the setting "colour": .*c\.toml\)$/m);
  await folder.refuses(["console", "--config", "d.toml"], /"d\.toml": there is no such file/);
});

Deno.test("console --once prints a snapshot, with the token on the request", async () => {
  await using folder = new ProgramFolder();
  await using admin = new FakeAdmin();
  const token = "0123456789abcdef";
  const { address } = admin.endpoint;
  const snapshot = JSON.parse(
    await folder.prints(["console", address, "--token", token, "--once", "--json"]),
  );
  assertEquals([snapshot.kind, snapshot.version, snapshot.warnings], ["snapshot", "1.2.3", []]);
  assertEquals(admin.asked, [{ path: "/snapshot", token: `Bearer ${token}`, body: undefined }]);
  admin.instead = () => new Response("", { status: 401 });
  await folder.refuses(
    ["console", address, "--once"],
    /^Cannot look into the server at .*: it wants a token, set CHAT_ADMIN_/,
  );
  admin.instead = () => Response.json({});
  await folder.refuses(["console", address, "--once"], /it is no chat-server$/m);
});

Deno.test("console refuses what makes no sense in one sentence", async () => {
  await using folder = new ProgramFolder();
  await folder.write("r.jsonl", "{}\n");
  const admin = new FakeAdmin();
  const { port } = admin;
  await admin[Symbol.asyncDispose](); // nobody is there any more
  const refusals: readonly (readonly [string, RegExp])[] = [
    ["", /^Cannot show the console: it needs a terminal/],
    ["--play r.jsonl", /needs a terminal/],
    ["8081", /^Cannot use "8081" for address: it takes HOST:PORT/],
    ["--json", /--json without --once/],
    ["--speed 2", /--speed without --play/],
    [":1 --play r.jsonl", /--play with an address/],
    ["--record x --once", /--record with --once/],
    ["--warn sleepy", /^Cannot use the warning "sleepy": there are never-yielded, /],
    ["--token short --once", /^Cannot use what was given for admin-token: /],
    [`--once :${port}`, /^Cannot look into the server at 127\.0\.0\.1:\d+: Connection refused$/m],
  ];
  for (const [line, sentence] of refusals) {
    await folder.refuses(["console", ...line.split(" ").filter((word) => word !== "")], sentence);
  }
});

Deno.test("neither the server nor --once loads the console's screen", async () => {
  const modules = await modulesFrom("main.ts");
  assertEquals(
    loadedWith("/main.ts", modules).filter((it) => /lib\/(cli\/)?console|npm:\/?string-width/.test(it)),
    [],
  );
  const isOfTheScreen = (module: string) => /\/(screen|palette|terminal|(console_)?show)\.ts/.test(module);
  assertEquals(loadedWith("/lib/cli/console.ts", modules).filter(isOfTheScreen), []);
  // the same question must find them where they are
  assertEquals(loadedWith("/lib/cli/console_show.ts", modules).filter(isOfTheScreen).length, 5);
});
