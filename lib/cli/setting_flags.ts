/**
 * The settings table as parsers of Optique: one typed flag for every setting that may be seen.
 *
 * @module
 */

import { object, or } from "@optique/core/constructs";
import { message, text } from "@optique/core/message";
import { map, optional } from "@optique/core/modifiers";
import { constant, option } from "@optique/core/primitives";
import type { NonEmptyString } from "@optique/core/nonempty";
import type { Parser } from "@optique/core/parser";
import { string, type ValueParser } from "@optique/core/valueparser";
import { path } from "@optique/run";
import { flagOf, type Setting, type SettingKey, SETTINGS } from "../runtime/config.ts";
import { type Given, isSwitch } from "./plain_flags.ts";

/**
 * Flags for some of the settings, and `--config`. Secrets have none: everybody on the machine can read a command line.
 * Values are taken as text: `settings.ts` judges them.
 * @param said what the help says of a setting, where a command means something else by it
 *
 * @internal its type is Optique's
 */
export function settingFlags(
  keys: readonly SettingKey[],
  said: Partial<Record<SettingKey, string>> = {},
): Parser<"sync", Given, unknown> {
  const open = keys.filter((key) => !("isSecret" in SETTINGS[key]));
  const flags = Object.fromEntries(
    open.map((key) => [key, isSwitch(key) ? switchOf(key) : valueOf(key, said[key])]),
  );
  const file = optional(option("--config", path({ metavar: "FILE" }), {
    description: message`a TOML file with settings`,
  }));
  const all = object({ file, ...flags }) as unknown as Parser<
    "sync",
    Record<string, string | boolean | undefined>,
    unknown
  >;
  return map(all, ({ file, ...given }) => ({
    file: file as string | undefined,
    flags: Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined && value !== false)
        .map(([key, value]) => [key, String(value)]),
    ),
  }));
}

function switchOf(key: SettingKey): Parser<"sync", boolean, unknown> {
  return or(option(flag(key), { description: description(key) }), constant(false)) as Parser<
    "sync",
    boolean,
    unknown
  >;
}

function valueOf(key: SettingKey, said?: string): Parser<"sync", string | undefined, unknown> {
  return optional(option(flag(key), typed(key), { description: description(key, said) }));
}

/** A value parser that takes any text and knows the words, or the folders, for shell completion. */
function typed(key: SettingKey): ValueParser<"sync", string> {
  const { unit, words } = { words: [] as readonly string[], ...SETTINGS[key] };
  const metavar =
    (words.length > 0 ? words.join("|") : unit.toUpperCase().replace(/\W/g, "_")) as NonEmptyString;
  if (unit === "folder") return path({ metavar, type: "directory" });
  return {
    ...string({ metavar }),
    *suggest(prefix) {
      for (const text of words) if (text.startsWith(prefix)) yield { kind: "literal", text };
    },
  };
}

function flag(key: SettingKey): `--${string}` {
  return flagOf(key) as `--${string}`;
}

function description(key: SettingKey, said: string = SETTINGS[key].help) {
  const { default: usual }: Setting<unknown> = SETTINGS[key];
  return [text(isSwitch(key) || usual === "" ? said : `${said} (default ${usual})`)];
}
