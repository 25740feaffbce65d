/**
 * From flags, config file and surroundings, in that order, to the settings of one console.
 *
 * @module
 */

import { defaultsOf, nameOf, readSetting } from "../../runtime/setting.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { shown } from "../../text/shown.ts";
import { type FileValues, readThreshold, type Thresholds, warningNamed } from "./config_file.ts";
import { type ConsoleSettings, WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";
import { CONSOLE_SETTINGS, type ConsoleValues } from "./values.ts";

/** Flags as they were typed, by their names without dashes; a switch is `true`. */
export type ConsoleFlags = Readonly<Record<string, string>>;

/** What a command line gives. */
export interface ConsoleGiven {
  readonly flags: ConsoleFlags;
  /** The admin door. */
  readonly address?: string | undefined;
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

/** Settings that are flags under their own names. */
const FLAGS = ["language", "asciiOnly", "palette", "retainFor", "log"] as const;

/**
 * Puts everything together.
 * @throws {StartRefused} where a flag's value is not allowed
 */
export function consoleOptions(
  { flags, address: typedAddress }: ConsoleGiven,
  surroundings: Surroundings,
  file: FileValues = { thresholds: {} },
): ConsoleOptions {
  const { thresholds, ...inFile } = file;
  const said: ConsoleValues = {
    ...defaultsOf(CONSOLE_SETTINGS),
    ...inFile,
    ...flagValues(flags),
    ...(typedAddress === undefined ? {} : {
      address: readSetting("address", CONSOLE_SETTINGS.address, typedAddress, "the command line"),
    }),
  };
  const { address, language, asciiOnly, palette, log } = said;
  return {
    settings: {
      thresholds: thresholdsFrom(flags, thresholds),
      retainMs: said.retainFor,
      language: language === "auto" ? surroundings.language : language,
      isAscii: asciiOnly === "auto" ? surroundings.isAscii : asciiOnly,
      palette: palette === "auto" ? surroundings.palette : palette,
      hasDurationColors: said.durationColors,
      hasTerminatedColors: said.terminatedColors,
    },
    address: address === "auto" ? undefined : address,
    log: log === "" ? undefined : log,
  };
}

function flagValues(flags: ConsoleFlags): Partial<ConsoleValues> {
  const isColorless = "no-colors" in flags;
  if (isColorless && (flags["palette"] ?? "off") !== "off") {
    throw new StartRefused(
      `Cannot use --no-colors and --palette ${shown(flags["palette"])}: one of them is enough`,
    );
  }
  const given = FLAGS.filter((key) => nameOf(key) in flags).map((key) => {
    const name = nameOf(key);
    return [key, readSetting<unknown>(name, CONSOLE_SETTINGS[key], flags[name], `flag --${name}`)];
  });
  return {
    ...Object.fromEntries(given),
    ...(isColorless ? { palette: "off" } : {}),
    ...("no-duration-colors" in flags ? { durationColors: false } : {}),
    ...("no-terminated-colors" in flags ? { terminatedColors: false } : {}),
  };
}

/** The file first, then what is allowed, then what is warned of: `--allow all --warn slow-reader` leaves one. */
function thresholdsFrom(
  { warn, allow }: ConsoleFlags,
  file: Thresholds,
): ConsoleSettings["thresholds"] {
  const allowed = wordsIn(allow).includes("all")
    ? WARNING_NAMES
    : wordsIn(allow).map((name) => warningNamed(name, "flag --allow"));
  const warned: Thresholds = Object.fromEntries(
    wordsIn(warn).map((word) => {
      const at = word.indexOf("=");
      const name = warningNamed(at < 0 ? word : word.slice(0, at), "flag --warn");
      return [name, at < 0 ? undefined : readThreshold(name, word.slice(at + 1), "flag --warn")];
    }),
  );
  const holding = (name: WarningName): number | false => {
    const usual = WARNINGS[name].default, fromFile = file[name];
    if (name in warned) return warned[name] ?? (fromFile === false ? usual : fromFile ?? usual);
    return allowed.includes(name) ? false : fromFile ?? usual;
  };
  return Object.fromEntries(
    WARNING_NAMES.map((name) => [name, holding(name)] as const).filter(([, number]) => number !== false),
  );
}

function wordsIn(list: string | undefined): string[] {
  return (list ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
}
