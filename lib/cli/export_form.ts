/**
 * A form in which kept lines leave the program.
 *
 * @module
 */

import type { Message } from "../model/message.ts";

export const EXPORT_FORMATS = ["text", "jsonl", "html"] as const;

/** The name of a form. */
export type ExportFormat = typeof EXPORT_FORMATS[number];

/** One form. */
export interface ExportForm {
  /** What comes before all lines. */
  readonly head: string;
  /** Some lines, each with its end. */
  page(messages: readonly Message[]): string;
  /** What comes after all lines. */
  readonly foot: string;
}
