/**
 * Settings from a file, the environment and flags: whatever is written there, the server gets settings that are in their
 * ranges, or the operator gets one sentence.
 *
 * @module
 */

import type { Request } from "../../../lib/cli/command.ts";
import { plainFlags } from "../../../lib/cli/plain_flags.ts";
import {
  type Settings,
  settingsFrom,
  type SettingSources,
  settingsTable,
} from "../../../lib/cli/settings.ts";
import { StartRefused } from "../../../lib/runtime/start_refused.ts";
import { readConfigFile } from "../../../lib/cli/config_file.ts";
import { nameOf } from "../../../lib/runtime/setting.ts";
import { type Config, DEFAULTS, SETTING_KEYS, SETTINGS } from "../../../lib/runtime/config.ts";
import { trustedNetworks } from "../../../lib/guard/trusted_networks.ts";
import { stainOf } from "../clean.ts";
import { file, lines, linesOf, textOf } from "../corpus.ts";
import { CHARACTERS, TOML_PIECES, UTF8, WORDS } from "../morsels.ts";
import { seedOf } from "../seed.ts";
import { Broken, insist, insistClean, type Target } from "../target.ts";

const unset = () => undefined;

/** The input as a config file, as the value of some setting, and as a command line. */
async function run(input: Uint8Array): Promise<string[]> {
  const text = textOf(input);
  const key = SETTING_KEYS[seedOf(input) % SETTING_KEYS.length]!;
  const flags = plainFlags(text.split(/\s+/));
  return [
    `file ${await outcomeOf(async () =>
      settled({ file: { path: "fuzz.toml", values: await valuesIn(input) } })
    )}`,
    `value of ${key} ${await outcomeOf(() => settled({ flags: { [nameOf(key)]: text } }))}`,
    `environment ${await outcomeOf(() => settled({ environment: () => linesOf(input)[0] }))}`,
    `flags ${flags === undefined ? "left to the parser" : await outcomeOf(() => settled(flagsOf(flags)))}`,
  ];
}

function flagsOf({ flags: { config: _file, ...flags } }: Request): Partial<SettingSources> {
  return { flags };
}

function settled(sources: Partial<SettingSources>): Settings {
  return settingsFrom({ flags: {}, environment: unset, ...sources });
}

/** A way to read what is in a file without a disk in between. */
async function valuesIn(input: Uint8Array): Promise<Record<string, unknown>> {
  using place = new Place(input);
  return await readConfigFile(place.path);
}

/** A file for the time of one reading. */
class Place implements Disposable {
  readonly path = Deno.makeTempFileSync({ prefix: "chat-fuzz-" });

  constructor(content: Uint8Array) {
    Deno.writeFileSync(this.path, content);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path);
  }
}

/** What became of it, in short; insists on a designed answer. */
async function outcomeOf(ask: () => Settings | Promise<Settings>): Promise<string> {
  try {
    const settings = await ask();
    for (const key of SETTING_KEYS) insistAllowed(key, settings.config[key]);
    insist(
      settingsTable(settings).split("\n").length === SETTING_KEYS.length + 1,
      "a setting is a line of the table",
    );
    await networksOf(settings.config);
    return `taken: ${SETTING_KEYS.filter((key) => settings.config[key] !== DEFAULTS[key])}`;
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    insistSentence(error.message);
    return `refused: ${/^Cannot [^"]*/.exec(error.message)} ${
      /for ([\w-]+):/.exec(error.message)?.[1] ?? ""
    }`;
  }
}

/** Some networks look well and are none: the one thing that is found out only when the server starts. */
async function networksOf({ trustedNetworks: list }: Config): Promise<void> {
  if (list !== DEFAULTS.trustedNetworks) await trustedNetworks(list);
}

function insistSentence(sentence: string): void {
  insist(/^Cannot .*: /.test(sentence), "a refusal says what cannot be done and why", sentence);
  insistClean(stainOf(sentence), "a refusal is one clean line", sentence);
  insist(sentence.length < 1000, "a refusal is short", sentence.length);
}

/** Asks the words that the operator reads, not the code that read the value. */
function insistAllowed(key: keyof Config, value: unknown): void {
  const { range, default: usual } = SETTINGS[key];
  const [, min, max] = /^(\d+) to (\d+)$/.exec(range) ?? [];
  const isAllowed = typeof value === typeof usual &&
    (min !== undefined
      ? Number.isInteger(value) && Number(value) >= Number(min) && Number(value) <= Number(max)
      : !("words" in SETTINGS[key]) || range.split(", ").includes(String(value)));
  if (!isAllowed) throw new Broken("a setting is in its range", { key, value, range });
}

/** The target. */
export const config: Target = {
  name: "config",
  seeds: async () => [
    ...await Promise.all(["small.toml", "full.toml", "high.toml", "wrong.toml"].map(file)),
    ...await lines("flags.txt"),
    ...await lines("names.txt"),
  ],
  morsels: [...TOML_PIECES, ...WORDS, ...CHARACTERS, ...UTF8],
  run,
};
