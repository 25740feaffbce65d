/**
 * A telnet terminal behind its decoder, and a protocol of both directions in words.
 *
 * @module
 */

import { TelnetDecoder } from "../../../lib/wire/telnet/decoder.ts";
import { TelnetTerminal, type TerminalNews } from "../../../lib/wire/telnet/terminal.ts";
import { bytes } from "../../support/bytes.ts";

export const IAC = 255, SB = 250, SE = 240, WILL = 251, WONT = 252, DO = 253, DONT = 254;
export const BINARY = 0, ECHO = 1, SGA = 3, TTYPE = 24, NAWS = 31;

const WORDS: Readonly<Record<number, string>> = {
  [WILL]: "WILL",
  [WONT]: "WONT",
  [DO]: "DO",
  [DONT]: "DONT",
};

const OPTIONS: Readonly<Record<number, string>> = {
  [BINARY]: "BINARY",
  [ECHO]: "ECHO",
  [SGA]: "SGA",
  [TTYPE]: "TTYPE",
  [NAWS]: "NAWS",
};

export class MetTerminal {
  /** What it has sent and what it has told, in order. */
  readonly told: string[] = [];
  readonly terminal: TelnetTerminal;
  /** Whom it tells; there is an editor unless a test says that there is none. */
  readonly news: { -readonly [Key in keyof TerminalNews]: TerminalNews[Key] };
  readonly #decoder: TelnetDecoder;

  constructor() {
    const { told } = this;
    this.news = {
      hasEditor: true,
      resized: (columns, rows) => told.push(`${columns} x ${rows}`),
      echoing: (isOn) => told.push(`echoing ${isOn}`),
      readAloud: () => told.push("read aloud"),
    };
    this.terminal = new TelnetTerminal((sent) => told.push(wordsOf(sent)), this.news);
    const { terminal } = this;
    this.#decoder = new TelnetDecoder({
      data: () => terminal.heardOther(),
      command: () => terminal.heardOther(),
      negotiate: (verb, option) => void terminal.receive(verb, option),
      subnegotiation: (said) => terminal.subnegotiation(said),
      isEightBit: false,
      isAtLineStart: true,
    });
  }

  /** Bytes come from the client. */
  hears(...parts: (string | number | Uint8Array)[]): this {
    this.#decoder.decode(bytes(...parts));
    return this;
  }

  /** What was sent and told since it was taken last. */
  take(): string[] {
    return this.told.splice(0);
  }
}

/** The same verb for some options. */
export function all(verb: number, ...options: number[]): Uint8Array {
  return Uint8Array.from(options.flatMap((option) => [IAC, verb, option]));
}

/** A name, as a client answers. */
export function named(name: string): Uint8Array {
  return bytes(IAC, SB, TTYPE, 0, name, IAC, SE);
}

/** A size, as a client tells it. */
export function sized(...said: number[]): Uint8Array {
  return bytes(IAC, SB, NAWS, ...said, IAC, SE);
}

function wordsOf(sent: Uint8Array): string {
  const [, verb, option] = sent;
  return verb === SB ? "SEND TTYPE" : `${WORDS[verb!]} ${OPTIONS[option!] ?? option}`;
}
