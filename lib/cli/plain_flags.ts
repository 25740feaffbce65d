/**
 * Reads the everyday command line, `[serve] --flag value ...`, which needs none of the other commands: they are loaded
 * only for what is left to `command_line.ts`, help and mistakes included.
 *
 * @module
 */

import { SETTING_KEYS } from "../runtime/config.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Request } from "./command.ts";
import { settingFlags } from "./setting_flags.ts";

/** What no command stands for, too. */
export const SERVE: Command<"serve"> = {
  name: "serve",
  help: "start the server; the same as no command",
  flags: settingFlags(SETTING_KEYS),
  words: [],
  usage: "[FLAGS]",
};

/** The request of a plain command line; undefined where it is not that plain. */
export function plainFlags(args: readonly string[]): Request | undefined {
  const given = args[0] === SERVE.name ? args.slice(1) : args;
  const { flags, words, asked, mistake } = readArguments(given, SERVE);
  if (asked !== undefined || mistake !== undefined) return undefined;
  if (Object.values(flags).some((value) => value.startsWith("-"))) return undefined; // a secret behind another flag
  return { command: SERVE.name, flags, words };
}
