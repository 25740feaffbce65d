/**
 * What is wrong with a word or a flag of a command line, in one sentence that says what to type instead: the nearest
 * known one, or where there is help.
 *
 * @module
 */

import { meantText, nearestOf } from "../text/nearest.ts";
import { shown } from "../text/shown.ts";
import { ASKING, type Command } from "./command.ts";

/** What others call these flags and commands. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["-?", "--help"],
  ["-v", "--version"],
  ["-V", "--version"],
  ["version", "--version"],
  ["start", "serve"],
  ["run", "serve"],
  ["server", "serve"],
  ["status", "health"],
]);

/** Most typos in a word for which another one is suggested. */
const MAX_TYPOS = 3;

/** The sentence for a word that is no command. */
export function unknownCommand(word: string, commands: readonly Command[]): string {
  const nearest = ELSEWHERE.get(word) ?? nearestOf(word, commands.map(({ name }) => name), MAX_TYPOS);
  const meant = meantText(nearest, "chat-server help lists them");
  return `Unexpected ${shown(word)}: there is no such command; ${meant}`;
}

/** The sentence for a flag that a command has not. */
export function unknownFlag({ name, flags }: Command, flag: string, commands: readonly Command[]): string {
  const help = `chat-server ${name} --help lists those there are`;
  const owners = commands.filter(({ flags }) => flags.some(({ name }) => name === flag));
  if (owners.length > 0) {
    const list = owners.map(({ name }) => name).join(", ");
    return `Cannot use ${flag} with ${name}: it is a flag of ${list}; ${help}`;
  }
  const known = [...flags.map(({ name }) => name), ...ASKING];
  const isWord = flag.length > 4; // of -p anything may be meant
  const nearest = ELSEWHERE.get(flag) ?? known.find((name) => isWord && name.startsWith(flag)) ??
    nearestFlag(isWord ? flag.toLowerCase().replaceAll("_", "-") : "", known);
  return `Cannot use ${shown(flag)}: there is no such flag; ${meantText(nearest, help)}`;
}

/** The nearest flag by its letters: the dashes before them are nearly always right, and would hide how many are not. */
function nearestFlag(flag: string, known: readonly string[]): string | undefined {
  const letters = (name: string) => name.replace(/^-+/, "");
  const nearest = nearestOf(letters(flag), known.map(letters), MAX_TYPOS);
  return known.find((name) => letters(name) === nearest);
}

/** The sentence for a word too many. */
export function tooMany(command: Command, word: string, commands: readonly Command[]): string {
  const isCommand = commands.some(({ name }) => name === word);
  return command.words.length === 0 && isCommand
    ? `Cannot use ${command.name} and ${word} together: one command at a time`
    : `Unexpected ${shown(word)}: ${takes(command)}`;
}

/** How many words a command takes, as the end of a sentence. */
export function takes({ name, words }: Command): string {
  if (words.length === 0) return `${name} takes no words, only flags`;
  return `${name} takes ${words.length === 1 ? "one " : ""}${words.map(({ name }) => name).join(" and ")}`;
}
