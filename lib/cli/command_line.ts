/**
 * The whole command line, made from the settings table with Optique: commands, typed flags, `--help`, `--version`, shell
 * completion, and mistakes with exit code 2.
 *
 * @module
 */

import { object, or } from "@optique/core/constructs";
import { type Message, message } from "@optique/core/message";
import { map, optional, withDefault } from "@optique/core/modifiers";
import { argument, command, option } from "@optique/core/primitives";
import type { Parser } from "@optique/core/parser";
import { choice, string } from "@optique/core/valueparser";
import { path, run } from "@optique/run";
import { SETTING_KEYS, type SettingKey } from "../config.ts";
import { consoleFlags } from "./console_flags.ts";
import { EXPORT_FORMATS, type Request } from "./plain_flags.ts";
import { settingFlags } from "./setting_flags.ts";

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
    description:
      message`Usage: chat-server [serve | console | config | health | export | backup | import | completion] [FLAGS]; chat-server COMMAND --help tells which flags a command knows.`,
    footer:
      message`Every setting of the server can also be given in the environment (--max-guests is CHAT_MAX_GUESTS) and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT`,
  });
}

/** The commands. Without one, the server is started. */
function requests(): Parser<"sync", Request, unknown> {
  const as = (name: "serve" | "config" | "health") =>
    map(settingFlags(SETTING_KEYS), (given): Request => ({ command: name, ...given }));
  return or(
    command("serve", as("serve"), { description: message`start the server; the same as no command` }),
    command("console", consoleFlags(), {
      description: message`look inside a running server: tasks, resources, warnings`,
    }),
    command("config", as("config"), {
      description: message`print every setting with its value and where it comes from`,
    }),
    command("health", as("health"), {
      description: message`connect to a running server and expect its welcome`,
    }),
    command("export", exporting(), {
      description: message`print what was said; the server may be running`,
    }),
    command(
      "backup",
      naming("backup", ["data"], message`the file to make; one that is there is left alone`),
      {
        description: message`copy all that is kept into one file; the server may be running`,
      },
    ),
    command(
      "import",
      naming(
        "import",
        ["data", "keepDays", "maxLineBytes", "maxRooms"],
        message`JSON lines; - for standard input`,
      ),
      {
        description: message`take over what export printed as jsonl; the server has to be stopped`,
      },
    ),
    as("serve"),
  ) as Parser<"sync", Request, unknown>;
}

function exporting(): Parser<"sync", Request, unknown> {
  const wanted = object({
    room: optional(option("--room", string({ metavar: "ROOM" }), {
      description: message`which one, such as '#lobby'; jsonl has all rooms where none is named`,
    })),
    format: withDefault(
      option("--format", choice(EXPORT_FORMATS, { metavar: EXPORT_FORMATS.join("|") as "FORMAT" }), {
        description: message`text for people, JSON lines for import, or one web page (default text)`,
      }),
      "text" as const,
    ),
    zone: optional(option("--tz", string({ metavar: "ZONE" }), {
      description: message`where times are shown for, such as Europe/Berlin or +8 (default as --time-zone)`,
    })),
    given: settingFlags(["data"]),
  });
  return map(wanted, ({ given, ...rest }): Request => ({ command: "export", ...given, ...rest }));
}

/** A command that names one file. */
function naming(
  command: "backup" | "import",
  keys: readonly SettingKey[],
  description: Message,
): Parser<"sync", Request, unknown> {
  const wanted = object({
    path: argument(path({ metavar: "FILE" }), { description }),
    given: settingFlags(keys),
  });
  return map(wanted, ({ given, path }): Request => ({ command, ...given, path }));
}
