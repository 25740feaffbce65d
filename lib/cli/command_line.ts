/**
 * The whole command line, made from the settings table with Optique: commands, typed flags, `--help`, `--version`, shell
 * completion. Mistakes are told in one sentence of our own (`mistakes.ts`), with exit code 2.
 *
 * @module
 */

import { group, object, or } from "@optique/core/constructs";
import { type Message, message } from "@optique/core/message";
import { map, optional, withDefault } from "@optique/core/modifiers";
import { argument, command, option } from "@optique/core/primitives";
import type { Parser } from "@optique/core/parser";
import type { Usage } from "@optique/core/usage";
import { choice, string } from "@optique/core/valueparser";
import { path, run } from "@optique/run";
import { SETTING_KEYS, type SettingKey } from "../runtime/config.ts";
import { consoleFlags } from "./console_flags.ts";
import { mistakeIn } from "./mistakes.ts";
import { EXPORT_FORMATS, type Request } from "./plain_flags.ts";
import { settingFlags } from "./setting_flags.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { printLines } from "./standard_output.ts";

/** Width of the help in columns: what an everyday terminal shows without breaking lines. */
const HELP_COLUMNS = 100;

/** The heading of the commands in the help. */
const COMMANDS = "Commands";

/** A usage line that names no flags: those of the server would fill the screen. */
const ANY_FLAGS: Usage = [{ type: "optional", terms: [{ type: "argument", metavar: "FLAGS" }] }];

/**
 * Reads any command line. Help, version and completion are printed, and the process ends there.
 * @throws {StartRefused} where there is a mistake in it
 */
export function readCommandLine(args: readonly string[], version: string): Request {
  const commands = commandsByName();
  const mistake = mistakeIn(args, new Map([...commands].map(([name, { parser }]) => [name, parser.usage])));
  if (mistake !== undefined) throw new StartRefused(mistake);
  const told = [...commands].map(([name, { parser, ...words }]) => command(name, parser, words));
  const requests = or(group(COMMANDS, or(...told)), group("Flags of serve", serving())) as Requests;
  return run(requests, {
    programName: "chat-server",
    args: args.length === 0 ? ["serve"] : args, // Optique wants something to choose a command by
    help: { command: { group: COMMANDS }, option: { names: ["-h", "--help"] } },
    version: { value: version, option: true },
    completion: { command: { group: COMMANDS } },
    errorExitCode: 2,
    stdout: (text) => printLines(text),
    aboveError: "none",
    usageLine: [{ type: "optional", terms: [{ type: "argument", metavar: "COMMAND" }] }, ...ANY_FLAGS],
    maxWidth: HELP_COLUMNS,
    brief: message`A chat server: one file you start, and anybody with a terminal can talk.`,
    description: message`chat-server COMMAND --help tells which flags a command knows.`,
    footer:
      message`Every setting of the server can also be given in the environment (--max-guests is CHAT_MAX_GUESTS) and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT`,
  });
}

/** A parser of whole requests. */
type Requests = Parser<"sync", Request, unknown>;

/** One command: its flags and what the help says of it. */
interface Told {
  readonly parser: Requests;
  readonly description: Message;
  readonly usageLine?: Usage;
}

/** The commands, in the order of the help. Without one, the server is started. */
function commandsByName(): ReadonlyMap<string, Told> {
  return new Map<string, Told>([
    ["serve", {
      parser: serving(),
      description: message`start the server; the same as no command`,
      usageLine: ANY_FLAGS,
    }],
    ["console", {
      parser: consoleFlags(),
      description: message`look inside a running server: tasks, resources, warnings`,
      usageLine: [{ type: "optional", terms: [{ type: "argument", metavar: "ADDRESS" }] }, ...ANY_FLAGS],
    }],
    ["config", {
      parser: settingsOf("config", SETTING_KEYS),
      description: message`print every setting with its value and where it comes from`,
      usageLine: ANY_FLAGS,
    }],
    ["health", {
      parser: settingsOf("health", ["host", "port"], {
        host: "where the server listens; asked on this machine where that is 0.0.0.0",
        port: "the port it listens on",
      }),
      description: message`connect to a running server and expect its welcome`,
    }],
    ["export", {
      parser: exporting(),
      description: message`print what was said; the server may be running`,
    }],
    ["backup", {
      parser: naming("backup", ["data"], message`the file to make; one that is there is left alone`),
      description: message`copy all that is kept into one file; the server may be running`,
    }],
    ["verify", {
      parser: verifying(),
      description: message`tell whether the store, or a backup of it, is whole`,
    }],
    ["recover", {
      parser: recovering(),
      description: message`copy what can still be read of a damaged file into a new one`,
    }],
    ["import", {
      parser: naming(
        "import",
        ["data", "keepDays", "maxLineBytes", "maxRooms"],
        message`JSON lines; - for standard input`,
      ),
      description: message`take over what export printed as jsonl; the server has to be stopped`,
    }],
  ]);
}

function serving(): Requests {
  return settingsOf("serve", SETTING_KEYS);
}

function settingsOf(
  name: "serve" | "config" | "health",
  keys: readonly SettingKey[],
  said?: Partial<Record<SettingKey, string>>,
): Requests {
  return map(settingFlags(keys, said), (given): Request => ({ command: name, ...given }));
}

function exporting(): Requests {
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
    given: settingFlags(["data", "name"], { name: "what the server is called, for the title of a page" }),
  });
  return map(wanted, ({ given, ...rest }): Request => ({ command: "export", ...given, ...rest }));
}

function verifying(): Parser<"sync", Request, unknown> {
  const wanted = object({
    path: optional(argument(path({ metavar: "FILE" }), {
      description: message`a backup or any chat.sqlite; what --data names unless given`,
    })),
    given: settingFlags(["data", "timeZone"]),
  });
  return map(wanted, ({ given, path }): Request => ({ command: "verify", ...given, path }));
}

function recovering(): Parser<"sync", Request, unknown> {
  const wanted = object({
    path: argument(path({ metavar: "FILE" }), { description: message`the damaged file; it is only read` }),
    to: argument(path({ metavar: "NEW" }), {
      description: message`the file to make; one that is there is left alone`,
    }),
    given: settingFlags(["data"]),
  });
  return map(wanted, ({ given, path, to }): Request => ({ command: "recover", ...given, path, to }));
}

/** A command that names one file. */
function naming(command: "backup" | "import", keys: readonly SettingKey[], description: Message): Requests {
  const wanted = object({
    path: argument(path({ metavar: "FILE" }), { description }),
    given: settingFlags(keys),
  });
  return map(wanted, ({ given, path }): Request => ({ command, ...given, path }));
}
