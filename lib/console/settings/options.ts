/**
 * From flags, config file and surroundings, in that order, to the settings of one console.
 *
 * @module
 */

import { StartRefused } from "../../runtime/start_refused.ts";
import type { FileValues, Thresholds } from "./config_file.ts";
import {
  CONSOLE_DEFAULTS,
  type ConsoleSettings,
  WARNING_NAMES,
  type WarningName,
  WARNINGS,
} from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";
import { type ConsoleValues, quotedValue, readThreshold, readValue, readWarning } from "./values.ts";

/** What a command line gives, as it was typed. */
export interface ConsoleFlags {
  /** The admin door. */
  readonly address: string | undefined;
  /** `--warn NAME[=NUMBER],...`. */
  readonly warn: string | undefined;
  /** `--allow NAME,...` or `--allow all`. */
  readonly allow: string | undefined;
  /** `--retain-for DURATION`. */
  readonly retainFor: string | undefined;
  /** `--lang en|zh`. */
  readonly lang: string | undefined;
  /** `--palette 8|16|256|all|off`. */
  readonly palette: string | undefined;
  /** `--ascii-only`. */
  readonly asciiOnly: boolean;
  /** `--no-colors`. */
  readonly noColors: boolean;
  /** `--no-duration-colors`. */
  readonly noDurationColors: boolean;
  /** `--no-terminated-colors`. */
  readonly noTerminatedColors: boolean;
  /** `--log FILE`. */
  readonly log: string | undefined;
}

/** What holds. */
export interface ConsoleOptions {
  /** For the screen. */
  readonly settings: ConsoleSettings;
  /** The admin door as somebody named it; undefined for that of the server's settings. */
  readonly address: string | undefined;
  /** Where the console's own events are appended; undefined for nowhere. */
  readonly log: string | undefined;
}

/** A config file that says nothing. */
const SILENT_FILE: FileValues = { thresholds: {} };

/**
 * Puts everything together.
 * @throws {StartRefused} where a flag's value is not allowed
 */
export function consoleOptions(
  flags: ConsoleFlags,
  surroundings: Surroundings,
  file: FileValues = SILENT_FILE,
): ConsoleOptions {
  const { thresholds: fileThresholds, ...fileSaid } = file;
  const said: ConsoleValues = { ...fileSaid, ...flagValues(flags) };
  const lang = said.lang ?? "auto", palette = said.palette ?? "auto", ascii = said["ascii-only"] ?? "auto";
  return {
    settings: {
      thresholds: thresholdsFrom(flags, fileThresholds),
      retainMs: said["retain-for"] ?? CONSOLE_DEFAULTS.retainMs,
      language: lang === "auto" ? surroundings.language : lang,
      isAscii: ascii === "auto" ? surroundings.isAscii : ascii,
      palette: palette === "auto" ? surroundings.palette : palette,
      hasDurationColors: said["duration-colors"] ?? CONSOLE_DEFAULTS.hasDurationColors,
      hasTerminatedColors: said["terminated-colors"] ?? CONSOLE_DEFAULTS.hasTerminatedColors,
    },
    address: said.address === "auto" ? undefined : said.address,
    log: said.log === "" ? undefined : said.log,
  };
}

/** The flags that were given, as values. */
function flagValues(flags: ConsoleFlags): ConsoleValues {
  if (flags.noColors && flags.palette !== undefined && flags.palette !== "off") {
    throw new StartRefused(
      `Cannot use --no-colors and --palette ${quotedValue(flags.palette)}: one of them is enough`,
    );
  }
  const written: readonly (readonly [keyof ConsoleValues, unknown, string])[] = [
    ["address", flags.address, "the command line"],
    ["lang", flags.lang, "flag --lang"],
    ["ascii-only", flags.asciiOnly || undefined, "flag --ascii-only"],
    ["palette", flags.noColors ? "off" : flags.palette, "flag --palette"],
    ["duration-colors", flags.noDurationColors ? false : undefined, "flag --no-duration-colors"],
    ["terminated-colors", flags.noTerminatedColors ? false : undefined, "flag --no-terminated-colors"],
    ["retain-for", flags.retainFor, "flag --retain-for"],
    ["log", flags.log, "flag --log"],
  ];
  return Object.fromEntries(
    written.filter(([, value]) => value !== undefined)
      .map(([key, value, from]) => [key, readValue(key, value, from)]),
  );
}

/** The file first, then what is allowed, then what is warned of: `--allow all --warn slow-reader` leaves one. */
function thresholdsFrom({ warn, allow }: ConsoleFlags, file: Thresholds): ConsoleSettings["thresholds"] {
  const allowed = wordsIn(allow).includes("all")
    ? WARNING_NAMES
    : wordsIn(allow).map((name) => readWarning(name, "flag --allow"));
  const warned: Thresholds = Object.fromEntries(
    wordsIn(warn).map((word) => {
      const at = word.indexOf("=");
      const name = readWarning(at < 0 ? word : word.slice(0, at), "flag --warn");
      return [name, at < 0 ? undefined : readThreshold(name, word.slice(at + 1), "flag --warn")];
    }),
  );
  const thresholdOf = (name: WarningName): number | false => {
    const usual = WARNINGS[name].default, fromFile = file[name];
    if (name in warned) return warned[name] ?? (fromFile === false ? usual : fromFile ?? usual);
    return allowed.includes(name) ? false : fromFile ?? usual;
  };
  return Object.fromEntries(
    WARNING_NAMES.map((name) => [name, thresholdOf(name)] as const).filter(([, number]) => number !== false),
  );
}

function wordsIn(list: string | undefined): string[] {
  return (list ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
}
