/**
 * `deno task smoke`: the compiled ./chat-server itself, alone in an empty folder with an empty environment, driven by
 * two guests and by its operator. The file is built first where it is missing.
 *
 * @module
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import denoJson from "../../deno.json" with { type: "json" };
import { BINARY, compile } from "../support/compile.ts";
import { embeddedFiles } from "../support/embedded_files.ts";
import { ROOT } from "../support/folders.ts";
import { Guest, WELCOME } from "../support/guest.ts";
import { modulesFrom } from "../support/module_graph.ts";
import { ServerProcess } from "../support/server_process.ts";

/** Where a file of a package is in the binary: beside the others, by their registry. */
const PACKAGE_FILE = /^\.deno_compile_node_modules\/[^/]+\/(?<name>(@[^/]+\/)?[^/]+)\/[^/]+\/(?<file>.+)$/g;

async function made(): Promise<void> {
  const isThere = await Deno.stat(BINARY).then(() => true, () => false);
  if (!isThere) assertEquals(await compile(), 0, "deno compile failed");
}

/** The names of the packages that main.ts imports, and what they bring. */
async function packagesOfProgram(): Promise<Set<string>> {
  const { npm } = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));
  const imports = (await modulesFrom("main.ts")).flatMap(({ dependencies = [] }) => dependencies);
  const names = imports.map(({ code }) => /^npm:\/?((@[^/]+\/)?[^@]+)@/.exec(code?.specifier ?? "")?.[1]);
  const found = new Set(names.filter((name) => name !== undefined));
  for (const name of found) { // those that are added on the way, too
    const id = Object.keys(npm).find((id) => id.slice(0, id.lastIndexOf("@")) === name)!;
    const { dependencies = [], optionalDependencies = [] } = npm[id]; // ssh2 asks for those, and does without
    for (const brought of [...dependencies, ...optionalDependencies]) {
      found.add(brought.replace(/(.)@.*/, "$1")); // debug@4.4.3 too
    }
  }
  return found;
}

/** One run of the binary to its end. */
async function run(folder: string, args: readonly string[], environment: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(BINARY, {
    args: [...args],
    cwd: folder,
    clearEnv: true,
    env: environment,
    stdin: "null",
    signal: AbortSignal.timeout(15_000),
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout).trimEnd(), err: decoder.decode(stderr).trimEnd() };
}

/** Asserts a start-up refusal: exit code 2, one sentence on standard error, no stack trace. */
async function assertRefused(folder: string, args: readonly string[], sentence: RegExp) {
  const { code, out, err } = await run(folder, args);
  assertEquals({ code, out, lines: err.split("\n").length }, { code: 2, out: "", lines: 1 }, err);
  assertMatch(err, sentence);
}

Deno.test("the compiled file has in it the packages that the program imports: what runs, and the licences", async () => {
  await made();
  const embedded = await embeddedFiles(BINARY);
  const files = embedded.flatMap((path) => [...path.matchAll(PACKAGE_FILE)].map(({ groups }) => groups!));
  assertEquals(new Set(files.map(({ name }) => name)), await packagesOfProgram());
  assertEquals(files.filter(({ file }) => !/\.([cm]?js|json)$|^licen[cs]e/i.test(file!)), []);
});

Deno.test("the compiled file has no code cache: it would run what somebody else has put into the folder for temporary files", async () => {
  await made();
  const text = new TextDecoder("latin1").decode(await Deno.readFile(BINARY));
  assertEquals(text.match(/"code_cache_key":\w+/g), ['"code_cache_key":null']);
});

