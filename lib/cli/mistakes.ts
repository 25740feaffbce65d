/**
 * What is wrong with a command line, in one sentence that says what to type instead: an unknown word or flag with the
 * nearest known one, a flag of another command, a value that is missing. What a value may be is judged later.
 *
 * @module
 */

import type { Usage } from "@optique/core/usage";
import { flagOf, SETTING_KEYS, SETTINGS } from "../runtime/config.ts";
import { nearestOf } from "../text/nearest.ts";
import { ADMIN_TOKEN_HINT } from "./settings.ts";
import { shown } from "./shown.ts";

/** What every command knows, and what Optique answers. */
const ASKING = ["--help", "-h", "--version"], ANSWERING = ["help", "completion"];

/** What others call these flags and commands. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{ "-?": "--help", "-v": "--version", "-V": "--version", version: "--version" },
  ...{ start: "serve", run: "serve", server: "serve", status: "health" },
};

/** Most typos in a word for which another one is suggested. */
const MAX_TYPOS = 3;

/** Flags that must not be given: everybody on the machine can read them. */
const SECRETS: readonly string[] = SETTING_KEYS.filter((key) => "isSecret" in SETTINGS[key]).map(flagOf);

/** What one command takes. */
interface Grammar {
  /** What stands behind each flag, such as `PORT`; undefined for a switch. */
  readonly valueByFlag: ReadonlyMap<string, string | undefined>;
  /** The words it takes, in order. */
  readonly words: readonly string[];
  /** How many of them it has to be given. */
  readonly wanted: number;
}

/**
 * The first mistake, as a sentence; undefined for none, and where help is asked for.
 * @param usages what Optique knows of each command. Without a command, `serve` is meant
 *
 * @internal its type is Optique's
 */
export function mistakeIn(args: readonly string[], usages: ReadonlyMap<string, Usage>): string | undefined {
  const [first = ""] = args;
  const given = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  const secret = given.find((arg) => SECRETS.includes(flagIn(arg)));
  if (secret !== undefined) return `Cannot take ${flagIn(secret)} on a command line: ${ADMIN_TOKEN_HINT}`;
  const commands = [...usages.keys(), ...ANSWERING];
  if (first === "help") return args.slice(1).map((word) => unknownCommand(word, commands)).find(Boolean);
  if (first === "completion" && args.length === 1) return "Missing SHELL: type chat-server completion bash";
  if (first === "completion" || given.some((arg) => ASKING.includes(arg))) return undefined;
  const isNamed = usages.has(first);
  if (!isNamed && first !== "" && !first.startsWith("-")) return unknownCommand(first, commands);
  const grammars = new Map([...usages].map(([name, usage]) => [name, grammarOf(usage)]));
  return mistakeOf(isNamed ? first : "serve", isNamed ? args.slice(1) : args, grammars);
}

/** The sentence for a word that is no command; undefined for one that is. */
function unknownCommand(word: string, commands: readonly string[]): string | undefined {
  if (commands.includes(word)) return undefined;
  const nearest = elsewhere(word) ?? nearestOf(word, commands, MAX_TYPOS);
  return `Unexpected ${shown(word)}: there is no such command; ${
    meant(nearest, "chat-server help lists them")
  }`;
}

/** The first mistake in what stands behind a command. */
function mistakeOf(
  command: string,
  args: readonly string[],
  grammars: ReadonlyMap<string, Grammar>,
): string | undefined {
  const { valueByFlag, words, wanted } = grammars.get(command)!;
  const seen = new Set<string>();
  let count = 0;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!, flag = flagIn(arg);
    if (arg === "--") {
      if (words.length === 0) return `Unexpected --: ${command} ${takes(words)}`;
      count += args.length - at - 1; // words, whatever they look like
      if (count > words.length) return `Unexpected words: ${command} ${takes(words)}`;
      break;
    }
    if (!arg.startsWith("-") || arg === "-") {
      if (++count > words.length) return tooMany(command, arg, words, grammars);
      continue;
    }
    if (!valueByFlag.has(flag)) return unknownFlag(command, flag, grammars);
    if (seen.has(flag)) return `Cannot use ${flag} twice`;
    seen.add(flag);
    const value = valueByFlag.get(flag), hasValue = arg !== flag;
    if (value === undefined && hasValue) return `Cannot give ${flag} a value: it stands alone`;
    if (value === undefined || hasValue) continue;
    const next = args[++at];
    if (next === undefined || valueByFlag.has(flagIn(next))) {
      return `Cannot use ${flag} without a value: type ${flag} ${value}`;
    }
  }
  return count >= wanted
    ? undefined
    : `Missing ${words.slice(count).join(" and ")}: type chat-server ${command} ${words.join(" ")}`;
}

function unknownFlag(command: string, flag: string, grammars: ReadonlyMap<string, Grammar>): string {
  const known = [...grammars.get(command)!.valueByFlag.keys(), ...ASKING];
  const owners = [...grammars].filter(([, { valueByFlag }]) => valueByFlag.has(flag)).map(([name]) => name);
  const help = `chat-server ${command} --help lists those there are`;
  if (owners.length > 0) {
    return `Cannot use ${flag} with ${command}: it is a flag of ${owners.join(", ")}; ${help}`;
  }
  const isWord = flag.length > 4; // of -p anything may be meant
  const nearest = elsewhere(flag) ?? known.find((name) => isWord && name.startsWith(flag)) ??
    nearestFlag(isWord ? flag.toLowerCase().replaceAll("_", "-") : "", known);
  return `Cannot use ${shown(flag)}: there is no such flag; ${meant(nearest, help)}`;
}

function elsewhere(word: string): string | undefined {
  return Object.hasOwn(ELSEWHERE, word) ? ELSEWHERE[word] : undefined;
}

/** The nearest flag by its letters: the dashes before them are nearly always right, and would hide how many are not. */
function nearestFlag(flag: string, known: readonly string[]): string | undefined {
  const letters = (name: string) => name.replace(/^-+/, "");
  const nearest = nearestOf(letters(flag), known.map(letters), MAX_TYPOS);
  return known.find((name) => letters(name) === nearest);
}

function tooMany(
  command: string,
  word: string,
  words: readonly string[],
  grammars: ReadonlyMap<string, Grammar>,
): string {
  if (grammars.has(word) && words.length === 0) {
    return `Cannot use ${command} and ${word} together: one command at a time`;
  }
  return `Unexpected ${shown(word)}: ${command} ${takes(words)}`;
}

function takes(words: readonly string[]): string {
  return words.length === 0
    ? "takes no words, only flags"
    : `takes ${words.length === 1 ? "one " : ""}${words.join(" and ")}`;
}

function meant(nearest: string | undefined, otherwise: string): string {
  return nearest === undefined ? otherwise : `did you mean ${nearest}?`;
}

function flagIn(arg: string): string {
  return arg.split("=", 1)[0]!;
}

/** What a command takes, by Optique's own description of it. */
function grammarOf(usage: Usage): Grammar {
  const valueByFlag = new Map<string, string | undefined>();
  const words: string[] = [];
  let wanted = 0;
  const walk = (terms: Usage, isOptional: boolean): void => {
    for (const term of terms) {
      if (term.type === "option") { for (const name of term.names) valueByFlag.set(name, term.metavar); }
      if (term.type === "optional" || term.type === "multiple") walk(term.terms, true);
      if (term.type === "exclusive") { for (const some of term.terms) walk(some, true); }
      if (term.type !== "argument") continue;
      words.push(term.metavar);
      if (!isOptional) wanted++;
    }
  };
  walk(usage, false);
  return { valueByFlag, words, wanted };
}
