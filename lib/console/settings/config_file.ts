/**
 * The console's config file: `console gen-config` prints it with every setting and its default, `--config FILE` reads it.
 *
 * @module
 */

import { nameOf, readSetting, type Setting } from "../../runtime/setting.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { shown } from "../../text/shown.ts";
import { WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";
import { CONSOLE_SETTINGS, type ConsoleValues, thresholdOf } from "./values.ts";

/** Thresholds somebody has set; false for a warning that is off. */
export type Thresholds = Readonly<Partial<Record<WarningName, number | false>>>;

/** What a config file says. */
export interface FileValues extends Partial<ConsoleValues> {
  readonly thresholds: Thresholds;
}

const SETTINGS: readonly (readonly [key: string, Setting<unknown>])[] = Object.entries(CONSOLE_SETTINGS);

/** The file with every setting and its default, explained. */
export function configText(): string {
  const settings = SETTINGS.map(([key, { usual, range, help, default: value }]) =>
    `# ${help}\n# allowed: ${range}\n${nameOf(key)} = ${JSON.stringify(usual ?? value)}\n`
  );
  const warnings = WARNING_NAMES.map((name) => {
    const { help, unit, default: usual } = WARNINGS[name];
    return `# ${help}; in ${unit}\n${name} = ${usual}\n`;
  });
  return [
    "# Settings of `chat-server console`; read with: chat-server console --config FILE. Flags win over them.\n",
    ...settings,
    "# Thresholds of the warnings; false turns one off.\n[warnings]",
    ...warnings,
  ].join("\n");
}

/**
 * Takes over what a file says.
 * @param table the parsed TOML
 * @param path the file, for sentences
 * @throws {StartRefused} where a key is unknown, or a value not allowed
 */
export function fileValues(table: Readonly<Record<string, unknown>>, path: string): FileValues {
  const from = `file ${path}`;
  const { warnings = {}, ...rest } = table;
  const values = Object.entries(rest).map(([name, value]) => {
    const [key, setting] = SETTINGS.find(([key]) => nameOf(key) === name) ?? [];
    if (key === undefined || setting === undefined) {
      throw new StartRefused(
        `Cannot use the setting ${shown(name)}: there is no such setting (from ${from})`,
      );
    }
    return [key, readSetting(name, setting, setting.typed?.(value), from, value)];
  });
  return { ...Object.fromEntries(values), thresholds: thresholdsIn(warnings, from) };
}

function thresholdsIn(table: unknown, from: string): Thresholds {
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new StartRefused(`Cannot use ${shown(table)} for warnings: it takes a table (from ${from})`);
  }
  return Object.fromEntries(
    Object.entries(table).map(([written, value]) => {
      const name = warningNamed(written, from);
      return [
        name,
        value === false ? false : value === true ? WARNINGS[name].default : readThreshold(name, value, from),
      ];
    }),
  );
}

/**
 * The warning of a name.
 * @throws {StartRefused} where there is none
 */
export function warningNamed(written: string, from: string): WarningName {
  const name = WARNING_NAMES.find((name) => name === written);
  if (name !== undefined) return name;
  throw new StartRefused(
    `Cannot use the warning ${shown(written)}: there are ${WARNING_NAMES.join(", ")} (from ${from})`,
  );
}

/**
 * Reads a threshold.
 * @throws {StartRefused} where it is none
 */
export function readThreshold(name: WarningName, value: unknown, from: string): number {
  const setting = thresholdOf(name);
  return readSetting(name, setting, setting.typed?.(value), from, value);
}
