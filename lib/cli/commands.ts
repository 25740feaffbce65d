/**
 * All commands with their flags and words, in the order of the help.
 *
 * @module
 */

import { PALETTES, WARNING_NAMES } from "../console/settings/settings.ts";
import type { Command, CommandName, Flag, Word } from "./command.ts";
import { EXPORT_FORMATS } from "./export_form.ts";
import { SERVE } from "./plain_flags.ts";
import { settingFlags } from "./setting_flags.ts";

const BACKUP: Word = {
  name: "FILE",
  help: "the file to make; one that is there is left alone",
  place: "file",
};

const CONSOLE_FLAGS: readonly Flag[] = [
  {
    name: "--token",
    value: "TOKEN",
    help: "the admin token; others on this machine can read it, so better set CHAT_ADMIN_TOKEN",
  },
  {
    name: "--warn",
    value: "NAME[=N],...",
    help: "turn warnings on, or set their thresholds",
    words: WARNING_NAMES,
  },
  { name: "--allow", value: "NAME,...|all", help: "turn warnings off", words: ["all", ...WARNING_NAMES] },
  { name: "--retain-for", value: "TIME", help: "how long what is gone stays (default 6s)" },
  {
    name: "--lang",
    value: "en|zh",
    help: "language (default: what the environment says)",
    words: ["en", "zh"],
  },
  { name: "--ascii-only", help: "draw with ASCII characters only" },
  {
    name: "--palette",
    value: PALETTES.join("|"),
    help: "colours (default: what the terminal has)",
    words: PALETTES,
  },
  { name: "--no-colors", help: "the same as --palette off" },
  { name: "--no-duration-colors", help: "do not colour durations by size" },
  { name: "--no-terminated-colors", help: "do not dim what is gone" },
  { name: "--log", value: "FILE", help: "append what happens to the console itself", place: "file" },
  { name: "--record", value: "FILE", help: "write all that comes into a new file", place: "file" },
  { name: "--play", value: "FILE", help: "show a recording instead of a server", place: "file" },
  { name: "--speed", value: "N", help: "play N times as fast (default 1)" },
  { name: "--once", help: "print one snapshot and end" },
  { name: "--json", help: "with --once: as JSON" },
  { name: "--config", value: "FILE", help: "a TOML file with settings (CHAT_CONSOLE_CONFIG)", place: "file" },
];

const EXPORT_FLAGS: readonly Flag[] = [
  {
    name: "--room",
    value: "ROOM",
    help: "which one, such as '#lobby'; jsonl has all rooms where none is named",
  },
  {
    name: "--format",
    value: EXPORT_FORMATS.join("|"),
    help: "text for people, JSON lines for import, or one web page (default text)",
    words: EXPORT_FORMATS,
  },
  {
    name: "--tz",
    value: "ZONE",
    help: "where times are shown for, such as Europe/Berlin or +8 (default as --time-zone)",
  },
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
      help: "HOST:PORT, :PORT or unix:PATH of the admin door (default as --admin); " +
        "gen-config: print a config file with every setting of the console and its default",
      isOptional: true,
      words: ["gen-config"],
    }],
    usage: "[ADDRESS] [FLAGS]",
  },
  {
    ...SERVE,
    name: "config",
    help: "print every setting with its value and where it comes from",
  },
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
    flags: [
      ...EXPORT_FLAGS,
      ...settingFlags(["data", "name"], { name: "what the server is called, for the title of a page" }),
    ],
    words: [],
  },
  {
    name: "backup",
    help: "copy all that is kept into one file; the server may be running",
    flags: settingFlags(["data"]),
    words: [BACKUP],
  },
  {
    name: "verify",
    help: "tell whether the store, or a backup of it, is whole",
    flags: settingFlags(["data", "timeZone"]),
    words: [{
      name: "FILE",
      help: "a backup or any chat.sqlite; what --data names unless given",
      isOptional: true,
      place: "file",
    }],
  },
  {
    name: "recover",
    help: "copy what can still be read of a damaged file into a new one",
    flags: settingFlags(["data"]),
    words: [
      { name: "FILE", help: "the damaged file; it is only read", place: "file" },
      { ...BACKUP, name: "NEW" },
    ],
  },
  {
    name: "import",
    help: "take over what export printed as jsonl; the server has to be stopped",
    flags: settingFlags(["data", "keepDays", "maxLineBytes", "maxRooms"]),
    words: [{ name: "FILE", help: "JSON lines; - for standard input", place: "file" }],
  },
];

/** The command that tells of others. */
export const HELP: Command = {
  name: "help",
  help: "Command name to show help for.",
  flags: [],
  words: [{
    name: "COMMAND",
    help: "Command name to show help for.",
    isOptional: true,
    words: COMMANDS.map(({ name }) => name),
  }],
  usage: "[COMMAND...]",
};
