/**
 * All commands with their flags and words, in the order of the help.
 *
 * @module
 */

import { PALETTES, WARNING_NAMES } from "../console/settings/settings.ts";
import type { Command, CommandName, Parameter } from "./command.ts";
import { SERVE } from "./plain_flags.ts";
import { settingFlags } from "./setting_flags.ts";

/** The forms in which `export` prints what was said. */
export const EXPORT_FORMATS = ["text", "jsonl", "html"] as const;

export type ExportFormat = typeof EXPORT_FORMATS[number];

/** A flag as people type it: `--room ROOM`, or `--once` alone. */
function flag(typed: string, help: string, words?: readonly string[]): Parameter {
  const [name = "", value] = typed.split(" ");
  return { name, value, help, words };
}

function fileFlag(name: string, help: string): Parameter {
  return { name, value: "FILE", help, place: "file" };
}

function file(help: string, name = "FILE"): Parameter {
  return { name, help, place: "file" };
}

const NEW_FILE = "the file to write; a file that exists is never overwritten";

const CONSOLE_FLAGS: readonly Parameter[] = [
  flag(
    "--token TOKEN",
    "the admin token; others can read a flag, so better set CHAT_ADMIN_TOKEN",
  ),
  flag("--warn NAME[=N],...", "turn warnings on, or set their thresholds", WARNING_NAMES),
  flag("--allow NAME,...|all", "turn warnings off", ["all", ...WARNING_NAMES]),
  flag("--retain-for TIME", "how long ended tasks and resources stay (default 6s)"),
  flag("--lang en|zh", "language (default: that of the environment)", ["en", "zh"]),
  flag("--ascii-only", "draw with ASCII characters only"),
  flag(`--palette ${PALETTES.join("|")}`, "colours (default: those of the terminal)", PALETTES),
  flag("--no-colors", "the same as --palette off"),
  flag("--no-duration-colors", "do not colour durations by size"),
  flag("--no-terminated-colors", "do not dim ended tasks and resources"),
  fileFlag("--log", "append the console's own log to a file"),
  fileFlag("--record", "record all that the server sends into a new file"),
  fileFlag("--play", "show a recording instead of a server"),
  flag("--speed N", "play N times as fast (default 1)"),
  flag("--once", "print one snapshot and end"),
  flag("--json", "with --once: as JSON"),
  fileFlag("--config", "a TOML file with settings (CHAT_CONSOLE_CONFIG)"),
];

const EXPORT_FLAGS: readonly Parameter[] = [
  flag("--room ROOM", "one room, such as '#lobby'; without it jsonl has all rooms"),
  flag(
    `--format ${EXPORT_FORMATS.join("|")}`,
    "text for people, JSON lines for import, or one web page (default text)",
    EXPORT_FORMATS,
  ),
  flag("--tz ZONE", "time zone of the times, such as Europe/Berlin or +8 (default as --time-zone)"),
  ...settingFlags(["data", "name"], { name: "the name of the server, for the title of an html page" }),
];

/** What does something. */
export const COMMANDS: readonly Command<CommandName>[] = [
  SERVE,
  {
    name: "console",
    help: "look inside a running server: tasks, resources, warnings",
    flags: CONSOLE_FLAGS,
    words: [{
      name: "ADDRESS",
      help: "the admin door: HOST:PORT, :PORT or unix:PATH (default: the setting admin); " +
        "gen-config prints a config file with every setting of the console",
      isOptional: true,
      words: ["gen-config"],
    }],
    usage: "[ADDRESS] [FLAGS]",
  },
  { ...SERVE, name: "config", help: "print every setting with its value and where it comes from" },
  {
    name: "health",
    help: "connect to a running server and check that it answers",
    flags: settingFlags(["host", "port"], {
      host: "the address it listens on; for 0.0.0.0 this machine is asked",
      port: "the port it listens on",
    }),
    words: [],
  },
  {
    name: "drain",
    help: "stop a running server once its people have gone, or in --drain-ms",
    flags: settingFlags(["admin"], { admin: "the admin door of that server" }),
    words: [],
  },
  {
    name: "fingerprint",
    help: "print the fingerprints of the TLS certificate and the host key",
    flags: settingFlags(["data", "tlsCert", "tlsDomain", "tlsAuthority", "sshHostKey"]),
    words: [],
  },
  {
    name: "export",
    help: "print the kept lines; the server may be running",
    flags: EXPORT_FLAGS,
    words: [],
  },
  {
    name: "backup",
    help: "copy the store into one file; the server may be running",
    flags: settingFlags(["data"]),
    words: [file(NEW_FILE)],
  },
  {
    name: "verify",
    help: "tell whether the store, or a backup of it, is whole",
    flags: settingFlags(["data", "timeZone"]),
    words: [{ ...file("a backup or any chat.sqlite; without it, the store in --data"), isOptional: true }],
  },
  {
    name: "recover",
    help: "copy what can still be read of a damaged file into a new one",
    flags: settingFlags(["data"]),
    words: [file("the damaged file; it is only read"), file(NEW_FILE, "NEW")],
  },
  {
    name: "import",
    help: "add a jsonl export to the store; the server must be stopped",
    flags: settingFlags(["data", "keepDays", "maxLineBytes", "maxRooms"]),
    words: [file("the jsonl file; - for standard input")],
  },
];

/** The command that tells of others. */
export const HELP: Command = {
  name: "help",
  help: "show this help, or the help of a command",
  flags: [],
  words: [{ name: "COMMAND", help: "the command to explain", words: COMMANDS.map(({ name }) => name) }],
  usage: "[COMMAND...]",
};
