/**
 * The whole command line, made from the settings table with Optique: commands, typed flags, `--help`, `--version`, shell
 * completion, and mistakes with exit code 2.
 *
 * @module
 */

import { object, or } from "@optique/core/constructs";
import { message, text } from "@optique/core/message";
import { map, optional } from "@optique/core/modifiers";
import { command, constant, option } from "@optique/core/primitives";
import type { NonEmptyString } from "@optique/core/nonempty";
import type { Parser } from "@optique/core/parser";
import { string, type ValueParser } from "@optique/core/valueparser";
import { run } from "@optique/run";
import { flagOf, SETTING_KEYS, type SettingKey, SETTINGS } from "../config.ts";
import { isSwitch, type Request } from "./plain_flags.ts";

/** Width of the help in columns: what an everyday terminal shows without breaking lines. */
const HELP_COLUMNS = 100;

/**
 * Reads any command line. Help, version, completion and mistakes are printed, and the process ends there: with exit
 * code 0, or 2 for a mistake.
 */
export function readCommandLine(args: readonly string[], version: string): Request {
  return run(requests(), {
    programName: "chat-server",
    args: args.length === 0 ? ["serve"] : args, // Optique wants something to choose a command by
    help: "both",
    version: { value: version, option: true },
    completion: "command",
    errorExitCode: 2,
    aboveError: "none",
    showUsage: false, // made of every flag of every command, it would fill the screen
    maxWidth: HELP_COLUMNS,
    brief: message`A chat server: one file you start, and anybody with a terminal can talk.`,
    description: message`Usage: chat-server [serve | config | health | completion SHELL] [FLAGS]`,
    footer:
      message`Every flag can also be set in the environment (--max-guests is CHAT_MAX_GUESTS) and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT`,
  });
}

/** The commands. Without one, the server is started. */
function requests(): Parser<"sync", Request, unknown> {
  const as = (name: Request["command"]) => map(settings(), (given) => ({ command: name, ...given }));
  return or(
    command("serve", as("serve"), { description: message`start the server; the same as no command` }),
    command("config", as("config"), {
      description: message`print every setting with its value and where it comes from`,
    }),
    command("health", as("health"), {
      description: message`connect to a running server and expect its welcome`,
    }),
    as("serve"),
  ) as Parser<"sync", Request, unknown>;
}

/** All flags. Values are taken as text: `settings.ts` judges them, wherever they come from. */
function settings(): Parser<"sync", Omit<Request, "command">, unknown> {
  const flags = Object.fromEntries(
    SETTING_KEYS.map((key) => [key, isSwitch(key) ? switchOf(key) : valueOf(key)]),
  );
  const file = optional(option("--config", string({ metavar: "FILE" }), {
    description: message`a TOML file with settings`,
  }));
  const all = object({ file, ...flags }) as unknown as Parser<
    "sync",
    Record<string, string | boolean | undefined>,
    unknown
  >;
  return map(all, ({ file, ...given }) => ({
    file: file as string | undefined,
    flags: Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined && value !== false)
        .map(([key, value]) => [key, String(value)]),
    ),
  }));
}

function switchOf(key: SettingKey): Parser<"sync", boolean, unknown> {
  return or(option(flag(key), { description: description(key) }), constant(false)) as Parser<
    "sync",
    boolean,
    unknown
  >;
}

function valueOf(key: SettingKey): Parser<"sync", string | undefined, unknown> {
  return optional(option(flag(key), typed(key), { description: description(key) }));
}

/** A value parser that takes any text and knows the words for shell completion. */
function typed(key: SettingKey): ValueParser<"sync", string> {
  const { unit, words } = { words: [] as readonly string[], ...SETTINGS[key] };
  const metavar = words.length > 0 ? words.join("|") : unit.toUpperCase().replace(/\W/g, "_");
  const any = string({ metavar: metavar as NonEmptyString });
  return {
    ...any,
    *suggest(prefix) {
      for (const text of words) if (text.startsWith(prefix)) yield { kind: "literal", text };
    },
  };
}

function flag(key: SettingKey): `--${string}` {
  return flagOf(key) as `--${string}`;
}

function description(key: SettingKey) {
  const { help, default: usual } = SETTINGS[key];
  return [text(isSwitch(key) ? help : `${help} (default ${usual})`)];
}
