/**
 * Any command line: commands, flags, `--help`, `--version`, shell completion. Mistakes are told in one sentence.
 *
 * @module
 */

import { environmentNameOf, flagOf, SETTING_KEYS, SETTINGS } from "../runtime/config.ts";
import { nameOf } from "../runtime/setting.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { flagIn, readArguments } from "./arguments.ts";
import type { Command, Request } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { COMPLETION, completionText } from "./completion.ts";
import { commandHelp, programHelp } from "./help.ts";
import { tooMany, unknownCommand } from "./mistakes.ts";
import { SERVE } from "./plain_flags.ts";

const ALL: readonly Command[] = [...COMMANDS, HELP, COMPLETION];

const SECRETS = SETTING_KEYS.filter((key) => "isSecret" in SETTINGS[key]).map(flagOf);

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
  const named = commandNamed(COMMANDS, first);
  if (named === undefined && first !== "" && !first.startsWith("-")) {
    throw new StartRefused(unknownCommand(first, ALL));
  }
  const command = named ?? SERVE;
  const { flags, words, asked, mistake } = readArguments(named ? rest : args, command, COMMANDS);
  if (asked === "--version") return version;
  if (asked !== undefined) return named === undefined ? programHelp() : commandHelp(named);
  const reason = mistake ?? emptyPlace(command, { command: command.name, flags, words });
  if (reason !== undefined) throw new StartRefused(reason);
  return { command: command.name, flags, words };
}

/** Where the admin token goes, and why it has no flag. */
function refuseSecrets(args: readonly string[]): void {
  const given = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length).map(flagIn);
  const secret = given.find((flag) => SECRETS.includes(flag));
  if (secret === undefined) return;
  const name = environmentNameOf("adminToken"), key = nameOf("adminToken");
  throw new StartRefused(
    `Cannot take ${secret} on a command line: everybody on this machine could read it there; set ${name}, ` +
      `or ${key} in the file named with --config`,
  );
}

function helpOn(names: readonly string[]): string {
  const commands = names.map((name) => {
    const command = commandNamed(ALL, name);
    if (command === undefined) throw new StartRefused(unknownCommand(name, ALL));
    return command;
  });
  if (commands.length > 1) throw new StartRefused(tooMany(HELP, names[1]!, ALL));
  return commands[0] === undefined ? programHelp() : commandHelp(commands[0]);
}

function completion(args: readonly string[]): string {
  if (args.length === 0) throw new StartRefused("Missing SHELL: type chat-server completion bash");
  return ["--help", "-h"].includes(args[0]!) ? commandHelp(COMPLETION) : completionText(args);
}

/** The sentence for a file or folder without a name. */
function emptyPlace({ flags, words }: Command, given: Request): string | undefined {
  const empty = [
    ...flags.filter(({ name }) => given.flags[name.slice("--".length)] === ""),
    ...words.filter((_, at) => given.words[at] === ""),
  ].find(({ place }) => place !== undefined);
  return empty && `Error: \`${empty.name}\`: Path must not be empty.`;
}

function commandNamed<C extends Command>(commands: readonly C[], name: string): C | undefined {
  return commands.find((command) => command.name === name);
}
