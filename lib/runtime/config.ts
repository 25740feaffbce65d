/**
 * Every setting of the server. Defaults are safe on a public address, and every limit is finite.
 *
 * @module
 */

import { parseAdminAddress } from "./admin_address.ts";
import { LANGUAGES } from "../model/dialect.ts";
import { natsAddresses } from "./nats_address.ts";
import { LOG_LEVELS } from "./log.ts";
import {
  defaultsOf,
  matching,
  nameOf,
  type Setting,
  type SettingTable,
  toggle,
  typed,
  type ValuesOf,
  whole,
  word,
} from "./setting.ts";
import { SYSTEM_ZONE, timeZoneOf, zoneHint } from "../model/time_zone.ts";

/** Longest name of a server, in characters: it stands in a line with others. */
const MAX_SERVER_NAME = 60, SERVER_NAME = new RegExp(`^\\P{Cc}{0,${MAX_SERVER_NAME}}$`, "u");

/** The value of `data` that says that nothing is kept beyond the process. */
export const NO_FOLDER = "none";

const WHEN = ["auto", "always", "never"] as const;

/** What a list of networks looks like; whether each is one is found out at the start. */
const NETWORKS = /^(\s*(loopback|[\da-fA-F.:]+(\/\d{1,3})?)\s*(,|$))*$/;

/** A file that is read, or none. */
function file(range: string, help: string): Setting<string> {
  return { default: "", unit: "file", range, help, read: matching(/^\P{Cc}*$/u) };
}

