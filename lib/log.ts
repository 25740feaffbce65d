/**
 * What the operator reads: the one file that knows LogTape. Everybody else is handed a {@linkcode Log}.
 *
 * On a terminal lines are coloured and carry the tutorial's signs; otherwise they are plain text, or JSON lines.
 * LogTape is loaded on request, since loading it takes as long as all the rest before the first welcome; what is logged
 * before waits, and keeps its time.
 *
 * @module
 */

import type { LogRecord } from "@logtape/logtape";
import { BoundedChannel } from "./channel.ts";

/** The levels, from the quietest purpose to the loudest. */
export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

/** One log level. */
export type LogLevel = typeof LOG_LEVELS[number];

/** What a log line is about, where it has a sign of its own on a terminal. */
export type LogSign = "joined" | "left" | "said";

/** Facts behind a message; `{name}` in a message stands for the field of that name. */
export type LogFields = Readonly<Record<string, unknown>> & { readonly sign?: LogSign };

/** Writes one message of the given level. What people typed must be clean text by then. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

/** A log that says nothing. */
export const silentLog: Log = () => {};

/** How and where to log. */
export interface LogOptions {
  /** Messages below this level are left out. */
  readonly level: LogLevel;
  /** `text` for people, `json` for one JSON object a line. */
  readonly format: "text" | "json";
  /** Whether text lines are coloured and signed. */
  readonly isTerminal: boolean;
  /** Takes one finished line, its end included. Must not throw or wait. */
  readonly write: (line: string) => void;
}

const SIGNS: Readonly<Record<LogSign, readonly [colour: string, sign: string]>> = {
  joined: ["\x1b[32m", "🟢"],
  left: ["\x1b[31m", "🔴"],
  said: ["\x1b[34m", "💬"],
};

const LEVEL_COLOURS: Readonly<Record<string, string>> = {
  debug: "\x1b[2m",
  info: "\x1b[32m",
  warning: "\x1b[33m",
  error: "\x1b[31m",
};

/** Most messages that wait for LogTape; more come only from a crowd in the server's first moments. */
const MAX_WAITING = 1000;

/** A log whose lines are written from {@linkcode OpenLog.load} on. */
export interface OpenLog extends Disposable {
  /** Takes messages at any time. */
  readonly write: Log;
  /** Loads LogTape and writes what waits; may be repeated. */
  load(): Promise<void>;
}

/**
 * Opens the process's log. LogTape's configuration is global to the process, so only `main.ts` does this, once;
 * servers in tests take {@linkcode silentLog} or one of their own.
 */
export function openLog(options: LogOptions): OpenLog {
  const waiting = new BoundedChannel<readonly [at: number, ...Parameters<Log>]>({
    count: MAX_WAITING,
    cost: 1,
  });
  let at: number | undefined; // when the message being written was logged, if that was earlier
  let reset = () => {};
  let write: Log = (...entry) => void waiting.offer([Date.now(), ...entry], 0);
  async function load(): Promise<void> {
    const { configureSync, getLogger, jsonLinesFormatter, resetSync } = await import("@logtape/logtape");
    const format = options.format === "json"
      ? jsonLinesFormatter
      : options.isTerminal
      ? terminalLine
      : textLine;
    configureSync({
      reset: true,
      sinks: {
        out: (record) => options.write(format(at === undefined ? record : { ...record, timestamp: at })),
      },
      loggers: [
        { category: "chat-server", lowestLevel: options.level, sinks: ["out"] },
        // LogTape's own logger prints a notice at start unless it is told where to go.
        { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["out"] },
      ],
    });
    reset = resetSync;
    const logger = getLogger("chat-server");
    write = (level, message, fields = {}) => logger[level](message, { ...fields });
    const { items, missed } = waiting.takeAll();
    for (const [loggedAt, ...entry] of items) {
      at = loggedAt;
      write(...entry);
    }
    at = undefined;
    if (missed > 0) write("warning", "Log messages skipped in the first moments: {missed}", { missed });
  }
  let loaded: Promise<void> | undefined;
  return {
    write: (...entry) => write(...entry),
    load: () => loaded ??= load(),
    [Symbol.dispose]: () => reset(),
  };
}

function textLine(record: LogRecord): string {
  return `${new Date(record.timestamp).toISOString()} ${levelOf(record)} ${textOf(record)}\n`;
}

function terminalLine(record: LogRecord): string {
  const [colour, sign] = SIGNS[record.properties["sign"] as LogSign] ?? ["", ""];
  const level = `${LEVEL_COLOURS[record.level] ?? ""}${levelOf(record)}\x1b[0m`;
  const text = sign === "" ? textOf(record) : `${colour}${sign} ${textOf(record)}\x1b[0m`;
  return `\x1b[2m${new Date(record.timestamp).toISOString()}\x1b[0m ${level} ${text}\n`;
}

function levelOf(record: LogRecord): string {
  return record.level.toUpperCase().padEnd(7);
}

/** The message with its fields put in; errors with their causes. */
function textOf(record: LogRecord): string {
  return record.message.map((part) => part instanceof Error ? errorText(part) : String(part)).join("");
}

function errorText(error: Error): string {
  const cause = error.cause instanceof Error ? `\n  caused by ${errorText(error.cause)}` : "";
  return (error.stack ?? `${error.name}: ${error.message}`) + cause;
}
