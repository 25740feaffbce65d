import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readCommandLine } from "../../lib/cli/command_line.ts";
import { ProgramFolder } from "./program.ts";

const read = (line: string) => readCommandLine(line.split(" "), "0");
const nothing = { flags: {}, words: [] };

Deno.test("readCommandLine() reads what export is asked for", () => {
  assertEquals(read("export"), { command: "export", ...nothing });
  assertEquals(read("export --room #x --format html --tz +8 --data d --config c.toml"), {
    command: "export",
    flags: { room: "#x", format: "html", tz: "+8", data: "d", config: "c.toml" },
    words: [],
  });
});

Deno.test("readCommandLine() reads the files of backup, verify, recover and import, and - for standard input", () => {
  assertEquals(read("backup chat.bak --data d"), {
    command: "backup",
    words: ["chat.bak"],
    flags: { data: "d" },
  });
  assertEquals(read("verify"), { command: "verify", ...nothing });
  assertEquals(read("verify chat.bak"), { command: "verify", ...nothing, words: ["chat.bak"] });
  assertEquals(read("recover a b"), { command: "recover", ...nothing, words: ["a", "b"] });
  assertEquals(read("import --max-rooms=7 -"), {
    command: "import",
    words: ["-"],
    flags: { "max-rooms": "7" },
  });
});

Deno.test("chat-server --help names every command, and the help of a command only its own flags", async () => {
  await using folder = new ProgramFolder();
  const help = await folder.prints(["--help"]);
  const commands = "serve config health fingerprint export backup verify recover import help completion";
  for (const command of commands.split(" ")) {
    assertMatch(help, new RegExp(`^  ${command} `, "m"));
  }
  const own = await folder.prints(["export", "--help"]);
  for (const flag of ["--room", "--format text|jsonl|html", "--tz", "--data"]) {
    assertStringIncludes(own, flag);
  }
  assertEquals(own.includes("--port"), false);
  for (const heading of ["Usage: chat-server [COMMAND] [FLAGS]", "Commands:"]) {
    assertStringIncludes(help, `${heading}\n`);
  }
  assertMatch(help, /^Commands:\n( {2}\w+ .*\n)* {2}help .*\n {2}completion /m);
  for (const strange of ["--admin-token", "(default )"]) assertEquals(help.includes(strange), false);
  const probe = await folder.prints(["health", "--help"]);
  assertMatch(probe, /^Usage: chat-server health \[--config FILE\] \[--host ADDRESS\] \[--port PORT\]$/m);
  assertEquals(probe.match(/^ {2}--[a-z-]+/gm)?.map((flag) => flag.trim()), ["--config", "--host", "--port"]);
  assertMatch(await folder.prints(["serve", "--help"]), /^Usage: chat-server serve \[FLAGS\]$/m);
  for (const line of help.split("\n").concat(own.split("\n"))) assertEquals(line.length <= 100, true, line);
});

Deno.test("chat-server refuses a mistake in a command with exit code 2 and few words", async () => {
  await using folder = new ProgramFolder();
  await folder.refuses(["export", "--format", "pdf"], /"pdf".*text, jsonl, html/);
  await folder.refuses(["backup"], /FILE/);
  await folder.refuses(["import", "a", "b"], /Unexpected/);
});

Deno.test("chat-server completion knows the commands, their flags and the formats", async () => {
  await using folder = new ProgramFolder();
  const complete = async (...words: string[]) =>
    (await folder.prints(["completion", "bash", ...words])).split("\n").filter((line) => line !== "");
  for (const command of ["export", "backup", "verify", "recover", "import"]) {
    assertEquals(await complete(command.slice(0, 3)), [command]);
  }
  assertEquals(await complete("export", "--ro"), ["--room"]);
  assertEquals(await complete("export", "--format", ""), ["text", "jsonl", "html"]);
});
