/**
 * How one recipient wants to be spoken to. Two colours, two languages, two line ends: eight dialects.
 *
 * @module
 */

/** The languages of the server's own sentences. */
export const LANGUAGES = ["en", "zh"] as const;

/** One language code, ISO 639-1. */
export type Language = typeof LANGUAGES[number];

/** Everything that decides how an event becomes bytes for somebody. */
export interface Dialect {
  /** Whether ANSI colours are written. */
  readonly color: boolean;
  /** The language of the server's sentences. */
  readonly language: Language;
  /** What ends a line: `\n` for programs and raw clients, `\r\n` for telnet (RFC 854). */
  readonly lineEnd: "\n" | "\r\n";
}

/** A number that is the same for equal dialects, from 0 to {@linkcode DIALECTS} - 1: the key of render caches. */
export function dialectKey(dialect: Dialect): number {
  return (LANGUAGES.indexOf(dialect.language) << 2) | (dialect.color ? 2 : 0) |
    (dialect.lineEnd === "\n" ? 0 : 1);
}

/** How many different dialects there are. */
export const DIALECTS = LANGUAGES.length * 4;