Deno.test("chat-server, the compiled file", async (t) => {
  await made();
  const folder = await Deno.makeTempDir({ prefix: "chat-smoke-" });
  const start = () =>
    ServerProcess.start({
      command: [BINARY, "--host", "127.0.0.1", "--port", "0"],
      folder,
      environment: {},
    });
  await using server = await start();
  const address = { hostname: "127.0.0.1", port: await server.port };
  const door = ["--host", address.hostname, "--port", `${address.port}`];
  await using anna = await Guest.connect(address);
  await using ben = await Guest.connect(address);

  await t.step("welcomes with exactly one line", async () => {
    await anna.hears(WELCOME);
    await ben.hears(WELCOME);
  });
  await t.step("takes the first line as the name, greets, and tells the others", async () => {
    await anna.say("anna");
    assertStringIncludes(await anna.hearLine(), "/help");
    await ben.say("ben");
    assertStringIncludes(await ben.hearLine(), "anna");
    await anna.hears("Server: ben has joined the chat");
  });
  await t.step("carries every later line to all others, and not back", async () => {
    await anna.say("good morning");
    await ben.hears("anna: good morning");
    await ben.say("你好");
    await anna.hears("ben: 你好");
  });
  await t.step("tells with /who who is here", async () => {
    await anna.say("/who");
    assertMatch(await anna.hearLine(), /anna.*ben/);
  });
  await t.step("makes rooms, carries private messages, and finds what was said", async () => {
    await ben.say("/join #ops");
    await ben.hearUntil("You made #ops");
    await anna.say("/join #ops");
    await anna.hearUntil("You are in #ops, with ben");
    await ben.hears("Server: anna has joined #ops");
    await ben.say("the build is green");
    await anna.hears("ben: the build is green");
    await anna.say("/msg ben 谢谢");
    await anna.hears("[anna -> ben] 谢谢");
    await ben.hears("[anna -> ben] 谢谢");
    await anna.say("/search build");
    assertMatch(await anna.hearLine(), /^\d\d:\d\d ben: the \*build\* is green\n$/);
    await anna.hearLine();
    await anna.say("/search 你");
    assertMatch(await anna.hearLine(), /^\d\d:\d\d \[#lobby\] ben: \*你\*好\n$/);
    await anna.hearLine();
  });
  await t.step("speaks JSON with a program", async () => {
    await using bot = await Guest.connect(address);
    await bot.hears(WELCOME);
    await bot.say("/json");
    await bot.say('{"verb":"nick","argument":"bot","ref":1}');
    await bot.hearUntil('"ref":1');
    await bot.say('{"verb":"say","argument":"hello","ref":2}');
    assertMatch(await bot.hearLine(), /^\{"kind":"done","ref":2,"id":\d+\}\n$/);
    await anna.hearUntil("[#lobby] bot: hello");
    await ben.hearUntil("[#lobby] bot: hello");
    await bot.say('{"verb":"quit"}');
    await bot.hearEnd();
    await anna.hears("Server: bot has left the chat");
    await ben.hears("Server: bot has left the chat");
  });
  await t.step("exports and backs up while it runs", async () => {
    const { code, out } = await run(folder, ["export", "--room", "#ops", "--format", "text"]);
    assertEquals(code, 0);
    assertMatch(out, /ben: the build is green$/);
    const backup = await run(folder, ["backup", "copy.sqlite"]);
    assertEquals({ code: backup.code, err: backup.err }, { code: 0, err: "" });
    await Deno.remove(`${folder}/copy.sqlite`);
  });
  await t.step("health says yes, with exit code 0", async () => {
    const { code, err } = await run(folder, ["health", ...door]);
    assertEquals({ code, err }, { code: 0, err: "" });
  });
  await t.step("refuses to start on a port that is taken, with exit code 2", async () => {
    await assertRefused(folder, door, /Cannot listen on .*in use/);
  });
  await t.step("says goodbye to the one who quits, and the others read of it", async () => {
    await ben.say("/quit");
    assertEquals(await ben.hearEnd(), "Goodbye!\n");
    await anna.hears("Server: ben has left the chat");
  });
  await t.step("stops on SIGTERM with a goodbye to every guest, and exit code 0", async () => {
    const [code, rest] = await Promise.all([server.end("SIGTERM"), anna.hearEnd()]);
    assertEquals(code, 0);
    assertMatch(rest, /^Goodbye[^\n]*\n$/);
  });
  await t.step("exits at once on a second signal, with the shell's code for it", async () => {
    await using hasty = await start();
    await using guest = await Guest.connect({ hostname: "127.0.0.1", port: await hasty.port });
    await guest.hears(WELCOME);
    const ended = hasty.end("SIGINT");
    await guest.hearUntil("Goodbye: the server is stopping."); // it waits half a second for our end of the line
    const insist = setInterval(() => Deno.kill(hasty.pid, "SIGINT"), 30); // the first few count as echoes of the first
    assertEquals(await ended.finally(() => clearInterval(insist)), 130);
  });

  await t.step("takes the echoes of one Ctrl-C, as task runners make them, for one signal", async () => {
    await using calm = await start();
    await using guest = await Guest.connect({ hostname: "127.0.0.1", port: await calm.port });
    await guest.hears(WELCOME);
    const ended = calm.end("SIGINT");
    Deno.kill(calm.pid, "SIGINT");
    Deno.kill(calm.pid, "SIGINT");
    assertMatch(await guest.hearEnd(), /^Goodbye: the server is stopping\.\n$/);
    assertEquals(await ended, 0);
  });

  await t.step("health says no, with exit code 1, where nobody answers", async () => {
    const { code, out, err } = await run(folder, ["health", ...door]);
    assertEquals(code, 1);
    assertMatch(out + err, /Cannot get a welcome from 127\.0\.0\.1/);
  });
  await t.step("--version prints the version of deno.json", async () => {
    const { code, out } = await run(folder, ["--version"]);
    assertEquals(code, 0);
    assertStringIncludes(out, denoJson.version);
  });
  await t.step("config prints every setting, and where its value comes from", async () => {
    const { code, out } = await run(folder, ["config", "--port", "9001"], { CHAT_MAX_GUESTS: "7" });
    assertEquals(code, 0);
    assertMatch(out, /^port +9001 .*flag --port$/m);
    assertMatch(out, /^max-guests +7 .*environment CHAT_MAX_GUESTS$/m);
    assertMatch(out, /^host +0\.0\.0\.0 .*default$/m);
  });
  await t.step("--help names the commands and exits 0", async () => {
    const { code, out } = await run(folder, ["--help"]);
    assertEquals(code, 0);
    for (const word of ["serve", "config", "health", "--port"]) assertStringIncludes(out, word);
  });
  await t.step("refuses a bad setting with one sentence and exit code 2", async () => {
    await assertRefused(folder, ["--port", "99999"], /"99999".*port.*0 to 65535.*--port/);
  });
  await t.step("leaves nothing but its data behind in the folder it runs in", async () => {
    assertEquals((await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name), ["data"]);
    await Deno.remove(folder, { recursive: true });
  });
});
