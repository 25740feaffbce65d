/**
 * One setting, of the server or of the console: what it means, what it may be, and what it is unless said otherwise.
 * Flags, environment names, keys of the config file, help and refusals are all made of such tables.
 *
 * @module
 */

import { shown } from "../text/shown.ts";
import { StartRefused } from "./start_refused.ts";

export interface Setting<T> {
  readonly default: T;
  /** The default as it is typed, where that is not the value itself. */
  readonly usual?: string;
  /** What a number counts, or what kind of word is wanted; empty where the range says so. */
  readonly unit: string;
  /** What is allowed, in words. */
  readonly range: string;
  /** What it does and why it has its default, in one line. */
  readonly help: string;
  /** Whether it is not to be shown, and has no flag: everybody on the machine can read a command line. */
  readonly isSecret?: boolean;
  /** Whether nothing at all is a value too: elsewhere a blank variable of the environment counts as not set. */
  readonly takesBlank?: boolean;
  /** The words allowed, where there are only some. */
  readonly words?: readonly string[];
  /** A value of a TOML file as it would be typed, where not every kind is taken; undefined for one that is not. */
  readonly typed?: (value: unknown) => string | undefined;
  /** What somebody may have meant by a value that is not allowed, as the end of a sentence; empty where nobody knows. */
  readonly hint?: (text: string) => string;
  /** Reads a value as typed; undefined where it is not allowed. */
  readonly read: (text: string) => T | undefined;
}

/** Flags as they were typed, by their names without dashes: `{"max-guests": "5"}`; a switch is `true`. */
export type Flags = Readonly<Record<string, string>>;

/** Reads one variable. */
export type Environment = (name: string) => string | undefined;

/** Some settings by their keys. The order is that of the help. */
export type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** A value for every setting of a table. */
export type ValuesOf<Table extends SettingTable> = {
  readonly [K in keyof Table]: Table[K] extends Setting<infer T> ? T : never;
};

/** A whole number: what it is unless said otherwise, the least and the most. */
export function whole(
  [usual, min, max]: readonly [usual: number, min: number, max: number],
  unit: string,
  help: string,
): Setting<number> {
  return {
    default: usual,
    unit,
    range: `${min} to ${max}`,
    help,
    read(text) {
      const number = /^\d+$/.test(text) ? Number(text) : NaN;
      return number >= min && number <= max ? number : undefined;
    },
  };
}

export function word<const W extends string>(value: W, words: readonly W[], help: string): Setting<W> {
  return {
    default: value,
    unit: "word",
    range: words.join(", "),
    help,
    words,
    read: (text) => words.find((word) => word === text),
  };
}

/** Reads text that looks like that. */
export function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => pattern.test(text) ? text : undefined;
}

/** On or off: a flag without a value. */
export function toggle(value: boolean, help: string): Setting<boolean> {
  return {
    default: value,
    unit: "switch",
    range: "true, false",
    help,
    words: ["true", "false"],
    read: (text) => text === "true" || (text === "false" ? false : undefined),
  };
}

/** The values that hold when nobody sets anything. */
export function defaultsOf<Table extends SettingTable>(table: Table): ValuesOf<Table> {
  const defaults = Object.entries(table).map(([key, setting]) => [key, setting.default]);
  return Object.fromEntries(defaults) as ValuesOf<Table>;
}

/** Names by which people know some settings better than by their keys. */
const SPOKEN: Readonly<Record<string, string>> = { language: "lang" };

/** The key in a config file, and the flag without its dashes: `max-line-bytes`. */
export function nameOf(key: string): string {
  return SPOKEN[key] ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A value of TOML as it would be typed. */
export function typed(value: unknown): string {
  if (value instanceof Date) return value.toISOString(); // TOML's dates print as they were written
  return Array.isArray(value) ? value.join(",") : String(value);
}

/**
 * Reads a value as it was typed.
 * @param from where, such as `flag --port`
 * @throws {StartRefused} where it is not allowed
 */
export function readText<T>(name: string, setting: Setting<T>, text: string, from: string): T {
  const value = setting.read(text);
  if (value !== undefined) return value;
  throw refusal(name, setting, text, from, setting.hint?.(text));
}

/**
 * Reads a value of a TOML file.
 * @throws {StartRefused} where it is not allowed
 */
export function readValue<T>(name: string, setting: Setting<T>, value: unknown, from: string): T {
  const text = (setting.typed ?? typed)(value);
  if (text === undefined) throw refusal(name, setting, value, from);
  return readText(name, setting, text, from);
}

function refusal(
  name: string,
  setting: Setting<unknown>,
  written: unknown,
  from: string,
  hint = "",
): StartRefused {
  const { isSecret, range, unit } = setting;
  const value = isSecret ? "what was given" : shown(written), source = unit === "" ? "" : `${unit}; `;
  return new StartRefused(
    `Cannot use ${value} for ${name}: it takes ${range} (${source}from ${from})${hint}`,
  );
}
