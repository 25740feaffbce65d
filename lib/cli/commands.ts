/**
 * All commands with their flags and words, in the order of the help.
 *
 * @module
 */

import { PALETTES, WARNING_NAMES } from "../console/settings/settings.ts";
import type { Command, Deed, Parameter } from "./command.ts";
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

const NEW_FILE = "the file to make; one that is there is left alone";

const CONSOLE_FLAGS: readonly Parameter[] = [
  flag(
    "--token TOKEN",
    "the admin token; others on this machine can read it, so better set CHAT_ADMIN_TOKEN",
  ),
  flag("--warn NAME[=N],...", "turn warnings on, or set their thresholds", WARNING_NAMES),
  flag("--allow NAME,...|all", "turn warnings off", ["all", ...WARNING_NAMES]),
  flag("--retain-for TIME", "how long what is gone stays (default 6s)"),
  flag("--lang en|zh", "language (default: what the environment says)", ["en", "zh"]),
  flag("--ascii-only", "draw with ASCII characters only"),
  flag(`--palette ${PALETTES.join("|")}`, "colours (default: what the terminal has)", PALETTES),
  flag("--no-colors", "the same as --palette off"),
  flag("--no-duration-colors", "do not colour durations by size"),
  flag("--no-terminated-colors", "do not dim what is gone"),
  fileFlag("--log", "append what happens to the console itself"),
  fileFlag("--record", "write all that comes into a new file"),
  fileFlag("--play", "show a recording instead of a server"),
  flag("--speed N", "play N times as fast (default 1)"),
  flag("--once", "print one snapshot and end"),
  flag("--json", "with --once: as JSON"),
  fileFlag("--config", "a TOML file with settings (CHAT_CONSOLE_CONFIG)"),
];

const EXPORT_FLAGS: readonly Parameter[] = [
  flag("--room ROOM", "which one, such as '#lobby'; jsonl has all rooms where none is named"),
  flag(
    `--format ${EXPORT_FORMATS.join("|")}`,
    "text for people, JSON lines for import, or one web page (default text)",
    EXPORT_FORMATS,
  ),
  flag("--tz ZONE", "where times are shown for, such as Europe/Berlin or +8 (default as --time-zone)"),
  ...settingFlags(["data", "name"], { name: "what the server is called, for the title of a page" }),
];

/** What does something. */
export const COMMANDS: readonly Deed[] = [
  SERVE,
  {
    name: "console",
    help: "look inside a running server: tasks, resources, warnings",
    flags: CONSOLE_FLAGS,
    words: [{
      name: "ADDRESS",
      help: "HOST:PORT, :PORT or unix:PATH of the admin door (default as --admin); " +
        "gen-config: print a config file with every setting of the console and its default",
      isOptional: true,
      words: ["gen-config"],
    }],
    usage: "[ADDRESS] [FLAGS]",
  },
  { ...SERVE, name: "config", help: "print every setting with its value and where it comes from" },
  {
    name: "health",
    help: "connect to a running server and expect its welcome",
    flags: settingFlags(["host", "port"], {
      host: "where the server listens; asked on this machine where that is 0.0.0.0",
      port: "the port it listens on",
    }),
    words: [],
  },
  {
    name: "export",
    help: "print what was said; the server may be running",
    flags: EXPORT_FLAGS,
    words: [],
  },
  {
    name: "backup",
    help: "copy all that is kept into one file; the server may be running",
    flags: settingFlags(["data"]),
    words: [file(NEW_FILE)],
  },
  {
    name: "verify",
    help: "tell whether the store, or a backup of it, is whole",
    flags: settingFlags(["data", "timeZone"]),
    words: [{ ...file("a backup or any chat.sqlite; what --data names unless given"), isOptional: true }],
  },
  {
    name: "recover",
    help: "copy what can still be read of a damaged file into a new one",
    flags: settingFlags(["data"]),
    words: [file("the damaged file; it is only read"), file(NEW_FILE, "NEW")],
  },
  {
    name: "import",
    help: "take over what export printed as jsonl; the server has to be stopped",
    flags: settingFlags(["data", "keepDays", "maxLineBytes", "maxRooms"]),
    words: [file("JSON lines; - for standard input")],
  },
];

const HELP_WORD = "Command name to show help for.";

/** The command that tells of others. */
export const HELP: Command = {
  name: "help",
  help: HELP_WORD,
  flags: [],
  words: [{ name: "COMMAND", help: HELP_WORD, words: COMMANDS.map(({ name }) => name) }],
  usage: "[COMMAND...]",
};
