/**
 * The settings table as flags: one for every setting that may be seen.
 *
 * @module
 */

import { flagOf, type SettingKey, SETTINGS } from "../runtime/config.ts";
import type { Setting } from "../runtime/setting.ts";
import type { Flag } from "./command.ts";

/**
 * Flags for some of the settings, and `--config`. Their values are judged later, with those of the other sources.
 * @param said what the help says of a setting, where a command means something else by it
 */
export function settingFlags(
  keys: readonly SettingKey[],
  said: Partial<Record<SettingKey, string>> = {},
): Flag[] {
  const config: Flag = { name: "--config", value: "FILE", help: "a TOML file with settings", place: "file" };
  return [
    config,
    ...keys.filter((key) => !("isSecret" in SETTINGS[key])).map((key) => flagFor(key, said[key])),
  ];
}

function flagFor(key: SettingKey, said: string = SETTINGS[key].help): Flag {
  const { unit, words, default: usual }: Setting<unknown> = SETTINGS[key];
  const name = flagOf(key);
  if (unit === "switch") return { name, help: said };
  return {
    name,
    value: words?.join("|") ?? unit.toUpperCase().replace(/\W/g, "_"),
    help: usual === "" ? said : `${said} (default ${usual})`,
    words,
    place: unit === "folder" ? "folder" : undefined,
  };
}
