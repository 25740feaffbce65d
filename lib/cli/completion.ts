/**
 * The `completion` command: prints a script for a shell, and answers that script with what the word at the cursor may
 * become.
 *
 * @module
 */

import { StartRefused } from "../runtime/start_refused.ts";
import { shown } from "../text/shown.ts";
import { readArguments } from "./arguments.ts";
import { ASKING, type Command, type Parameter } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { SCRIPTS } from "./completion_scripts.ts";
import { SERVE } from "./plain_flags.ts";

const SHELLS = Object.keys(SCRIPTS);

/** As it stands in the help. */
export const COMPLETION: Command = {
  name: "completion",
  help: "print what makes a shell complete the words of chat-server",
  flags: [],
  words: [
    {
      name: "SHELL",
      help: `${SHELLS.join(", ")}: prints the script that this shell loads`,
      words: SHELLS,
    },
    {
      name: "ARG",
      help: "the words so far: prints what may come next; the script asks for that",
    },
  ],
  usage: "[SHELL] [ARG...]",
  examples: `Examples:
  bash        eval "$(chat-server completion bash)"
  zsh         eval "$(chat-server completion zsh)"
  fish        eval "$(chat-server completion fish)"
  PowerShell  chat-server completion pwsh > complete.ps1; . ./complete.ps1
  Nushell     chat-server completion nu | save complete.nu; source ./complete.nu`,
};

/**
 * The script of a shell, or the answer to one.
 * @param args what stands behind `completion`: a shell, and the words up to the cursor
 * @throws {StartRefused} where there is no such shell
 */
export function completionText([shell = "", ...args]: readonly string[]): string {
  if (!SHELLS.includes(shell)) {
    throw new StartRefused(`Cannot use ${shown(shell)} as SHELL: it takes ${SHELLS.join(", ")}`);
  }
  if (args.length === 0) return SCRIPTS[shell]!;
  const words = shell === "bash" ? rejoined(args) : args, typed = words.at(-1)!;
  const choices = choicesFor(typed, words.slice(0, -1));
  if (typeof choices === "string") return `:${choices}`;
  const cut = words.length < args.length ? typed.indexOf("=") + 1 : 0; // bash replaces what is behind the = only
  return choices.filter(({ name }) => name.startsWith(typed)).map(({ name, help = "" }) => {
    if (shell === "bash") return name.slice(cut);
    return shell !== "zsh" ? `${name}\t${help}` : help === "" ? name : `${name}:${help}`;
  }).join("\n");
}

/** The last word as it was typed: bash breaks `--color=auto` in three. */
function rejoined(args: readonly string[]): string[] {
  return args.join("\0").replace(/\0=(?:\0([^\0]*))?$/, "=$1").split("\0");
}

type Choice = Pick<Parameter, "name"> & { readonly help?: string };

/** What the word at the cursor may become: words, or what the shell finds itself. */
function choicesFor(typed: string, before: readonly string[]): readonly Choice[] | "file" | "folder" {
  const commands = [...COMMANDS, HELP, COMPLETION], asking = ASKING.map((name) => ({ name }));
  if (before.length === 0 && !typed.startsWith("-")) return [...commands, ...asking];
  const named = commands.find(({ name }) => name === before[0]);
  const command = named ?? SERVE, behind = named === undefined ? before : before.slice(1);
  const [, joined] = /^(--[^=]+)=/.exec(typed) ?? [], last = joined ?? behind.at(-1);
  const flag = command.flags.find(({ name, value }) => name === last && value !== undefined);
  if (flag === undefined && typed.startsWith("-")) return [...command.flags, ...asking];
  const parameter = flag ?? command.words[readArguments(behind, command).words.length];
  if (parameter?.place !== undefined) return parameter.place;
  const begun = joined === undefined ? "" : `${joined}=`;
  const words = parameter?.words?.map((word) => ({ name: `${begun}${word}` })) ?? [];
  return flag === undefined ? [...words, ...asking] : words;
}
