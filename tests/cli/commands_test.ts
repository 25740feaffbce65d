/**
 * The commands beside the server as an operator runs them: whole processes, in a folder of their own.
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { Guest } from "../support/guest.ts";
import { ServerProcess } from "../support/server_process.ts";
import { handMade, ProgramFolder, programLine } from "./program.ts";

/** The lines of an export without their ids. */
function withoutIds(jsonl: string): unknown[] {
  return jsonl.trimEnd().split("\n").map((line) => ({ ...JSON.parse(line), id: 0 }));
}

const lines = [
  handMade("#lobby", "anna", "hi <b>", 1),
  handMade("#dev", "小明", '你好 "quoted" \\ 😃', 2, { kind: "acted" }),
  handMade("#lobby", "ben", "later", 3),
];
const KEPT = ["--keep-days", "36500"];

Deno.test("import, export and import elsewhere give the same lines, ids apart", async () => {
  await using folder = new ProgramFolder();
  await folder.write("lines.jsonl", lines);
  assertEquals(
    await folder.prints(["import", "lines.jsonl", ...KEPT]),
    "Imported 3 lines into 2 rooms (2 of them new).\n",
  );
  const first = await folder.prints(["export", "--format", "jsonl"]);
  assertEquals(withoutIds(first).length, 3);
  assertEquals(
    await folder.prints(["import", "-", "--data", "other", ...KEPT], first),
    "Imported 3 lines into 2 rooms (2 of them new).\n",
  );
  assertEquals(
    withoutIds(await folder.prints(["export", "--format", "jsonl", "--data", "other"])),
    withoutIds(first),
  );
  assertEquals(
    await folder.prints(["export", "--room", "#lobby", "--tz", "UTC"]),
    "2026-01-05 14:01 anna: hi <b>\n2026-01-05 14:03 ben: later\n",
  );
  assertStringIncludes(
    await folder.prints(["export", "--room", "lobby", "--format", "html"]),
    "hi &lt;b&gt;",
  );
  await folder.refuses(
    ["import", "lines.jsonl"],
    /line 1: #lobby has lines up to 2026-01-05T14:03.*nothing was imported/,
  );
});

Deno.test("import warns of lines that a server would erase", async () => {
  await using folder = new ProgramFolder();
  assertEquals(
    await folder.prints(["import", "-", "--keep-days", "1"], JSON.stringify(lines[0])),
    "Imported 1 line into 1 room (1 of them new). 1 line is older than 1 day: start the server with a larger " +
      "--keep-days, or it erases them.\n",
  );
});

Deno.test("what is imported is there for guests, and can be found", async () => {
  await using folder = new ProgramFolder();
  await folder.write("lines.jsonl", lines);
  await folder.prints(["import", "lines.jsonl", ...KEPT]);
  await using server = await folder.serve(KEPT);
  await using anna = await Guest.join({ hostname: "127.0.0.1", port: await server.port }, "anna");
  await anna.hearUntil("anna: hi <b>");
  await anna.hearUntil("ben: later");
  await anna.say("/join #dev");
  await anna.hearUntil("小明 你好");
  await anna.say("/search 好 in:#dev");
  await anna.hearUntil(/小明 你\*?好/);
});

Deno.test("export prints everything said so far while a server goes on writing", async () => {
  await using folder = new ProgramFolder();
  await using server = await folder.serve();
  await using anna = await Guest.join({ hostname: "127.0.0.1", port: await server.port }, "anna");
  await using ben = await Guest.join({ hostname: "127.0.0.1", port: await server.port }, "ben");
  let isTalking = true;
  const begun = Promise.withResolvers<void>();
  const talk = (async () => {
    let count = 0;
    for (; isTalking; count++) {
      if (count === 20) begun.resolve();
      await anna.say(`line ${count}`);
      await ben.hears(`anna: line ${count}`);
    }
    return count;
  })();
  await Promise.race([begun.promise, talk]);
  const exports: string[] = [];
  for (let i = 0; i < 3; i++) exports.push(await folder.prints(["export", "--room", "#lobby"]));
  isTalking = false;
  const count = await talk;
  exports.push(await folder.prints(["export", "--room", "#lobby"]));
  const counts = exports.map((text) => {
    const said = text.trimEnd().split("\n").map((line) => line.slice(17));
    assertEquals(said, said.map((_, i) => `anna: line ${i}`));
    return said.length;
  });
  assertEquals(counts, counts.toSorted((a, b) => a - b));
  assertEquals([counts[0]! > 0, counts[3]], [true, count]);
  assertEquals(await server.end(), 0);
});

Deno.test("backup copies a folder in use, overwrites nothing, and its copy works", async () => {
  await using folder = new ProgramFolder();
  await folder.write("lines.jsonl", lines);
  await folder.prints(["import", "lines.jsonl", ...KEPT]);
  await using server = await folder.serve(KEPT);
  assertMatch(
    await folder.prints(["backup", "copy.sqlite"]),
    /^Wrote "copy\.sqlite": (3 lines, )?[\d,]+ bytes\.\n$/,
  );
  await folder.refuses(["backup", "copy.sqlite"], /^Cannot write "copy\.sqlite": it exists already/);
  await folder.refuses(["backup", "no/copy"], /^Cannot write "no\/copy": there is no folder "no"/);
  assertEquals(await server.end(), 0);
  await Deno.mkdir(`${folder.path}/restored`);
  await Deno.rename(`${folder.path}/copy.sqlite`, `${folder.path}/restored/chat.sqlite`);
  const jsonl = ["export", "--format", "jsonl"];
  assertEquals(await folder.prints([...jsonl, "--data", "restored"]), await folder.prints(jsonl));
});

