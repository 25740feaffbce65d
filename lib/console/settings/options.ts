/**
 * From flags, config file and environment, in that order, to the settings of one console.
 *
 * @module
 */

import { defaultsOf, type Flags, nameOf, readText } from "../../runtime/setting.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { shown } from "../../text/shown.ts";
import { type FileValues, type Thresholds, warningNamed } from "./config_file.ts";
import { type ConsoleSettings, WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";
import type { EnvironmentDefaults } from "./environment_defaults.ts";
import {
  CONSOLE_KEYS,
  CONSOLE_SETTINGS,
  type ConsoleKey,
  type ConsoleValues,
  thresholdOf,
} from "./values.ts";

/** What a command line gives. */
export interface ConsoleGiven {
  readonly flags: Flags;
  /** The admin door. */
  readonly address?: string | undefined;
}

export interface ConsoleOptions {
  /** For the screen. */
  readonly settings: ConsoleSettings;
  /** The admin door as somebody named it; undefined for that of the server's settings. */
  readonly address: string | undefined;
  /** Where the console's own events are appended; undefined for nowhere. */
  readonly log: string | undefined;
}

/**
 * Puts everything together.
 * @throws {StartRefused} where a flag's value is not allowed
 */
export function consoleOptions(
  given: ConsoleGiven,
  environment: EnvironmentDefaults,
  { thresholds, ...inFile }: FileValues = { thresholds: {} },
): ConsoleOptions {
  const said: ConsoleValues = { ...defaultsOf(CONSOLE_SETTINGS), ...inFile, ...valuesIn(given) };
  const { address, language, asciiOnly, palette, log } = said;
  return {
    settings: {
      thresholds: thresholdsFrom(given.flags, thresholds),
      retainMs: said.retainFor,
      language: language === "auto" ? environment.language : language,
      isAscii: asciiOnly === "auto" ? environment.isAscii : asciiOnly,
      palette: palette === "auto" ? environment.palette : palette,
      hasDurationColors: said.durationColors,
      hasTerminatedColors: said.terminatedColors,
    },
    address: address === "auto" ? undefined : address,
    log: log === "" ? undefined : log,
  };
}

function valuesIn({ flags, address }: ConsoleGiven): Partial<ConsoleValues> {
  const { palette = "off" } = flags, isColorless = "no-colors" in flags;
  if (isColorless && palette !== "off") {
    throw new StartRefused(`Cannot use --no-colors and --palette ${shown(palette)}: one of them is enough`);
  }
  const typed: Partial<Record<ConsoleKey, string | undefined>> = {
    address,
    palette: isColorless ? "off" : undefined,
    durationColors: "no-duration-colors" in flags ? "false" : undefined,
    terminatedColors: "no-terminated-colors" in flags ? "false" : undefined,
  };
  const values = CONSOLE_KEYS.flatMap((key) => {
    const name = nameOf(key), text = typed[key] ?? flags[name];
    const from = key === "address" ? "the command line" : `flag --${name}`;
    return text === undefined ? [] : [[key, readText<unknown>(name, CONSOLE_SETTINGS[key], text, from)]];
  });
  return Object.fromEntries(values);
}

/** The file first, then what is allowed, then what is warned of: `--allow all --warn slow-reader` leaves one. */
function thresholdsFrom({ warn, allow }: Flags, file: Thresholds): ConsoleSettings["thresholds"] {
  const isAll = wordsIn(allow).includes("all");
  const allowed = isAll ? WARNING_NAMES : wordsIn(allow).map((name) => warningNamed(name, "flag --allow"));
  const warned = new Map(wordsIn(warn).map(warningIn));
  const thresholds: Partial<Record<WarningName, number>> = {};
  for (const name of WARNING_NAMES) {
    const inFile = file[name], usual = typeof inFile === "number" ? inFile : WARNINGS[name].default;
    if (warned.has(name)) thresholds[name] = warned.get(name) ?? usual;
    else if (inFile !== false && !allowed.includes(name)) thresholds[name] = usual;
  }
  return thresholds;
}

/** A warning of `--warn`, with its threshold where it has one: `large=80`. */
function warningIn(word: string): [WarningName, number | undefined] {
  const [written = "", number] = word.split(/=(.*)/s), from = "flag --warn";
  const name = warningNamed(written, from);
  return [name, number === undefined ? undefined : readText(name, thresholdOf(name), number, from)];
}

function wordsIn(list: string | undefined): string[] {
  return (list ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
}
