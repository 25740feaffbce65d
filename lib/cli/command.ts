/**
 * What a command takes, and what was asked for by one. Help, completion and the sentences for mistakes are made of it.
 *
 * @module
 */

/** What the shell completes with its own means. */
export type Place = "file" | "folder";

/** One flag. */
export interface Flag {
  /** With its dashes: `--max-guests`. */
  readonly name: string;
  /** What stands behind it, such as `PORT`; undefined for a switch. */
  readonly value?: string | undefined;
  readonly help: string;
  /** Words it may have behind it, for completion. */
  readonly words?: readonly string[] | undefined;
  readonly place?: Place | undefined;
}

/** One word that a command takes. */
export interface Word {
  /** Such as `FILE`. */
  readonly name: string;
  readonly help: string;
  readonly isOptional?: boolean;
  readonly words?: readonly string[] | undefined;
  readonly place?: Place | undefined;
}

/** The commands that do something, but for telling of others. */
export type CommandName =
  | "serve"
  | "console"
  | "config"
  | "health"
  | "export"
  | "backup"
  | "verify"
  | "recover"
  | "import";

/** One command. */
export interface Command<Name extends string = string> {
  readonly name: Name;
  readonly help: string;
  readonly flags: readonly Flag[];
  readonly words: readonly Word[];
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
  /** By their names without dashes; a switch is `true`. */
  readonly flags: Flags;
  readonly words: readonly string[];
}

/** Flags as they were typed, by their names without dashes: `{"max-guests": "5"}`. */
export type Flags = Readonly<Record<string, string>>;