Deno.test("import refuses a folder that a server uses, and the server does not notice", async () => {
  await using folder = new ProgramFolder();
  await using server = await folder.serve();
  await folder.refuses(
    ["import", "-"],
    /^Cannot import into "\.\/data": .*uses this folder, stop it first$/m,
    JSON.stringify(lines[0]),
  );
  await using anna = await Guest.join({ hostname: "127.0.0.1", port: await server.port }, "anna");
  await anna.say("/health");
  await anna.hearUntil("The server is well.");
  assertEquals(await server.end(), 0);
});

Deno.test("import refuses a bad line with its number, and makes nothing of the lines before it", async () => {
  await using folder = new ProgramFolder();
  await folder.write("lines.jsonl", `${JSON.stringify(lines[0])}\n\n{"time":1}\n`);
  await folder.refuses(
    ["import", "lines.jsonl"],
    /^Cannot import line 3: "time" is 1, .*; nothing was imported$/m,
  );
  assertEquals(await folder.prints(["export", "--format", "jsonl"]), "");
  await folder.refuses(["export"], /there is none yet/);
});

Deno.test("export ends quietly where nobody reads on", async () => {
  await using folder = new ProgramFolder();
  const many = Array.from({ length: 20_000 }, (_, i) => handMade("#a", "anna", `line ${i}`, i / 60));
  await folder.write("lines.jsonl", many);
  await folder.prints(["import", "lines.jsonl", ...KEPT]);
  const line = programLine(["export", "--format", "jsonl"]).map((word) => `'${word}'`).join(" ");
  const { stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", `{ ${line}; echo "exit code $?" >&2; } | head -1`],
    cwd: folder.path,
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assertEquals(JSON.parse(out!).text, "line 0");
  assertEquals(err, "exit code 0\n");
});

Deno.test("what prints a few lines minds no reader that has gone, and a full disk in one sentence", async () => {
  await using folder = new ProgramFolder();
  const run = async (words: readonly string[], end: string) => {
    const line = programLine(words).map((word) => `'${word}'`).join(" ");
    const { stderr } = await new Deno.Command("sh", {
      args: ["-c", `{ ${line}; echo "exit code $?" >&2; } ${end}`],
      cwd: folder.path,
    }).output();
    return new TextDecoder().decode(stderr);
  };
  const full = "Cannot write to standard output: No space left on device\nexit code 2\n";
  for (const words of [["config"], ["--help"], ["--version"], ["completion", "bash"], ["verify", "--help"]]) {
    assertEquals(await run(words, "| true"), "exit code 0\n", words.join(" "));
    assertEquals(await run(words, "> /dev/full"), full, words.join(" "));
  }
  const ill = "Cannot get a welcome from 127.0.0.1:1: Connection refused\nexit code 1\n";
  assertEquals(await run(["health", "--port", "1"], "> /dev/full"), ill);
});

Deno.test("what cannot be used is told in one sentence, by every command", async () => {
  await using folder = new ProgramFolder();
  await folder.write("file", "");
  const input = JSON.stringify(lines[0]);
  for (const command of [["export"], ["backup", "x"]]) {
    await folder.refuses([...command, "--data", "no"], /"no": there is no such folder/);
    await folder.refuses([...command, "--data", "file"], /"file": that is a file/);
    await folder.refuses([...command, "--data", "none"], /data is "none"/);
  }
  await Deno.mkdir(`${folder.path}/empty`);
  await folder.refuses(["export", "--data", "empty"], /^Cannot export from "empty": there is no /);
  await folder.refuses(["import", "-", "--data", "none"], /data is "none"/, input);
  await folder.refuses(["import", "-", "--data", "file/x"], /^Cannot import into "file\/x": /, input);
  await folder.refuses(["import", "no.jsonl"], /^Cannot read "no\.jsonl": there is no such file/);
  await folder.refuses(["import", "empty"], /^Cannot read "empty": that is a folder/);
  const permissions = ["--allow-env", "--allow-read", "--no-prompt"];
  await folder.prints(["import", "-", ...KEPT], input);
  for (const command of [["backup", "x"], ["import", "-"]]) {
    const { code, err } = await folder.run(command, { input, permissions });
    assertEquals([code, err.trimEnd().split("\n").length], [2, 1], err);
    assertMatch(err, /--allow-write/);
  }
});

Deno.test("a folder of a newer version is left alone, with one sentence, by the server too", async () => {
  await using folder = new ProgramFolder();
  await folder.prints(["import", "-", ...KEPT], JSON.stringify(lines[0]));
  const database = new DatabaseSync(`${folder.path}/data/chat.sqlite`);
  database.exec("PRAGMA user_version = 999");
  database.close();
  const before = await Deno.readFile(`${folder.path}/data/chat.sqlite`);
  for (const command of [["--port", "0"], ["export"], ["backup", "x"], ["import", "-"]]) {
    await folder.refuses(
      command,
      /^Cannot .*"\.\/data".*: the file is of version 999,.* newer chat-server$/m,
    );
  }
  assertEquals(await Deno.readFile(`${folder.path}/data/chat.sqlite`), before);
});

Deno.test("the server starts without the permission to write, and says that it saves nothing", async () => {
  await using folder = new ProgramFolder();
  const command = programLine(["--host", "127.0.0.1", "--port", "0"], [
    "--allow-net",
    "--allow-env",
    "--allow-read",
    "--no-prompt",
  ]);
  await using server = await ServerProcess.start({ command: [...command], folder: folder.path });
  const door = ["--host", "127.0.0.1", "--port", `${await server.port}`];
  assertMatch(
    await folder.prints(["health", ...door]),
    /^The server is up, but new lines are not being saved: /,
  );
  assertEquals(await server.end(), 0);
});
