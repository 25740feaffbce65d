/**
 * What a connection can say besides text, in band: each signal travels as a line of its own through the same stream,
 * so it keeps its place among the lines. They start with NUL, which the line editor never lets through.
 *
 * @module
 */

/** The signal lines. */
export const SIGNAL = {
  /** A line was longer than the limit and is gone. */
  tooLong: "\0too long",
  /** A line was not valid UTF-8 and is gone. */
  notText: "\0not text",
  /** The person asked whether anybody is there (telnet AYT). */
  areYouThere: "\0are you there",
  /** The person wants to leave: Ctrl-D on an empty line, telnet EOF or LOGOUT. */
  goodbye: "\0goodbye",
  /** The peer opened with a TLS hello. */
  tls: "\0tls",
} as const;
