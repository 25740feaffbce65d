/**
 * What a connection can say besides text, in band: each signal travels as a line of its own through the same stream,
 * so it keeps its place among the lines. They start with NUL, which the line editor never lets through.
 *
 * @module
 */

export const SIGNAL = {
  /** A line was longer than the limit and is gone. */
  tooLong: "\0too long",
  /** A line was no text and is gone. */
  notText: "\0not text",
  /** The person asked whether anybody is there (telnet AYT). */
  areYouThere: "\0are you there",
  /** The person wants to leave: Ctrl-D on an empty line, telnet EOF or LOGOUT. */
  goodbye: "\0goodbye",
  /** The peer opened with a TLS hello. */
  tls: "\0tls",
  /** The peer opened in UTF-16. */
  utf16: "\0utf-16",
  /** The peer opened with a header of the PROXY protocol, version 2. */
  proxy: "\0proxy",
  /** The peer opened with another protocol of bytes. */
  program: "\0program",
} as const;

/** Stands in front of a line that was not UTF-8: what can be shown of it follows. */
export const MENDED = "\0mended ";

/** Stands in front of a line that was typed unseen. One that was called off comes without a text. */
export const SECRET = "\0secret ";

/** Stands in front of the name that somebody's client gave before anything was typed. */
export const NAMED = "\0named ";

/** Stands in front of the one command that somebody came for; behind it are a NUL, and the name that their client gave. */
export const ONLY = "\0only ";

/** Whether a line is a signal, or marked as one: none of them is text. */
export function isSignal(line: string): boolean {
  return line.charCodeAt(0) === 0;
}
