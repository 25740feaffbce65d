/**
 * Shell completion: what the program answers, and that real shells understand it. The scripts of PowerShell and Nushell
 * are tried by hand.
 */

import { assertEquals, assertThrows } from "@std/assert";
import { completionText } from "../../lib/cli/completion.ts";
import { SCRIPTS } from "../../lib/cli/completion_scripts.ts";
import { StartRefused } from "../../lib/runtime/start_refused.ts";
import { outsideProgram, testWith } from "../support/outside_tool.ts";
import { ProgramFolder, programLine } from "./program.ts";

/** What bash is told; the last word is the one at the cursor. */
const told = (...words: string[]) =>
  completionText(["bash", ...words]).split("\n").filter((line) => line !== "");

Deno.test("completionText() knows commands, flags, and the words behind them", () => {
  assertEquals(told("ver"), ["verify"]);
  assertEquals(told("").slice(-5), ["help", "completion", "--help", "-h", "--version"]);
  assertEquals(told("help", "ver"), ["verify"]);
  assertEquals(told("completion", "b"), ["bash"]);
  assertEquals(told("--p"), ["--port", "--proxies", "--pace-lines", "--pace-burst", "--patience"]);
  assertEquals(told("serve", "--col"), ["--color"]);
  assertEquals(told("--color", ""), ["auto", "always", "never"]);
  assertEquals(told("--color", "a"), ["auto", "always"]);
  assertEquals(told("--color=a"), ["--color=auto", "--color=always"]);
  assertEquals(told("--lang", "z"), ["zh"]);
  assertEquals(told("console", "g"), ["gen-config"]);
  assertEquals(told("console", "gen-config", ""), ["--help", "-h", "--version"]);
});

Deno.test("completionText() has nothing to say of numbers, secrets and strangers", () => {
  for (
    const words of [["--port", ""], ["--port", "8"], ["--admin-t"], ["console", "--token", ""], ["frob"]]
  ) {
    assertEquals(told(...words), [], words.join(" "));
  }
});

Deno.test("completionText() leaves names of files and folders to the shell", () => {
  const files = [["backup", ""], ["--config", "a"], ["--config=a"], ["recover", "a", "b"], [
    "verify",
    "--data",
    "d",
    "",
  ]];
  for (const words of files) assertEquals(told(...words), [":file"], words.join(" "));
  for (const words of [["--data", ""], ["import", "--data=x"]]) assertEquals(told(...words), [":folder"]);
  assertEquals(told("recover", "a", "b", ""), ["--help", "-h", "--version"]);
});

Deno.test("completionText() puts together what bash breaks at =, and answers with what is behind it", () => {
  assertEquals(told("--color", "="), ["auto", "always", "never"]);
  assertEquals(told("--color", "=", "al"), ["always"]);
  assertEquals(told("--data", "=", "d"), [":folder"]);
});

Deno.test("completionText() tells other shells what each word is for", () => {
  assertEquals(
    completionText(["fish", "ver"]),
    "verify\ttell whether the store, or a backup of it, is whole",
  );
  assertEquals(completionText(["zsh", "ver"]), "verify:tell whether the store, or a backup of it, is whole");
  assertEquals(completionText(["zsh", "--lang", ""]), "en\nzh");
  assertEquals(completionText(["nu", "--lang", "e"]), "en\t");
  assertThrows(
    () => completionText(["tcsh"]),
    StartRefused,
    'Cannot use "tcsh" as SHELL: it takes bash, fish, nu, pwsh, zsh',
  );
});

/** A folder with two files and a folder in it, and the program on the way to it. */
async function place(): Promise<ProgramFolder> {
  const folder = new ProgramFolder();
  for (const [name, script] of Object.entries(SCRIPTS)) await folder.write(`completion.${name}`, script);
  const line = programLine([]).map((word) => `'${word}'`).join(" ");
  await folder.write("chat-server", `#!/bin/sh\nexec ${line} "$@"\n`);
  await Deno.chmod(`${folder.path}/chat-server`, 0o755);
  await Deno.mkdir(`${folder.path}/some folder`);
  await folder.write("some.toml", "");
  return folder;
}

async function said(folder: ProgramFolder, shell: string, script: string): Promise<string[]> {
  const PATH = `${folder.path}:${Deno.env.get("PATH")}`;
  const { stdout, stderr } = await new Deno.Command(shell, {
    args: ["-c", script],
    cwd: folder.path,
    env: { PATH, HOME: folder.path, TERM: "dumb" },
  }).output();
  const decoder = new TextDecoder();
  assertEquals(decoder.decode(stderr), "");
  return decoder.decode(stdout).trimEnd().split("\n");
}

testWith(await outsideProgram("bash", "bash"), "bash completes words", async () => {
  await using folder = await place();
  const line = (...words: string[]) =>
    `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}) COMP_CWORD=${words.length - 1} COMPREPLY=()
     _chat_server 2>/dev/null; echo "\${COMPREPLY[*]}"`;
  const lines = [
    line("chat-server", "expo"),
    line("chat-server", "--color", "=", "al"),
    line("chat-server", "export", "--format", ""),
    line("chat-server", "backup", ""),
  ];
  assertEquals(
    await said(folder, "bash", `source completion.bash; ${lines.join("\n")}; echo .`),
    ["export", "always", "text jsonl html", "", "."],
  );
});

testWith(await outsideProgram("fish", "fish"), "fish completes words, and files behind a flag", async () => {
  await using folder = await place();
  const lines = ["expo", "export --format=j", "backup some.", "--config=some.", "--data 'some"];
  const asked = lines.map((line) => `complete -C "chat-server ${line}"`).join("; ");
  assertEquals(await said(folder, "fish", `source completion.fish; ${asked}`), [
    "export\tprint the kept lines; the server may be running",
    "--format=jsonl",
    "some.toml",
    "--config=some.toml",
    "some folder/\tDirectory",
  ]);
});

testWith(await outsideProgram("zsh", "zsh"), "zsh takes the script, and registers it", async () => {
  await using folder = await place();
  const script = "autoload -U compinit; compinit -u -D; source completion.zsh; echo $_comps[chat-server]";
  assertEquals(await said(folder, "zsh", script), ["_chat-server"]);
});
