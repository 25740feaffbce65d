/**
 * Values of files, flags and the environment as a sentence quotes them.
 *
 * @module
 */

import { quoted } from "./quoted.ts";
import { cleanText } from "./clean_text.ts";

/** Most characters shown of a value. */
const MAX_SHOWN = 40;

/** A value as JSON has it, on one line, harmless and short; `missing` where there is none. */
export function shown(value: unknown): string {
  return value === undefined ? "missing" : quoted(cleanText(JSON.stringify(value)), MAX_SHOWN);
}