/** The table. The order is the order of `--help` and `config`. */
export const SETTINGS = {
  host: {
    default: "0.0.0.0",
    unit: "address",
    range: "an IP address or host name of this machine",
    help: "the address to listen on",
    read: matching(/^(?:[\w.-]+|(?=.*:.*:)[\da-fA-F.:]+(?:%[\w.-]+)?)$/), // one : alone would be a port's
    hint: (text: string) => {
      if (/^\[.*\]$/.test(text)) return "; leave out the brackets";
      return /:\d+$/.test(text) ? "; the port is a separate setting" : "";
    },
  },
  port: whole([8080, 0, 65535], "port", "the port to listen on; 0 takes any free one"),
  greetAfterMs: whole(
    [300, 0, 10_000],
    "ms",
    "time for a client to speak first, as TLS and browsers do; then it is welcomed to the chat. 0: chat and SSH only",
  ),
  tls: word("on", ["on", "off"], "encrypted connections on the same port"),
  tlsNames: {
    default: "",
    unit: "names",
    range: "host names and addresses, separated by commas; empty for none",
    help: "names of this server for the certificate that it makes for itself",
    read: matching(/^(\s*[\w.:*-]+\s*(,|$))*$/),
  },
  tlsCert: file("a PEM file, or empty for none", "your own certificate, with its chain; it needs tls-key"),
  tlsKey: file("a PEM file, or empty for none", "the private key of tls-cert"),
  tlsDomain: {
    default: "",
    unit: "names",
    range: "host names, separated by commas; empty for none",
    help: "get a certificate for these names from tls-authority; port 80 of them must reach this server",
    read: matching(/^(\s*[\w-]+(\.[\w-]+)+\s*(,|$))*$/),
  },
  tlsAuthority: {
    default: "https://acme-v02.api.letsencrypt.org/directory",
    unit: "URL",
    range: "the directory of an ACME authority",
    help: "who signs the certificate for tls-domain; Let's Encrypt by default",
    read: matching(/^https:\/\/\S+$/),
  },
  ssh: word("on", ["on", "off"], "connections by SSH on the same port"),
  sshHostKey: file(
    "a key file of OpenSSH, or empty for the server's own key",
    "your own SSH host key: ed25519, without a passphrase",
  ),
  web: word("on", ["on", "off"], "the web page and webhooks on the same port"),
  hooksPlain: word(
    "off",
    ["on", "off"],
    "webhooks from other machines without TLS, whose tokens others can read",
  ),
  proxies: {
    default: "",
    unit: "networks",
    range: "addresses and address/bits, separated by commas; loopback; empty for none",
    help: "proxies that tell whom they speak for, by a PROXY header",
    read: matching(NETWORKS),
  },
  resumeMs: whole(
    [120_000, 0, 3_600_000],
    "ms",
    "how long a program or page that lost its connection may come back and miss nothing; 0: not at all",
  ),
  name: {
    default: "",
    unit: "name",
    range: `up to ${MAX_SERVER_NAME} characters, or empty for none`,
    help: "the name of this server, for its greeting and its admin door",
    read: (text: string) => SERVER_NAME.test(text.trim()) ? text.trim() : undefined,
  },
  motd: file(
    "a text file, or empty for none",
    "message of the day: shown to everybody who enters, and by /motd",
  ),
  language: word("en", LANGUAGES, "language of the server's sentences; people change theirs with /lang"),
  color: word("auto", WHEN, "when to use colours; auto: for telnet clients, and SSH in a terminal"),
  telnet: word(
    "auto",
    WHEN,
    "when to offer telnet options; auto: to clients that show they are telnet",
  ),
  editor: word(
    "auto",
    ["auto", "never"],
    "line editing by the server; auto: for telnet and SSH in a terminal",
  ),
  telnetAfterMs: whole(
    [400, 0, 60_000],
    "ms",
    "a name that ends in CR and comes after this time counts as typed in telnet",
  ),
  maxLineBytes: whole([4096, 16, 65_536], "bytes", "longest line; terminals cut typed lines at 4,095 bytes"),
  nameMs: whole([60_000, 100, 3_600_000], "ms", "time to give a name"),
  nameTries: whole([10, 1, 1000], "names", "names that one connection may try"),
  paceLines: whole(
    [10, 1, 100_000],
    "lines/s",
    "lines taken from one person per second; more lines wait, none is lost",
  ),
  paceBurst: whole([100, 1, 100_000], "lines", "lines that one person may send at once after a silence"),
  maxGuests: whole([10_000, 1, 1_000_000], "connections", "most connections at the same time"),
  maxGuestsPerAddress: whole(
    [16, 1, 1_000_000],
    "connections",
    "most connections from one address, or from one IPv6 /64",
  ),
  trustedNetworks: {
    default: "loopback",
    unit: "networks",
    range: "addresses and address/bits, separated by commas; loopback; empty for none",
    help: "networks without pace and connection limits",
    read: matching(NETWORKS),
    takesBlank: true,
  },
  outboxLines: whole(
    [16_384, 16, 1_000_000],
    "lines",
    "lines that may wait for one reader; more are skipped and counted",
  ),
  outboxBytes: whole([1_048_576, 4096, 1_073_741_824], "bytes", "bytes that may wait for one reader"),
  allOutboxesBytes: whole(
    [268_435_456, 65_536, 1_099_511_627_776],
    "bytes",
    "bytes that may wait for all readers together; the fullest outbox loses lines first",
  ),
  stalledMs: whole(
    [30_000, 1000, 3_600_000],
    "ms",
    "time a reader may read nothing before it is disconnected",
  ),
  flushMs: whole(
    [5, 0, 1000],
    "ms",
    "shortest time between two flushes: lines of a busy moment share a write",
  ),
  farewellMs: whole([2000, 0, 60_000], "ms", "time for the last lines to be written when a connection ends"),
  drainMs: whole([30_000, 0, 3_600_000], "ms", "time for people to go when the server drains; 0: none"),
  data: {
    default: "./data",
    unit: "folder",
    range: "a folder, or none",
    help: "where lines are kept; none: in memory only",
    read: matching(/^\P{Cc}+$/u),
  },
  keepDays: whole([30, 1, 36_500], "days", "how long lines are kept"),
  keepMegabytes: whole([1000, 1, 1_000_000], "MB", "how much is kept; the oldest lines are erased first"),
  memoryLines: whole([10_000, 1, 1_000_000], "lines", "lines kept in memory with --data none"),
  maxRooms: whole([1000, 1, 100_000], "rooms", "most rooms in all"),
  maxRoomsPerGuest: whole([50, 1, 1000], "rooms", "most rooms that one person may be in"),
  timeZone: {
    default: SYSTEM_ZONE,
    unit: "time zone",
    range: "an IANA name, an offset such as +8, or system",
    help: "time zone of the times shown; people change theirs with /tz",
    typed: (value: unknown) => typeof value === "number" && !(value < 0) ? `+${value}` : typed(value), // +8 is 8 in TOML
    hint: zoneHint,
    read: timeZoneOf,
  },
  workers: {
    default: "1",
    unit: "threads",
    range: "1 to 64, or auto",
    help: "threads that share the work of many readers; auto: one for each core of the machine",
    read: matching(/^([1-9]|[1-5]\d|6[0-4]|auto)$/),
  },
  bus: {
    default: "none",
    unit: "URL",
    range: "nats://HOST:PORT or tls://HOST:PORT, several separated by commas; none",
    help: "the NATS server by which several servers are one chat; none: this server alone",
    hint: (text: string) =>
      text.includes("@") ? "; give the user by bus-user, and the password by CHAT_BUS_PASSWORD" : "",
    read: (text: string) =>
      text === "none" || (!text.includes("@") && natsAddresses(text) !== undefined) ? text : undefined, // a flag is no secret
  },
  node: {
    default: "",
    unit: "name",
    range: "letters, digits, dots, - and _; empty for what /etc/hostname holds",
    help: "the name of this server among those on the bus; no two have the same",
    read: matching(/^[\w.-]{0,60}$/),
  },
  patience: whole(
    [15, 1, 600],
    "s",
    "how long lines wait while this server is cut off from the bus; then they are refused",
  ),
  busStream: {
    default: "CHAT",
    unit: "name",
    range: "letters, digits, - and _",
    help: "the JetStream stream of this chat; it is made where it is missing",
    read: matching(/^[\w-]{1,60}$/),
  },
  busReplicas: whole([1, 1, 5], "servers", "on how many NATS servers a stream that is made here is kept"),
  busDays: whole([30, 1, 36_500], "days", "how long a stream that is made here keeps what was done"),
  busUser: {
    default: "",
    unit: "name",
    range: "a name, or empty for none",
    help: "the user that the NATS server asks for",
    read: matching(/^[\x21-\x7e]*$/),
  },
  busPassword: {
    default: "",
    unit: "password",
    range: "a password without spaces, or empty for none",
    help: "the password of bus-user; not a flag, because others can read flags",
    read: matching(/^[\x21-\x7e]*$/),
    isSecret: true,
  },
  busCreds: file(
    "a credentials file of NATS, or empty for none",
    "what the NATS server knows this server by, instead of bus-user",
  ),
  admin: {
    default: "auto",
    unit: "address",
    range: "HOST:PORT, unix:PATH, none, or auto",
    help:
      "where metrics, health and the console are served; auto: 127.0.0.1:8081 if it is free, else nowhere",
    read: (text: string) => parseAdminAddress(text) && text,
  },
  adminToken: {
    default: "",
    unit: "token",
    range: "16 characters or more without spaces, or empty for none",
    help: "the secret that the admin door asks for; not a flag, because others can read flags",
    read: matching(/^([\x21-\x7e]{16,})?$/),
    isSecret: true,
  },
  retainMs: whole([60_000, 0, 3_600_000], "ms", "how long consoles show tasks that ended"),
  retainTasks: whole([1000, 0, 100_000], "tasks", "most ended tasks that consoles show"),
  logLevel: word("info", LOG_LEVELS, "lowest level of log messages that is shown"),
  logFormat: word("text", ["text", "json"], "json: one JSON object per line"),
  logChat: toggle(false, "log what people say"),
} as const satisfies SettingTable;

export type SettingKey = keyof typeof SETTINGS;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

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
