/**
 * What a command takes, and what was asked for by one. Help, completion and the sentences for mistakes are made of it.
 *
 * @module
 */

import type { Flags } from "../runtime/setting.ts";

/** A flag, or a word behind a command. */
export interface Parameter {
  /** A flag with its dashes, `--max-guests`; a word as the help has it, `FILE`. */
  readonly name: string;
  /** What stands behind a flag, such as `PORT`; undefined for a switch. */
  readonly value?: string | undefined;
  readonly help: string;
  /** Of a word; flags are optional anyhow. */
  readonly isOptional?: boolean;
  /** What it may be, for completion. */
  readonly words?: readonly string[] | undefined;
  /** What the shell completes with its own means. */
  readonly place?: "file" | "folder" | undefined;
}

/** The names of the commands that do something. */
export type CommandName =
  | "serve"
  | "console"
  | "config"
  | "health"
  | "drain"
  | "fingerprint"
  | "export"
  | "backup"
  | "verify"
  | "recover"
  | "import";

/** A command; one that does something has a {@linkcode CommandName}. */
export interface Command<N extends string = string> {
  readonly name: N;
  readonly help: string;
  readonly flags: readonly Parameter[];
  readonly words: readonly Parameter[];
  /** What the usage line has behind the name, where it is not every flag: those of the server would fill the screen. */
  readonly usage?: string;
  /** How it is used, at the end of its help. */
  readonly examples?: string;
}

/** What every command knows. */
export const ASKING: readonly string[] = ["--help", "-h", "--version"];

/** What was asked for on a command line. */
export interface Request {
  readonly command: CommandName;
  readonly flags: Flags;
  readonly words: readonly string[];
}
