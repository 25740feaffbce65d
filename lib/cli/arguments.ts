/**
 * Reads what stands behind a command. What a value may be is judged later, by whoever uses it.
 *
 * @module
 */

import { ASKING, type Command } from "./command.ts";
import { takes, tooMany, unknownFlag } from "./mistakes.ts";

/** What was understood. */
export interface Arguments {
  readonly flags: Record<string, string>;
  readonly words: string[];
  /** The last of `--help`, `-h` and `--version`. */
  asked?: string;
  /** The first mistake, as a sentence. */
  mistake?: string | undefined;
}

/** @param commands all there are: a flag may be one of another command */
export function readArguments(
  args: readonly string[],
  command: Command,
  commands: readonly Command[] = [command],
): Arguments {
  const read: Arguments = { flags: {}, words: [] }, { flags, words } = read;
  const rest = [...args], { words: wanted } = command;
  const flagNamed = (name: string) => command.flags.find((flag) => flag.name === name);

  /** Reads one flag, with the value behind it; returns what is wrong. */
  function readFlag(arg: string): string | undefined {
    const name = flagIn(arg), key = name.slice("--".length), flag = flagNamed(name);
    if (flag === undefined) return unknownFlag(command, name, commands);
    if (key in flags) return `Cannot use ${name} twice`;
    const joined = arg === name ? undefined : arg.slice(name.length + 1);
    if (flag.value === undefined && joined !== undefined) {
      return `Cannot give ${name} a value: it takes none`;
    }
    const value = flag.value === undefined ? "true" : joined ?? rest.shift();
    if (value === undefined || (joined === undefined && flagNamed(flagIn(value)) !== undefined)) {
      return `Cannot use ${name} without a value: type ${name} ${flag.value}`;
    }
    flags[key] = value;
    return undefined;
  }

  function readOne(arg: string): string | undefined {
    if (ASKING.includes(arg)) {
      read.asked = arg;
      return undefined;
    }
    if (arg === "--") {
      words.push(...rest.splice(0)); // whatever they look like
      if (words.length <= wanted.length && wanted.length > 0) return undefined;
      return `Unexpected ${wanted.length === 0 ? "--" : "words"}: ${takes(command)}`;
    }
    if (arg.startsWith("-") && arg !== "-") return readFlag(arg);
    return words.push(arg) > wanted.length ? tooMany(command, arg, commands) : undefined;
  }

  while (rest.length > 0) {
    const mistake = readOne(rest.shift()!);
    read.mistake ??= mistake;
  }
  const missing = wanted.slice(words.length);
  if (missing.some(({ isOptional }) => !isOptional)) {
    const [lacking, all] = [missing, wanted].map((some) => some.map(({ name }) => name));
    read.mistake ??= `Missing ${lacking!.join(" and ")}: type chat-server ${command.name} ${all!.join(" ")}`;
  }
  return read;
}

/** The flag of `--flag=value`. */
export function flagIn(arg: string): string {
  return arg.split("=", 1)[0]!;
}
