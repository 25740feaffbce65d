/**
 * Any command line: commands, flags, `--help`, `--version`, shell completion. Mistakes are told in one sentence.
 *
 * @module
 */

import { environmentNameOf, flagOf, SETTING_KEYS, SETTINGS } from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { flagIn, readArguments } from "./arguments.ts";
import type { Command, Request } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { COMPLETION, completionText } from "./completion.ts";
import { commandHelp, programHelp } from "./help.ts";
import { tooMany, unknownCommand } from "./mistakes.ts";
import { SERVE } from "./plain_flags.ts";

const ALL: readonly Command[] = [...COMMANDS, HELP, COMPLETION];

/**
 * Reads any command line.
 * @returns what is asked for, or a text that is to be printed
 * @throws {StartRefused} where there is a mistake in it
 */
export function readCommandLine(args: readonly string[], version: string): Request | string {
  refuseSecrets(args);
  const [first = "", ...rest] = args;
  if (first === HELP.name) return helpOn(rest);
  if (first === COMPLETION.name) return completion(rest);
  const named = COMMANDS.find(({ name }) => name === first), command = named ?? SERVE;
  if (named === undefined && first !== "" && !first.startsWith("-")) {
    throw new StartRefused(unknownCommand(first, ALL));
  }
  const { flags, words, asked, mistake } = readArguments(named ? rest : args, command, COMMANDS);
  if (asked === "--version") return version;
  if (asked !== undefined) return named === undefined ? programHelp() : commandHelp(named);
  if (mistake !== undefined) throw new StartRefused(mistake);
  const empty = command.flags.find(({ name, place }) => place && flags[name.slice("--".length)] === "") ??
    command.words.find(({ place }, at) => place && words[at] === "");
  if (empty !== undefined) throw new StartRefused(`Cannot use an empty ${empty.name}: it takes a path`);
  return { command: command.name, flags, words };
}

/** The admin token has no flag: everybody on the machine can read a command line. */
function refuseSecrets(args: readonly string[]): void {
  const end = args.indexOf("--"), given = (end < 0 ? args : args.slice(0, end)).map(flagIn);
  const secret = SETTING_KEYS.find((key) => "isSecret" in SETTINGS[key] && given.includes(flagOf(key)));
  if (secret === undefined) return;
  const flag = flagOf(secret), key = flag.slice("--".length);
  throw new StartRefused(
    `Cannot take ${flag} on a command line: everybody on this machine could read it there; set ` +
      `${environmentNameOf(secret)}, or ${key} in the file named with --config`,
  );
}

function helpOn(names: readonly string[]): string {
  const unknown = names.find((word) => ALL.every(({ name }) => name !== word));
  if (unknown !== undefined) throw new StartRefused(unknownCommand(unknown, ALL));
  if (names.length > 1) throw new StartRefused(tooMany(HELP, names[1]!, ALL));
  const command = ALL.find(({ name }) => name === names[0]);
  return command === undefined ? programHelp() : commandHelp(command);
}

function completion(args: readonly string[]): string {
  if (args.length === 0) throw new StartRefused("Missing SHELL: type chat-server completion bash");
  return ["--help", "-h"].includes(args[0]!) ? commandHelp(COMPLETION) : completionText(args);
}
