/**
 * Takes telnet out of a byte stream (RFC 854, 855): data goes one way, commands and negotiations the other, in the
 * order they came, wherever the chunks happen to be cut. It answers nothing and knows no option.
 *
 * A 0xFF that starts no telnet command, as raw clients in Latin-1 send it, is dropped alone; the text after it stays.
 *
 * @module
 */

import { COMMAND } from "./telnet_codes.ts";

/** Where the decoder puts what it finds. */
export interface TelnetSink {
  /** Bytes that are not telnet. The view is only valid during the call. */
  data(bytes: Uint8Array): void;
  /** A command without an argument, such as IP or AYT. */
  command(code: number): void;
  /** WILL, WONT, DO or DONT with its option. */
  negotiate(verb: number, option: number): void;
}

/** Longest subnegotiation that is waited for to end, in bytes; what follows a longer one counts as data again. */
export const MAX_SUBNEGOTIATION_BYTES = 64 * 1024;

const enum State {
  Data,
  /** After IAC. */
  Command,
  /** After IAC and WILL, WONT, DO or DONT. */
  Option,
  /** After IAC SB. */
  Sub,
  /** After IAC inside a subnegotiation. */
  SubCommand,
}

const ESCAPED_IAC = Uint8Array.of(COMMAND.IAC);

/** A telnet decoder for one connection. */
export class TelnetDecoder {
  readonly #sink: TelnetSink;
  #state = State.Data;
  #verb = 0;
  #subBytes = 0;

  /** A decoder at the start of a connection, which puts what it finds into the sink. */
  constructor(sink: TelnetSink) {
    this.#sink = sink;
  }

  /** Decodes the next bytes of the connection. */
  decode(chunk: Uint8Array): void {
    if (this.#state === State.Data && !chunk.includes(COMMAND.IAC)) return this.#sink.data(chunk);
    let start = 0; // of the data not handed on yet
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      switch (this.#state) {
        case State.Data:
          if (byte !== COMMAND.IAC) break;
          this.#data(chunk, start, i);
          this.#state = State.Command;
          start = i + 1;
          break;
        case State.Command:
          start = this.#afterIac(byte) ? i + 1 : i;
          break;
        case State.Option:
          this.#state = State.Data;
          this.#sink.negotiate(this.#verb, byte);
          start = i + 1;
          break;
        case State.Sub:
          if (byte === COMMAND.IAC) this.#state = State.SubCommand;
          else this.#skip(1);
          start = i + 1;
          break;
        default:
          this.#state satisfies State.SubCommand;
          start = i + 1;
          if (byte === COMMAND.IAC) this.#skip(2);
          else if (byte === COMMAND.SE) this.#state = State.Data;
          else if (!this.#afterIac(byte)) start = i; // what is no part of a subnegotiation ends it
      }
    }
    if (this.#state === State.Data) this.#data(chunk, start, chunk.length);
  }

  /** Acts on the byte after IAC; false means it was text and is still to be handed on. */
  #afterIac(byte: number): boolean {
    this.#state = State.Data;
    if (byte === COMMAND.IAC) this.#sink.data(ESCAPED_IAC);
    else if (byte >= COMMAND.WILL) {
      this.#verb = byte;
      this.#state = State.Option;
    } else if (byte === COMMAND.SB) {
      this.#subBytes = 0;
      this.#state = State.Sub;
    } else if (byte >= COMMAND.EOF) this.#sink.command(byte);
    else return false;
    return true;
  }

  /** Counts bytes of a subnegotiation, and gives it up where they are too many. */
  #skip(bytes: number): void {
    this.#subBytes += bytes;
    this.#state = this.#subBytes >= MAX_SUBNEGOTIATION_BYTES ? State.Data : State.Sub;
  }

  #data(chunk: Uint8Array, start: number, end: number): void {
    if (start < end) this.#sink.data(chunk.subarray(start, end));
  }
}
