/**
 * A log that a test can read.
 *
 * @module
 */

import type { Log } from "../../lib/runtime/log.ts";

/** Keeps every message as `level: sentence` with its facts filled in. */
export class LogBook {
  readonly lines: string[] = [];

  /** What is handed to the code under test. */
  readonly log: Log = (level, sentence, facts = {}) => {
    const text = sentence.replaceAll(
      /\{(\w+)\}/g,
      (_, key) => String((facts as Record<string, unknown>)[key]),
    );
    this.lines.push(`${level}: ${text}`);
  };
}
