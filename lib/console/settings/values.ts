/**
 * Every setting of the console in one table: the config file, `gen-config` and the flags are read by it.
 *
 * @module
 */

import {
  matching,
  type Setting,
  type SettingTable,
  toggle,
  type ValuesOf,
  word,
} from "../../runtime/setting.ts";
import { endpointOf } from "./endpoint.ts";
import { PALETTES, type WarningName, WARNINGS } from "./settings.ts";

const ENVIRONMENT = "auto for what the environment says";

const asText = (value: unknown) => typeof value === "string" ? value : undefined;
const asSwitch = (value: unknown) => typeof value === "boolean" ? String(value) : undefined;

/** In a file text is in quotes, and a switch is not; what is counted stands in the range. */
const TEXT = { unit: "", typed: asText }, SWITCH = { unit: "", typed: asSwitch };

/** The table. The order is that of the file. */
export const CONSOLE_SETTINGS = {
  address: {
    ...TEXT,
    default: "auto",
    range: "HOST:PORT, unix:PATH, or auto for what the server's settings say",
    help: "the admin door to look through",
    read: (text: string) => endpointOf(text) && text,
  },
  language: {
    ...word("auto", ["auto", "en", "zh"], "language of titles, help and warnings"),
    ...TEXT,
    range: `en, zh, or ${ENVIRONMENT}`,
  },
  asciiOnly: {
    ...TEXT,
    default: "auto" as boolean | "auto",
    range: 'true, false, or "auto" for what the environment says',
    help: "draw with ASCII characters only",
    typed: (value: unknown) => value === "auto" ? value : asSwitch(value),
    read: (text: string) => text === "auto" ? text : text === "true",
  },
  palette: {
    ...word("auto", ["auto", ...PALETTES], "how many colours the terminal has"),
    ...TEXT,
    range: `${PALETTES.join(", ")}, or ${ENVIRONMENT}`,
    typed: (value: unknown) =>
      typeof value === "number" ? PALETTES.find((palette) => palette === String(value)) : asText(value),
  },
  durationColors: { ...toggle(true, "colour durations by size"), ...SWITCH },
  terminatedColors: { ...toggle(true, "dim what is gone"), ...SWITCH },
  retainFor: {
    ...TEXT,
    default: 6000,
    usual: "6s",
    range: "a duration such as 500ms, 6s, 1m or 1h",
    help: "how long tasks and resources that are gone stay on the screen",
    read: durationOf,
  },
  log: {
    ...TEXT,
    default: "",
    range: "a file, or empty for none",
    help: "append what happens to the console itself: connections, losses, errors",
    read: matching(/^\P{Cc}*$/u),
  },
} as const satisfies SettingTable;

export type ConsoleKey = keyof typeof CONSOLE_SETTINGS;

export const CONSOLE_KEYS = Object.keys(CONSOLE_SETTINGS) as ConsoleKey[];

export type ConsoleValues = ValuesOf<typeof CONSOLE_SETTINGS>;

/** The threshold of a warning: a number, not negative, in its unit. */
export function thresholdOf(name: WarningName): Setting<number> {
  const { unit, default: usual, help } = WARNINGS[name];
  return {
    default: usual,
    unit: "",
    range: `a number of ${unit === "ms" ? "milliseconds" : "percent"}`,
    help,
    typed: (value) => typeof value !== "number" ? asText(value) : value >= 0 ? String(value) : undefined,
    read: (text) => /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined,
  };
}

/** The milliseconds of a duration such as `6s`; undefined where it is none, or longer than a week. */
export function durationOf(written: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(written) ?? [];
  const ms = Number(number) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? NaN);
  return ms <= 7 * 24 * 3_600_000 ? ms : undefined;
}
