/** The numbers of the telnet protocol, under their RFC names. @module */

/** Telnet commands: the byte after IAC (RFC 854; EOF, SUSP and ABORT from RFC 1184; EOR from RFC 885). */
export const COMMAND = {
  EOF: 236,
  SUSP: 237,
  ABORT: 238,
  EOR: 239,
  SE: 240,
  NOP: 241,
  DM: 242,
  BRK: 243,
  IP: 244,
  AO: 245,
  AYT: 246,
  EC: 247,
  EL: 248,
  GA: 249,
  SB: 250,
  WILL: 251,
  WONT: 252,
  DO: 253,
  DONT: 254,
  IAC: 255,
} as const;

/** The options this server knows; all others are refused. */
export const OPTION = {
  /** Eight-bit data, RFC 856. */
  BINARY: 0,
  /** Whoever has it on echoes what the other types, RFC 857. */
  ECHO: 1,
  /** No go-ahead after each line, RFC 858. */
  SUPPRESS_GO_AHEAD: 3,
  /** "Tell me when you get here", RFC 860. */
  TIMING_MARK: 6,
  /** "Log me out", RFC 727. */
  LOGOUT: 18,
  /** What the terminal is called, RFC 1091. */
  TERMINAL_TYPE: 24,
  /** Negotiate About Window Size, RFC 1073. */
  NAWS: 31,
} as const;

/** What a subnegotiation of TERMINAL-TYPE begins with. */
export const TERMINAL_TYPE = {
  /** A name follows. */
  IS: 0,
  /** Asks for the next name. */
  SEND: 1,
} as const;
