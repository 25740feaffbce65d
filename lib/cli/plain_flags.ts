/**
 * Reads the everyday command line, `[serve] --flag value ...`, without loading a parser library: that would take most
 * of the server's start time. Everything else, help and mistakes included, is left to `command_line.ts`.
 *
 * @module
 */

import { flagOf, SETTING_KEYS, type SettingKey, SETTINGS } from "../runtime/config.ts";
import type { ConsoleFlags } from "../console/settings/options.ts";

/** Which settings a command line gives. */
export interface Given {
  /** Settings given as flags. */
  readonly flags: Readonly<Partial<Record<SettingKey, string>>>;
  /** The config file named, if any. */
  readonly file: string | undefined;
}

/** What was asked for on a command line. */
export type Request =
  & Given
  & (
    | { readonly command: "serve" | "config" | "health" }
    | { readonly command: "export" } & ExportWanted
    | { readonly command: "backup" | "import"; readonly path: string }
    | { readonly command: "verify"; readonly path: string | undefined }
    | { readonly command: "recover"; readonly path: string; readonly to: string }
    | { readonly command: "console"; readonly wanted: ConsoleWanted }
  );

/** The forms in which `export` prints what was said. */
export const EXPORT_FORMATS = ["text", "jsonl", "html"] as const;

/** What `export` is asked for. */
export interface ExportWanted {
  /** The room as typed; undefined for all. */
  readonly room: string | undefined;
  /** In which form. */
  readonly format: typeof EXPORT_FORMATS[number];
  /** The time zone as typed; undefined for that of the settings. */
  readonly zone: string | undefined;
}

/** What `console` is asked for: to print a config file, or to show something. */
export type ConsoleWanted = { readonly kind: "gen-config" } | ShowWanted;

/** What the console is to show, and how. */
export interface ShowWanted extends ConsoleFlags {
  /** Tells it from the other thing that `console` does. */
  readonly kind: "show";
  /** The admin token. */
  readonly token: string | undefined;
  /** A file to record into. */
  readonly record: string | undefined;
  /** A recording to show in the place of a server. */
  readonly play: string | undefined;
  /** How fast to play it. */
  readonly speed: string | undefined;
  /** Whether one snapshot is wanted, without a terminal. */
  readonly once: boolean;
  /** Whether that is to be JSON. */
  readonly json: boolean;
  /** The console's config file. */
  readonly config: string | undefined;
}

/** Whether a setting is a flag without a value. */
export function isSwitch(key: SettingKey): boolean {
  return SETTINGS[key].unit === "switch";
}

/** The request of a plain command line; undefined where anything in it needs the real parser. */
export function plainFlags(args: readonly string[]): Request | undefined {
  const flags: Partial<Record<SettingKey, string>> = {};
  let file: string | undefined;
  const rest = args[0] === "serve" ? args.slice(1) : [...args];
  while (rest.length > 0) {
    const [flag, joined] = splitAtEquals(rest.shift()!);
    const key = SETTING_KEYS.find((key) => flagOf(key) === flag);
    if (key === undefined && flag !== "--config") return undefined;
    if (key !== undefined && "isSecret" in SETTINGS[key]) return undefined; // refused with its reason
    if (key !== undefined && (key in flags || (isSwitch(key) && joined !== undefined))) return undefined;
    if (key === undefined && file !== undefined) return undefined;
    const value = key !== undefined && isSwitch(key) ? "true" : joined ?? rest.shift();
    if (value === undefined || value.startsWith("-")) return undefined;
    if (key === undefined) file = value;
    else flags[key] = value;
  }
  return { command: "serve", flags, file };
}

function splitAtEquals(argument: string): readonly [flag: string, value: string | undefined] {
  const at = argument.indexOf("=");
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
