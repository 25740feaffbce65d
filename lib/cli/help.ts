/**
 * The help, of the program and of one command, laid out for an everyday terminal.
 *
 * @module
 */

import type { Command, Parameter } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { COMPLETION } from "./completion.ts";
import { SERVE } from "./plain_flags.ts";

/** Where lines are broken, and where what a flag is for begins, in columns. */
const WIDTH = 100, EXPLANATION = 30;

const SHOW_HELP = "Show help information.";

const FOOTER =
  "Every setting of the server can also be given in the environment (--max-guests is CHAT_MAX_GUESTS) " +
  "and in a TOML file (max-guests = 500), in that order. People connect with: telnet HOST PORT";

/** Where text may be broken: behind a space, in a usage line beside a bracket too. */
const WORDS = /(?<= )/, USAGE_PARTS = /(?<=[ [])|(?=])/;

/** What the program knows, and the flags of its server. */
export function programHelp(): string {
  return `A chat server: one file you start, and anybody with a terminal can talk.
Usage: chat-server [COMMAND] [FLAGS]

chat-server COMMAND --help tells which flags a command knows.

Commands:
${rows([...COMMANDS, { ...HELP, help: SHOW_HELP }, COMPLETION])}

${rows([{ name: "-h, --help", help: SHOW_HELP }, { name: "--version", help: "Show version information." }])}

Flags of serve:
${rows(SERVE.flags)}

${wrapped(FOOTER)}`;
}

/** What one command takes. */
export function commandHelp({ name, help, flags, words, usage, examples }: Command): string {
  const line = `Usage: chat-server ${name} ${
    usage ?? [...flags.map(usageOf), ...words.map(usageOf)].join(" ")
  }`;
  const parameters = usage === undefined ? [...words, ...flags] : [...flags, ...words];
  return `${examples === undefined ? "" : `${help}\n`}${wrapped(line, "", "Usage: ".length, USAGE_PARTS)}

${help}

${rows(parameters)}

${examples ?? wrapped(FOOTER)}`;
}

function usageOf({ name, value, isOptional = value !== undefined }: Term): string {
  return isOptional ? `[${termOf({ name, value })}]` : name;
}

/** What stands in the left column. */
type Term = Pick<Parameter, "name" | "value" | "isOptional">;

function termOf({ name, value }: Term): string {
  return value === undefined ? name : `${name} ${value}`;
}

/** Flags, words or commands with what they are for. */
function rows(all: readonly (Term & { readonly help: string })[]): string {
  const begun = (one: Term) => `  ${termOf(one).padEnd(EXPLANATION - 4)}  `;
  return all.map((one) => wrapped(one.help, begun(one), EXPLANATION)).join("\n");
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
