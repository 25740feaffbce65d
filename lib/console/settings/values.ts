/**
 * Every setting of the console in one table: the config file, `gen-config` and the flags are read by it. What is wrong
 * is refused with one sentence.
 *
 * @module
 */

import { StartRefused } from "../../runtime/start_refused.ts";
import { endpointOf } from "./endpoint.ts";
import { PALETTES, WARNING_NAMES, type WarningName, WARNINGS } from "./settings.ts";

/** Values as they are used; undefined where nothing was said. */
export interface ConsoleValues {
  /** The admin door's address. */
  readonly address?: string | undefined;
  /** The language, or what the environment says. */
  readonly lang?: "auto" | "en" | "zh" | undefined;
  /** Only ASCII, or what the environment says. */
  readonly "ascii-only"?: boolean | "auto" | undefined;
  /** The colours, or what the environment says. */
  readonly palette?: "auto" | typeof PALETTES[number] | undefined;
  /** Whether durations are coloured. */
  readonly "duration-colors"?: boolean | undefined;
  /** Whether what is gone is dimmed. */
  readonly "terminated-colors"?: boolean | undefined;
  /** How long what is gone stays, in milliseconds. */
  readonly "retain-for"?: number | undefined;
  /** A file for the console's own events; empty for none. */
  readonly log?: string | undefined;
}

/** The key of a value. */
export type ValueKey = keyof ConsoleValues;

/** How one value is written. */
export interface ValueForm {
  /** The default as TOML has it. */
  readonly usual: string;
  /** What is allowed, in words. */
  readonly range: string;
  /** What it does, in one line. */
  readonly help: string;
  /** The value; undefined where it is not allowed. */
  readonly read: (written: unknown) => unknown;
}

const oneOf = (words: readonly string[]) => (written: unknown) => words.find((word) => word === written);
const yesOrNo = (written: unknown) => typeof written === "boolean" ? written : undefined;

/** The table. The order is that of the file. */
export const VALUES: Readonly<Record<ValueKey, ValueForm>> = {
  address: {
    usual: '"auto"',
    range: "HOST:PORT, unix:PATH, or auto for what the server's settings say",
    help: "the admin door to look through",
    read: (written) => typeof written === "string" && endpointOf(written) !== undefined ? written : undefined,
  },
  lang: {
    usual: '"auto"',
    range: "en, zh, or auto for what the environment says",
    help: "language of titles, help and warnings",
    read: oneOf(["auto", "en", "zh"]),
  },
  "ascii-only": {
    usual: '"auto"',
    range: 'true, false, or "auto" for what the environment says',
    help: "draw with ASCII characters only",
    read: (written) => written === "auto" ? written : yesOrNo(written),
  },
  palette: {
    usual: '"auto"',
    range: `${PALETTES.join(", ")}, or auto for what the environment says`,
    help: "how many colours the terminal has",
    read: (written) => oneOf(["auto", ...PALETTES])(typeof written === "number" ? String(written) : written),
  },
  "duration-colors": {
    usual: "true",
    range: "true, false",
    help: "colour durations by size",
    read: yesOrNo,
  },
  "terminated-colors": {
    usual: "true",
    range: "true, false",
    help: "dim what is gone",
    read: yesOrNo,
  },
  "retain-for": {
    usual: '"6s"',
    range: "a duration such as 500ms, 6s, 1m or 1h",
    help: "how long tasks and resources that are gone stay on the screen",
    read: (written) => typeof written === "string" ? durationOf(written) : undefined,
  },
  log: {
    usual: '""',
    range: "a file, or empty for none",
    help: "append what happens to the console itself: connections, losses, errors",
    read: (written) => typeof written === "string" && !/\p{Cc}/u.test(written) ? written : undefined,
  },
};

/** All keys, in the table's order. */
export const VALUE_KEYS = Object.keys(VALUES) as ValueKey[];

/**
 * Reads one value.
 * @param from where it was written, such as `flag --lang`
 * @throws {StartRefused} where it is not allowed
 */
export function readValue(key: ValueKey, written: unknown, from: string): unknown {
  const value = VALUES[key].read(written);
  if (value !== undefined) return value;
  throw new StartRefused(
    `Cannot use ${quotedValue(written)} for ${key}: it takes ${VALUES[key].range} (from ${from})`,
  );
}

/**
 * Reads the name of a warning.
 * @throws {StartRefused} where there is none of this name
 */
export function readWarning(written: string, from: string): WarningName {
  const name = WARNING_NAMES.find((name) => name === written);
  if (name !== undefined) return name;
  throw new StartRefused(
    `Cannot use the warning ${quotedValue(written)}: there are ${WARNING_NAMES.join(", ")} (from ${from})`,
  );
}

/**
 * Reads a threshold: a number, not negative, in the warning's unit.
 * @throws {StartRefused} where it is none
 */
export function readThreshold(name: WarningName, written: unknown, from: string): number {
  const number = typeof written === "string" && /^\d+(\.\d+)?$/.test(written) ? Number(written) : written;
  if (typeof number === "number" && number >= 0 && Number.isFinite(number)) return number;
  const unit = WARNINGS[name].unit === "ms" ? "milliseconds" : "percent";
  throw new StartRefused(
    `Cannot use ${quotedValue(written)} for ${name}: it takes a number of ${unit} (from ${from})`,
  );
}

/** The milliseconds of a duration such as `6s`; undefined where it is none, or longer than a week. */
export function durationOf(written: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(written) ?? [];
  const ms = Number(number) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? NaN);
  return ms <= 7 * 24 * 3_600_000 ? ms : undefined;
}

/** A value as a sentence quotes it: JSON, harmless and short. */
export function quotedValue(written: unknown): string {
  const text = (JSON.stringify(written) ?? "nothing").replaceAll(/\p{C}/gu, "");
  return text.length <= 40 ? text : `${[...text].slice(0, 39).join("")}…`;
}
