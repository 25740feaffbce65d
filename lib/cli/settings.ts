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
  SETTING_KEYS,
  type SettingKey,
  SETTINGS,
} from "../runtime/config.ts";
import {
  type Environment,
  type Flags,
  nameOf,
  readText,
  readValue,
  type Setting,
} from "../runtime/setting.ts";
import { StartRefused } from "../runtime/start_refused.ts";
import { cleanText } from "../text/clean_text.ts";
import { meantText, nearestOf } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import { givenFor } from "./environment.ts";

/** Most typos in a key for which another one is suggested. */
const MAX_TYPOS = 3;

/** The settings that hold, each with its source in words. */
export interface Settings {
  readonly config: Config;
  /** For every setting: `default`, `flag --port`, `environment CHAT_PORT` or `file PATH`. */
  readonly sources: Readonly<Record<SettingKey, string>>;
}

export interface ConfigFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface SettingSources {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly file?: ConfigFile | undefined;
}

/**
 * Puts the sources together: flags win over the environment, the environment over the file.
 * @throws {StartRefused} where a value is not allowed, or the file has an unknown key
 */
export function settingsFrom({ flags, environment, file }: SettingSources): Settings {
  if (file !== undefined) demandKnown(file);
  const config: Record<string, unknown> = { ...DEFAULTS };
  const sources = {} as Record<SettingKey, string>;
  for (const key of SETTING_KEYS) {
    const name = nameOf(key), setting: Setting<unknown> = SETTINGS[key];
    const variable = givenFor(key, environment), text = flags[name] ?? variable, value = file?.values[name];
    sources[key] = "default";
    if (text !== undefined) {
      const flag = key === "adminToken" ? "token" : name; // of the console alone
      sources[key] = name in flags ? `flag --${flag}` : `environment ${environmentNameOf(key)}`;
      config[key] = readText(name, setting, text, sources[key]);
    } else if (value !== undefined) {
      sources[key] = `file ${file!.path}`;
      config[key] = readValue(name, setting, value, sources[key]);
    }
  }
  return { config: config as Config, sources };
}

function demandKnown({ path, values }: ConfigFile): void {
  const known = SETTING_KEYS.map(nameOf);
  for (const [key, value] of Object.entries(values)) {
    if (!known.includes(key)) {
      throw new StartRefused(
        holdsTable(value)
          ? `Cannot use the table ${
            shown(key)
          }: settings stand outside of tables, such as port = 8080 (from ${path})`
          : `Cannot use the setting ${shown(key)}: there is no such setting (from ${path})${
            nearestHint(key, known)
          }`,
      );
    }
    if (holdsTable(value)) {
      throw new StartRefused(`Cannot use a list or a table for ${key}: write one value (from ${path})`);
    }
  }
}

/** What is meant by a key: as others write it, or with a few typos. */
function nearestHint(key: string, known: readonly string[]): string {
  const written = key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").replaceAll("_", "-").toLowerCase()
    .replace(/^(?:chat-|--)/, ""); // as a variable or a flag begins
  const nearest = known.find((name) => written.startsWith(name)) ?? nearestOf(written, known, MAX_TYPOS);
  return `; ${meantText(nearest, "chat-server config lists all of them")}`;
}

/** Whether a value of TOML is a table or a list with one in it: no setting is. */
function holdsTable(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsTable);
  return typeof value === "object" && !(value instanceof Date);
}

/** Every setting with its value, unit, range, default and source, as a table for people. */
export function settingsTable({ config, sources }: Settings): string {
  const rows = SETTING_KEYS.map((key) => {
    const { unit, range, default: usual, isSecret }: Setting<unknown> = SETTINGS[key];
    const value = isSecret && config[key] !== "" ? "(secret)" : cellOf(config[key]);
    return [nameOf(key), value, unit, range, cellOf(usual), sources[key]];
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
