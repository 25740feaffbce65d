/**
 * The help, of the program and of one command, laid out for an everyday terminal.
 *
 * @module
 */

import { COMPLETION } from "./completion.ts";
import type { Command } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { SERVE } from "./plain_flags.ts";

/** Where lines are broken, and where the explanation of a flag begins, in columns. */
const WIDTH = 100, EXPLANATION = 30;

const FOOTER =
  "Every setting of the server can also be given in the environment (--max-guests is CHAT_MAX_GUESTS) " +
  "and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT";

/** Where text may be broken: behind a space, in a usage line beside a bracket too. */
const WORDS = /(?<= )/, USAGE_PARTS = /(?<=[ [])|(?=])/;

/** What the program knows, and the flags of its server. */
export function programHelp(): string {
  return [
    "A chat server: one file you start, and anybody with a terminal can talk.",
    "Usage: chat-server [COMMAND] [FLAGS]",
    "",
    "chat-server COMMAND --help tells which flags a command knows.",
    "",
    "Commands:",
    ...COMMANDS.map(({ name, help }) => row(name, help)),
    row(HELP.name, "Show help information."),
    row(COMPLETION.name, "Generate shell completion script or provide completions."),
    "",
    row("-h, --help", "Show help information."),
    row("--version", "Show version information."),
    "",
    "Flags of serve:",
    ...flagRows(SERVE),
    "",
    wrapped(FOOTER),
  ].join("\n");
}

/** What one command takes. */
export function commandHelp(command: Command): string {
  const { name, help, words, usage, examples } = command;
  const wordRows = words.map(({ name, help }) => row(name, help));
  return [
    ...(examples === undefined ? [] : [help]),
    wrapped(`Usage: chat-server ${name} ${usage ?? usageOf(command)}`, "", "Usage: ".length, USAGE_PARTS),
    "",
    help,
    "",
    ...(usage === undefined ? [...wordRows, ...flagRows(command)] : [...flagRows(command), ...wordRows]),
    "",
    examples ?? wrapped(FOOTER),
  ].join("\n");
}

function flagRows({ flags }: Command): string[] {
  return flags.map(({ name, value, help }) => row(value === undefined ? name : `${name} ${value}`, help));
}

function usageOf({ flags, words }: Command): string {
  return [
    ...flags.map(({ name, value }) => `[${name} ${value}]`),
    ...words.map(({ name, isOptional }) => isOptional ? `[${name}]` : name),
  ].join(" ");
}

/** A flag, a word or a command with what it is for. */
function row(term: string, help: string): string {
  return wrapped(help, `  ${term.padEnd(EXPLANATION - 4)}  `, EXPLANATION);
}

/** Text in lines, the first one behind `begun`, the others indented. */
function wrapped(text: string, begun = "", indent = 0, parts = WORDS): string {
  let line = begun;
  const lines: string[] = [];
  for (const part of text.split(parts)) {
    if (line.length + part.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent);
    }
    line += part;
  }
  return [...lines, line].join("\n");
}
