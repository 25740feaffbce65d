/**
 * The help, of the program and of one command, laid out for an everyday terminal.
 *
 * @module
 */

import type { Command, Parameter } from "./command.ts";
import { COMMANDS, HELP } from "./commands.ts";
import { COMPLETION } from "./completion.ts";

/** Where lines are broken, and where what a command or a flag is for begins, in columns. */
const WIDTH = 80, BEHIND_COMMAND = 15, BEHIND_FLAG = 30;

/** For commands that take settings. */
const FOOTER =
  "A setting of the server can also come from the environment (CHAT_MAX_GUESTS=500) or from the TOML file " +
  "(max-guests = 500). A flag wins over the environment, and the environment over the file.";

/** Where text may be broken: behind a space, in a usage line in front of a bracket. */
const WORDS = /(?<= )/, USAGE_PARTS = /(?<= )(?=\[)/;

/** What the program knows: one screen. */
export function programHelp(): string {
  const asking = [{ name: "-h, --help", help: HELP.help }, { name: "--version", help: "show the version" }];
  return `A chat server in one file: people talk there with a terminal or a browser.
Usage: chat-server [COMMAND] [FLAGS]

Commands:
${rows([...COMMANDS, HELP, COMPLETION], BEHIND_COMMAND)}

${rows(asking, BEHIND_COMMAND)}

chat-server COMMAND --help lists the flags of a command. Those of serve are the
settings, such as --port 8080. People connect with: telnet HOST PORT`;
}

/** What one command takes. */
export function commandHelp({ name, help, flags, words, usage, examples }: Command): string {
  const line = `Usage: chat-server ${name} ${
    usage ?? [...flags.map(usageOf), ...words.map(usageOf)].join(" ")
  }`;
  const parameters = usage === undefined ? [...words, ...flags] : [...flags, ...words];
  return `${wrapped(line, "", "Usage: ".length, USAGE_PARTS)}

${help}

${rows(parameters, BEHIND_FLAG)}

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
function rows(all: readonly (Term & { readonly help: string })[], column: number): string {
  const begun = (one: Term) => `  ${termOf(one).padEnd(column - 4)}  `;
  return all.map((one) => wrapped(one.help, begun(one), column)).join("\n");
}

/** Text in lines, the first one behind `begun`, the others indented. */
function wrapped(text: string, begun = "", indent = 0, parts = WORDS): string {
  let line = begun;
  const lines: string[] = [];
  for (const part of text.split(parts)) {
    if (line.length + part.trimEnd().length > WIDTH) {
      lines.push(line.trimEnd());
      line = " ".repeat(indent);
    }
    line += part;
  }
  return [...lines, line].join("\n");
}
