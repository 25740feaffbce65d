/**
 * From flags, environment and config file, in that order, to one {@linkcode Config}; and for every value where it
 * came from. A wrong value is refused with one sentence.
 *
 * @module
 */

import {
  type Config,
  DEFAULTS,
  environmentNameOf,
  fileKeyOf,
  flagOf,
  type Setting,
  SETTING_KEYS,
  type SettingKey,
  SETTINGS,
} from "../runtime/config.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { nearestOf } from "../text/nearest.ts";
import { cleanText } from "../text/clean_text.ts";
import { type Environment, givenFor } from "./environment.ts";
import { shown } from "./shown.ts";

/** Most typos in a key for which another one is suggested. */
const MAX_TYPOS = 3;

/** Values as somebody wrote them, by setting. */
export type Written = Readonly<Partial<Record<SettingKey, string>>>;

/** Where the admin token goes, and why it has no flag: the end of a sentence. */
export const ADMIN_TOKEN_HINT: string = "everybody on this machine could read it there; set " +
  `${environmentNameOf("adminToken")}, or ${fileKeyOf("adminToken")} in the file named with --config`;

/** The settings that hold, each with its source in words. */
export interface Settings {
  /** A value for every setting. */
  readonly config: Config;
  /** For every setting: `default`, `flag --port`, `environment CHAT_PORT` or `file PATH`. */
  readonly sources: Readonly<Record<SettingKey, string>>;
}

/** What settings are made from. */
export interface SettingSources {
  /** Settings given as flags. */
  readonly flags: Written;
  /** Reads one environment variable. */
  readonly environment: Environment;
  /** The parsed config file with its path, if there is one. */
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/**
 * Puts the sources together: flags win over the environment, the environment over the file.
 * @throws {StartRefused} where a value is not allowed, or the file has an unknown key
 */
export function settingsFrom({ flags, environment, file }: SettingSources): Settings {
  const known = new Set(SETTING_KEYS.map(fileKeyOf));
  for (const [key, value] of Object.entries(file?.values ?? {})) {
    if (!known.has(key)) {
      if (holdsTable(value)) {
        throw new StartRefused(
          `Cannot use the table ${shown(key)}: settings stand alone, as in port = 8080 (from ${file!.path})`,
        );
      }
      throw new StartRefused(
        `Cannot use the setting ${shown(key)}: there is no such setting (from ${file!.path})${
          nearestHint(key, [...known])
        }`,
      );
    }
    if (holdsTable(value)) {
      throw new StartRefused(`Cannot use a table for ${key}: it takes a value (from ${file!.path})`);
    }
  }
  const config: Record<string, unknown> = { ...DEFAULTS };
  const sources = {} as Record<SettingKey, string>;
  for (const key of SETTING_KEYS) {
    const [written, source] = firstWritten([
      [flags[key], `flag ${flagFor(key)}`],
      [givenFor(key, environment), `environment ${environmentNameOf(key)}`],
      [textOf(key, file?.values[fileKeyOf(key)]), `file ${file?.path}`],
    ]);
    sources[key] = source;
    if (written !== undefined) config[key] = read(key, written, source);
  }
  return { config: config as unknown as Config, sources };
}

/** What is meant by a key: as others write it, or with a few typos. */
function nearestHint(key: string, known: readonly string[]): string {
  const written = key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").replaceAll("_", "-").toLowerCase()
    .replace(/^(?:chat-|--)/, ""); // as a variable or a flag begins
  const nearest = known.find((name) => written.startsWith(name)) ?? nearestOf(written, known, MAX_TYPOS);
  return nearest === undefined ? "; chat-server config lists all of them" : `; did you mean ${nearest}?`;
}

/** The flag by which a setting was given: the admin token has one for the console alone. */
function flagFor(key: SettingKey): string {
  return key === "adminToken" ? "--token" : flagOf(key);
}

function firstWritten(candidates: readonly (readonly [string | undefined, string])[]) {
  return candidates.find(([written]) => written !== undefined) ?? [undefined, "default"] as const;
}

/** Whether a value of TOML is a table or a list with one in it: no setting is. */
function holdsTable(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsTable);
  return typeof value === "object" && !(value instanceof Date);
}

/** A value of TOML as it would be typed. */
function textOf(key: SettingKey, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const { typed }: Setting<unknown> = SETTINGS[key];
  if (typed !== undefined && typeof value === "number") return typed(value);
  if (value instanceof Date) return value.toISOString(); // TOML's dates print as they were written
  return Array.isArray(value) ? value.join(",") : String(value);
}

function read(key: SettingKey, written: string, source: string): unknown {
  const { read, range, unit, isSecret, hint }: Setting<unknown> = SETTINGS[key];
  const value = read(written);
  if (value !== undefined) return value;
  throw new StartRefused(
    `Cannot use ${isSecret ? "what was given" : shown(written)} for ${
      fileKeyOf(key)
    }: it takes ${range} (${unit}; from ${source})${hint?.(written) ?? ""}`,
  );
}

/** Every setting with its value, unit, range, default and source, as a table for people. */
export function settingsTable({ config, sources }: Settings): string {
  const rows = SETTING_KEYS.map((key) => {
    const { unit, range, default: usual, isSecret }: Setting<unknown> = SETTINGS[key];
    const value = isSecret && config[key] !== "" ? "(secret)" : cellOf(config[key]);
    return [fileKeyOf(key), value, unit, range, cellOf(usual), sources[key]];
  });
  const all = [["setting", "value", "unit", "allowed", "default", "from"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd()).join(
    "\n",
  );
}

function cellOf(value: unknown): string {
  return value === "" ? '""' : cleanText(String(value));
}
