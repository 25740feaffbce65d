/**
 * The console's config file: `console gen-config` prints it with every setting and its default, `--config FILE` reads it.
 *
 * @module
 */

import { nameOf, readValue, type Setting } from "../../runtime/setting.ts";
import { StartRefused } from "../../runtime/start_refused.ts";
import { shown } from "../../text/shown.ts";
import { WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";
import { CONSOLE_KEYS, CONSOLE_SETTINGS, type ConsoleValues, thresholdOf } from "./values.ts";

/** Thresholds somebody has set; false for a warning that is off. */
export type Thresholds = Readonly<Partial<Record<WarningName, number | false>>>;

export interface FileValues extends Partial<ConsoleValues> {
  readonly thresholds: Thresholds;
}

/** The file with every setting and its default, explained. */
export function configText(): string {
  const settings = CONSOLE_KEYS.map((key) => {
    const { usual, range, help, default: value }: Setting<unknown> = CONSOLE_SETTINGS[key];
    return `# ${help}\n# allowed: ${range}\n${nameOf(key)} = ${JSON.stringify(usual ?? value)}\n`;
  });
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
    const key = CONSOLE_KEYS.find((key) => nameOf(key) === name);
    if (key === undefined) {
      throw new StartRefused(
        `Cannot use the setting ${shown(name)}: there is no such setting (from ${from})`,
      );
    }
    return [key, readValue<unknown>(name, CONSOLE_SETTINGS[key], value, from)];
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
      if (typeof value === "boolean") return [name, value && WARNINGS[name].default];
      return [name, readValue(name, thresholdOf(name), value, from)];
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
