/**
 * The settings table as flags: one for every setting that may be seen.
 *
 * @module
 */

import { flagOf, type SettingKey, SETTINGS } from "../runtime/config.ts";
import type { Setting } from "../runtime/setting.ts";
import type { Parameter } from "./command.ts";

/**
 * Flags for some of the settings, and `--config`.
 * @param said what the help says of a setting, where a command means something else by it
 */
export function settingFlags(
  keys: readonly SettingKey[],
  said: Partial<Record<SettingKey, string>> = {},
): Parameter[] {
  const flags = keys.filter((key) => !("isSecret" in SETTINGS[key])).map((key) => flagFor(key, said[key]));
  return [{ name: "--config", value: "FILE", help: "a TOML file with settings", place: "file" }, ...flags];
}

function flagFor(key: SettingKey, said: string = SETTINGS[key].help): Parameter {
  const { unit, words, default: usual }: Setting<unknown> = SETTINGS[key];
  if (unit === "switch") return { name: flagOf(key), help: said };
  return {
    name: flagOf(key),
    value: words?.join("|") ?? unit.toUpperCase().replace(/\W/g, "_"),
    help: usual === "" ? said : `${said} (default ${usual})`,
    words,
    place: unit === "folder" ? "folder" : undefined,
  };
}
