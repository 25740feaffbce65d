/**
 * JSON lines of the operator's log that tell of words and numbers only: byte for byte as LogTape makes them, in a
 * quarter of its time, since every connection brings one.
 *
 * @module
 */

import { filledIn, type MessageParts } from "./log_message.ts";

type Fields = Readonly<Record<string, unknown>>;

const LEVEL_NAMES = { debug: "DEBUG", info: "INFO", warning: "WARN", error: "ERROR" };

/** What JSON leaves as it is and a terminal obeys: DEL, and the controls from U+0080 to U+009F. */
const CONTROLS = /[\x7f-\x9f]/g;

/**
 * The line, its end included.
 * @returns undefined where LogTape has to make it: for an error, a field that is not there, braces that are no field's
 */
export function plainJsonLine(
  time: Date,
  level: keyof typeof LEVEL_NAMES,
  parts: MessageParts,
  fields: Fields,
): string | undefined {
  if (!arePlain(parts, fields)) return undefined;
  const message = JSON.stringify(filledIn(parts, (name) => JSON.stringify(fields[name])));
  const line = `{"@timestamp":"${time.toISOString()}","level":"${LEVEL_NAMES[level]}","message":${message},` +
    `"logger":"chat-server","properties":${JSON.stringify(fields)}}\n`;
  return line.replace(CONTROLS, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}

function arePlain(parts: MessageParts, fields: Fields): boolean {
  return parts.every((part, i) => i % 2 === 0 ? !/[{}]/.test(part) : Object.hasOwn(fields, part)) &&
    Object.values(fields).every(isPlain);
}

function isPlain(field: unknown): boolean {
  return typeof field === "string" || typeof field === "number" || typeof field === "boolean";
}
