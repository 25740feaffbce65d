/**
 * Every setting of the server. Defaults are safe on a public address, and every limit is finite.
 *
 * @module
 */

import { parseAdminAddress } from "./admin_address.ts";
import { LANGUAGES } from "../model/dialect.ts";
import { LOG_LEVELS } from "./log.ts";
import {
  defaultsOf,
  nameOf,
  type SettingTable,
  text,
  toggle,
  typed,
  type ValuesOf,
  whole,
  word,
} from "./setting.ts";
import { SYSTEM_ZONE, timeZoneOf, zoneHint } from "../model/time_zone.ts";

/** Longest name of a server, in characters: it stands in a line with others. */
const MAX_SERVER_NAME = 60, SERVER_NAME = new RegExp(`^\\P{Cc}{0,${MAX_SERVER_NAME}}$`, "u");

/** The table. The order is the order of `--help` and `config`. */
export const SETTINGS = {
  host: {
    ...text(
      "0.0.0.0",
      "address",
      "an IP address or host name of this machine",
      /^(?:[\w.-]+|(?=.*:.*:)[\da-fA-F.:]+(?:%[\w.-]+)?)$/, // one : alone would be a port's
      "where to listen",
    ),
    hint: (text: string) =>
      /^\[.*\]$/.test(text)
        ? "; without the brackets"
        : /:\d+$/.test(text)
        ? "; the port is a setting of its own"
        : "",
  },
  port: whole(8080, "port", 0, 65535, "where to listen; 0 takes any free one"),
  name: {
    default: "",
    unit: "name",
    range: `up to ${MAX_SERVER_NAME} characters, or empty for none`,
    help: "what this server is called; its greeting and its admin door tell it",
    read: (text: string) => SERVER_NAME.test(text.trim()) ? text.trim() : undefined,
  },
  motd: text(
    "",
    "file",
    "a text file, or empty for none",
    /^\P{Cc}*$/u,
    "message of the day: everybody is shown it on coming in, and by /motd",
  ),
  language: word("en", LANGUAGES, "language of the server's sentences, until somebody says /lang"),
  color: word("auto", ["auto", "always", "never"], "colours; auto: for those who speak telnet"),
  telnet: word(
    "auto",
    ["auto", "always", "never"],
    "when to offer telnet options; auto: on evidence of telnet",
  ),
  telnetAfterMs: whole(
    400,
    "ms",
    0,
    60_000,
    "a name that ends in CR and comes later is typed in telnet; programs are faster",
  ),
  maxLineBytes: whole(4096, "bytes", 16, 65_536, "longest line; a terminal cuts typed lines at 4,095"),
  nameMs: whole(60_000, "ms", 100, 3_600_000, "time to give a name"),
  nameTries: whole(10, "names", 1, 1000, "names that may be tried"),
  paceLines: whole(
    10,
    "lines/s",
    1,
    100_000,
    "how fast one person's lines are taken; more wait, none is lost",
  ),
  paceBurst: whole(100, "lines", 1, 100_000, "lines that may come at once after a silence"),
  maxGuests: whole(10_000, "connections", 1, 1_000_000, "connections in all"),
  maxGuestsPerAddress: whole(
    16,
    "connections",
    1,
    1_000_000,
    "connections from one address, or from one /64 of IPv6",
  ),
  trustedNetworks: {
    ...text(
      "loopback",
      "networks",
      "addresses and address/bits, separated by commas; loopback; empty for none",
      /^(\s*(loopback|[\da-fA-F.:]+(\/\d{1,3})?)\s*(,|$))*$/,
      "exempt from pace and connection limits",
    ),
    takesBlank: true,
  },
  outboxLines: whole(
    16_384,
    "lines",
    16,
    1_000_000,
    "lines that may wait for one reader; more are skipped and counted",
  ),
  outboxBytes: whole(1_048_576, "bytes", 4096, 1_073_741_824, "bytes that may wait for one reader"),
  allOutboxesBytes: whole(
    268_435_456,
    "bytes",
    65_536,
    1_099_511_627_776,
    "bytes that may wait for all readers together; the fullest one's are skipped first",
  ),
  stalledMs: whole(30_000, "ms", 1000, 3_600_000, "time a reader may accept nothing before it is dropped"),
  flushMs: whole(5, "ms", 0, 1000, "shortest time between two flushes: lines of a busy moment share a write"),
  farewellMs: whole(2000, "ms", 0, 60_000, "time for the last lines to be written when a connection ends"),
  data: text(
    "./data",
    "folder",
    "a folder, or none",
    /^\P{Cc}+$/u,
    "where what is said is kept; none: in memory only",
  ),
  keepDays: whole(30, "days", 1, 36_500, "how long what is said is kept"),
  keepMegabytes: whole(1000, "MB", 1, 1_000_000, "how much is kept; the oldest lines go first"),
  memoryLines: whole(10_000, "lines", 1, 1_000_000, "lines kept in memory with --data none"),
  maxRooms: whole(1000, "rooms", 1, 100_000, "rooms in all"),
  maxRoomsPerGuest: whole(50, "rooms", 1, 1000, "rooms one person may be in"),
  timeZone: {
    default: SYSTEM_ZONE,
    unit: "time zone",
    range: "an IANA name, an offset such as +8, or system",
    help: "where times are shown for, until somebody says /tz",
    typed: (value: unknown) => typeof value === "number" && !(value < 0) ? `+${value}` : typed(value), // TOML reads +8 as 8
    hint: zoneHint,
    read: timeZoneOf,
  },
  admin: {
    default: "auto",
    unit: "address",
    range: "HOST:PORT, unix:PATH, none, or auto",
    help: "where metrics, health and the console are served; auto: 127.0.0.1:8081 where that is free",
    read: (text: string) => parseAdminAddress(text) && text,
  },
  adminToken: {
    ...text(
      "",
      "token",
      "16 characters or more without spaces, or empty for none",
      /^([\x21-\x7e]{16,})?$/,
      "what the admin door wants to be shown; it has no flag, which others could read",
    ),
    isSecret: true,
  },
  retainMs: whole(60_000, "ms", 0, 3_600_000, "how long tasks that ended are shown to consoles"),
  retainTasks: whole(1000, "tasks", 0, 100_000, "most ended tasks that are kept for that"),
  logLevel: word("info", LOG_LEVELS, "least important log messages shown"),
  logFormat: word("text", ["text", "json"], "json: one JSON object a line"),
  logChat: toggle(false, "log what people say"),
} as const satisfies SettingTable;

/** The key of a setting. */
export type SettingKey = keyof typeof SETTINGS;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** A value for every setting. */
export type Config = ValuesOf<typeof SETTINGS>;

export const DEFAULTS: Config = defaultsOf(SETTINGS);

/** The flag: `--max-line-bytes`. */
export function flagOf(key: SettingKey): string {
  return `--${nameOf(key)}`;
}

/** The environment variable: `CHAT_MAX_LINE_BYTES`. */
export function environmentNameOf(key: SettingKey): string {
  return `CHAT_${nameOf(key).toUpperCase().replaceAll("-", "_")}`;
}
