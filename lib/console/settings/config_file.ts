/**
 * The console's config file: `console gen-config` prints it with every setting and its default, `--config FILE` reads it.
 *
 * @module
 */

import { StartRefused } from "../../runtime/start_refused.ts";
import { WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";
import {
  type ConsoleValues,
  quotedValue,
  readThreshold,
  readValue,
  readWarning,
  VALUE_KEYS,
  VALUES,
} from "./values.ts";

/** Thresholds somebody has set; false for a warning that is off. */
export type Thresholds = Readonly<Partial<Record<WarningName, number | false>>>;

/** What a config file says. */
export interface FileValues extends ConsoleValues {
  /** About the warnings. */
  readonly thresholds: Thresholds;
}

/** The help of the warnings in the file. */
const WARNING_HELP: Readonly<Record<WarningName, string>> = {
  "never-yielded": "a turn took longer: everybody waited",
  "self-wakes": "so many of a task's wakes are its own",
  "lost-waker": "waits for so long for what nobody can settle",
  "large": "a session retains more of its bound",
  "slow-reader": "an outbox is more than half full for so long",
  "loop-lag": "the event loop comes so late",
};

/** The file with every setting and its default, explained. */
export function configText(): string {
  const settings = VALUE_KEYS.map((key) => {
    const { usual, range, help } = VALUES[key];
    return `# ${help}\n# allowed: ${range}\n${key} = ${usual}\n`;
  });
  const warnings = WARNING_NAMES.map((name) =>
    `# ${WARNING_HELP[name]}; in ${WARNINGS[name].unit}\n${name} = ${WARNINGS[name].default}\n`
  );
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
  const { warnings = {}, ...settings } = table;
  const values: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(settings)) {
    const key = VALUE_KEYS.find((key) => key === written);
    if (key === undefined) {
      throw new StartRefused(
        `Cannot use the setting ${quotedValue(written)}: there is no such setting (from ${from})`,
      );
    }
    values[key] = readValue(key, value, from);
  }
  return { ...values, thresholds: thresholdsOf(warnings, from) };
}

function thresholdsOf(table: unknown, from: string): Thresholds {
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new StartRefused(
      `Cannot use ${quotedValue(table)} for warnings: it takes a table (from ${from})`,
    );
  }
  return Object.fromEntries(
    Object.entries(table).map(([written, value]) => {
      const name = readWarning(written, from);
      return [
        name,
        value === false ? false : readThreshold(name, value === true ? usual(name) : value, from),
      ];
    }),
  );
}

function usual(name: WarningName): number {
  return WARNINGS[name].default;
}
