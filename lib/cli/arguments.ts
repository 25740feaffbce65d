/**
 * Reads what stands behind a command. What a value may be is judged later, by whoever uses it.
 *
 * @module
 */

import { ASKING, type Command, type Flag } from "./command.ts";
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
  const found: Arguments = { flags: {}, words: [] };
  const { words } = found, { name, words: wanted } = command;
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift()!;
    if (ASKING.includes(arg)) {
      found.asked = arg;
    } else if (arg === "--") {
      words.push(...rest.splice(0)); // whatever they look like
      if (wanted.length === 0) found.mistake ??= `Unexpected --: ${name} ${takes(wanted)}`;
      if (words.length > wanted.length) found.mistake ??= `Unexpected words: ${name} ${takes(wanted)}`;
    } else if (arg.startsWith("-") && arg !== "-") {
      const mistake = readFlag(arg, rest, found, command, commands);
      found.mistake ??= mistake;
    } else if (words.push(arg) > wanted.length) {
      found.mistake ??= tooMany(command, arg, commands);
    }
  }
  const missing = wanted.slice(words.length);
  if (missing.some(({ isOptional }) => !isOptional)) {
    found.mistake ??= `Missing ${missing.map(({ name }) => name).join(" and ")}: type chat-server ${name} ${
      wanted.map(({ name }) => name).join(" ")
    }`;
  }
  return found;
}

/** Reads one flag, with the value behind it; returns what is wrong. */
function readFlag(
  arg: string,
  rest: string[],
  { flags }: Arguments,
  command: Command,
  commands: readonly Command[],
): string | undefined {
  const written = flagIn(arg);
  const flagNamed = (name: string): Flag | undefined => command.flags.find((flag) => flag.name === name);
  const flag = flagNamed(written);
  if (flag === undefined) return unknownFlag(command, written, commands);
  const name = written.slice("--".length), { value } = flag;
  if (name in flags) return `Cannot use ${written} twice`;
  const joined = arg === written ? undefined : arg.slice(written.length + 1);
  if (value === undefined && joined !== undefined) {
    return `Cannot give ${written} a value: it stands alone`;
  }
  const given = value === undefined ? "true" : joined ?? rest.shift();
  if (given === undefined || (joined === undefined && flagNamed(flagIn(given)) !== undefined)) {
    return `Cannot use ${written} without a value: type ${written} ${value}`;
  }
  flags[name] = given;
  return undefined;
}

/** The flag of `--flag=value`. */
export function flagIn(arg: string): string {
  return arg.split("=", 1)[0]!;
}
