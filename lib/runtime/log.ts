/**
 * What the operator reads: the one file that knows LogTape. All others are handed a {@linkcode Log}.
 *
 * On a terminal lines are coloured and carry the tutorial's signs; otherwise they are plain text, or JSON lines.
 * Lines for people are made here. LogTape makes the JSON lines that tell of more than words and numbers, and is loaded
 * before the log is handed out: a running server may have no descriptor left to load anything with, and Deno would end
 * the process then.
 *
 * @module
 */

import { plainJsonLine } from "./json_log_line.ts";
import { filledIn, rememberedParts } from "./log_message.ts";
import { readable } from "./stack.ts";

/** The least important first. */
export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

export type LogLevel = typeof LOG_LEVELS[number];

/** What a log line is about, where it has a sign of its own on a terminal. */
export type LogSign = "joined" | "left" | "said";

/** Facts behind a message; `{name}` in a message stands for the field of that name. */
export type LogFields = Readonly<Record<string, unknown>> & { readonly sign?: LogSign };

/** Writes one message of the given level. What people typed must be clean text by then. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

export const silentLog: Log = () => {};

/** A log that leaves out what is below a level, which may change at any time. */
export function atLevel(log: Log, level: () => LogLevel): Log {
  return (its, message, fields) => {
    if (!isBelow(its, level())) log(its, message, fields);
  };
}

function isBelow(level: LogLevel, lowest: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(lowest);
}

export interface LogOptions {
  readonly level: LogLevel;
  /** `text` for people, `json` for one JSON object a line. */
  readonly format: "text" | "json";
  /** Whether text lines are coloured and signed. */
  readonly isTerminal: boolean;
  /** Takes one whole line with its end. Must not throw or wait. */
  readonly write: (line: string) => void;
}

const SIGNS: Readonly<Record<LogSign, readonly [colour: string, sign: string]>> = {
  joined: ["\x1b[32m", "🟢"],
  left: ["\x1b[31m", "🔴"],
  said: ["\x1b[34m", "💬"],
};

/** Of seven letters each, so that what is said stands in a column. */
const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = {
  debug: "DEBUG  ",
  info: "INFO   ",
  warning: "WARNING",
  error: "ERROR  ",
};

const LEVEL_COLOURS: Readonly<Record<LogLevel, string>> = {
  debug: "\x1b[2m",
  info: "\x1b[32m",
  warning: "\x1b[33m",
  error: "\x1b[31m",
};

/** An open log; disposing it gives LogTape back to the process, where it was taken. */
export interface OpenLog extends Disposable {
  readonly write: Log;
}

/** LogTape's configuration is global to the process, so only `main.ts` opens a log, once; tests take another. */
export async function openLog(options: LogOptions): Promise<OpenLog> {
  if (options.format === "json") return await openJsonLog(options);
  return { write: textLog(options), [Symbol.dispose]() {} };
}

async function openJsonLog({ level: lowestLevel, write }: LogOptions): Promise<OpenLog> {
  const { configureSync, getLogger, jsonLinesFormatter, resetSync } = await import("@logtape/logtape");
  configureSync({
    reset: true,
    sinks: { out: (record) => write(jsonLinesFormatter(record)) },
    loggers: [
      { category: "chat-server", lowestLevel, sinks: ["out"] },
      // LogTape's own logger prints a notice at start unless it is told where to go.
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["out"] },
    ],
  });
  const logger = getLogger("chat-server");
  const partsOf = rememberedParts();
  return {
    write: (level, message, fields = {}) => {
      if (isBelow(level, lowestLevel)) return;
      const line = plainJsonLine(new Date(), level, partsOf(message), fields);
      if (line === undefined) logger[level](message, told(fields));
      else write(line);
    },
    [Symbol.dispose]: () => resetSync(),
  };
}

function textLog({ level: lowest, isTerminal, write }: LogOptions): Log {
  const partsOf = rememberedParts();
  const lineOf = isTerminal ? terminalLine : textLine;
  return (level, message, fields = {}) => {
    if (isBelow(level, lowest)) return;
    const text = filledIn(partsOf(message), (name) => shown(fields[name]));
    write(lineOf(new Date().toISOString(), level, text, fields.sign));
  };
}

function textLine(time: string, level: LogLevel, text: string): string {
  return `${time} ${LEVEL_WORDS[level]} ${text}\n`;
}

function terminalLine(time: string, level: LogLevel, text: string, kind: LogSign | undefined): string {
  const [colour, sign] = (kind && SIGNS[kind]) ?? ["", ""];
  const signed = sign === "" ? text : `${colour}${sign} ${text}\x1b[0m`;
  return `\x1b[2m${time}\x1b[0m ${LEVEL_COLOURS[level]}${LEVEL_WORDS[level]}\x1b[0m ${signed}\n`;
}

/** Fields as they can be written, errors among them. */
function told(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const field of Object.values(fields)) if (field instanceof Error) readable(field);
  return { ...fields };
}

/** A field as it stands in a message; errors with their causes. */
function shown(field: unknown): string {
  return field instanceof Error ? errorText(readable(field)) : String(field);
}

function errorText(error: Error): string {
  const cause = error.cause instanceof Error ? `\n  caused by ${errorText(error.cause)}` : "";
  return (error.stack ?? `${error.name}: ${error.message}`) + cause;
}
