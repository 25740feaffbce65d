/**
 * The `completion` command: prints a script for a shell, and answers that script with what the word at the cursor may
 * become.
 *
 * @module
 */

import { StartRefused } from "../runtime/start_refused.ts";
import { readArguments } from "./arguments.ts";
import { ASKING, type Command, type Flag, type Word } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { type Shell, SHELLS } from "./completion_scripts.ts";
import { SERVE } from "./plain_flags.ts";

const NAMES = SHELLS.map(({ name }) => name).sort();

const QUOTED_NAMES = NAMES.map((name) => `"${name}"`).join(", ");

/** As it stands in the help. */
export const COMPLETION: Command = {
  name: "completion",
  help: "Generate shell completion script or provide completions.",
  flags: [],
  words: [
    {
      name: "SHELL",
      help: `Shell type (${QUOTED_NAMES}). Generate completion script when used alone, or provide ` +
        "completions when followed by arguments.",
      words: NAMES,
    },
    {
      name: "ARG",
      help: "Command line arguments for completion suggestions (used by shell integration; " +
        "you usually don't need to provide this).",
    },
  ],
  usage: "[SHELL] [ARG...]",
  examples: ["Examples:", ...SHELLS.map(example)].join("\n"),
};

/** On two lines where one has no room for it. */
function example({ title, load }: Shell): string {
  const begun = `  ${`${title}:`.padEnd(12)}`;
  return `${begun}${begun.length + load.length > 90 ? "\n" : ""}\`${load}\``;
}

/**
 * The script of a shell, or the answer to one.
 * @param args what stands behind `completion`: a shell, and the words up to the cursor
 * @throws {StartRefused} where there is no such shell
 */
export function completionText([name = "", ...args]: readonly string[]): string {
  const shell = SHELLS.find((shell) => shell.name === name);
  if (shell === undefined) {
    throw new StartRefused(`Error: Unsupported shell "${name}". Available shells: ${QUOTED_NAMES}.`);
  }
  return args.length === 0 ? shell.script : answerTo(name, args);
}

/** What a word may become, and what for. */
interface Choice {
  readonly text: string;
  readonly help: string;
}

function answerTo(shell: string, args: readonly string[]): string {
  const words = shell === "bash" ? rejoined(args) : args;
  const typed = words.at(-1)!;
  const choices = choicesFor(typed, words.slice(0, -1));
  if (typeof choices === "string") return `:${choices}`;
  const cut = typed.length - args.at(-1)!.replace(/^=$/, "").length; // bash replaces what is behind the = only
  return choices.filter(({ text }) => text.startsWith(typed)).map(({ text, help }) => {
    if (shell === "bash") return text.slice(typed.includes("=") ? cut : 0);
    if (shell === "zsh") return help === "" ? text : `${text}:${help}`;
    return `${text}\t${help}`;
  }).join("\n");
}

/** Words as they were typed: bash breaks `--color=auto` in three. */
function rejoined(args: readonly string[]): string[] {
  return args.join("\0").replaceAll("\0=\0", "=").replace(/\0=$/, "=").split("\0");
}

/** What the word at the cursor may become: words, or what the shell finds itself. */
function choicesFor(typed: string, before: readonly string[]): readonly Choice[] | "file" | "folder" {
  const commands = [...COMMANDS, HELP, COMPLETION];
  const asking = ASKING.map((text) => ({ text, help: "" }));
  if (before.length === 0 && !typed.startsWith("-")) {
    return [...commands.map(({ name, help }) => ({ text: name, help })), ...asking];
  }
  const named = commands.find(({ name }) => name === before[0]);
  const command = named ?? SERVE, behind = named === undefined ? before : before.slice(1);
  const flagNamed = (name = "") =>
    command.flags.find((flag) => flag.name === name && flag.value !== undefined);
  const [, joined] = /^(--[^=]+)=/.exec(typed) ?? [];
  const flag = flagNamed(joined ?? behind.at(-1));
  if (flag !== undefined) return flag.place ?? choicesOf(flag, joined === undefined ? "" : `${joined}=`);
  if (typed.startsWith("-")) {
    return [...command.flags.map(({ name, help }) => ({ text: name, help })), ...asking];
  }
  const word = command.words[readArguments(behind, command).words.length];
  return word?.place ?? [...choicesOf(word), ...asking];
}

function choicesOf({ words = [] }: Flag | Word = { name: "", help: "" }, begun = ""): Choice[] {
  return words.map((word) => ({ text: `${begun}${word}`, help: "" }));
}
