/**
 * Takes telnet out of a byte stream (RFC 854, 855): data goes one way, commands and negotiations the other, in the
 * order they came, wherever the chunks happen to be cut. It answers nothing and knows no option.
 *
 * A 0xFF that starts no telnet command, as raw clients in Latin-1 send it, is dropped alone; the text after it stays.
 * So is what is left of a Synch (RFC 854), IAC DM with one of them sent as urgent data, which the system keeps apart:
 * telnets of BSD's family leave a lone DM, others a lone IAC, before text or another command.
 *
 * @module
 */

import { COMMAND, OPTION } from "./codes.ts";
import { Subnegotiation } from "./subnegotiation.ts";

export interface TelnetSink {
  /** Bytes that are not telnet. The view is only valid during the call. */
  data(bytes: Uint8Array): void;
  /** A command without an argument, such as IP or AYT. */
  command(code: number): void;
  /** WILL, WONT, DO or DONT with its option. */
  negotiate(verb: number, option: number): void;
  /**
   * A subnegotiation came: its option and what was said, with each doubled 0xFF undone. Empty where it was broken off or
   * too long. The view is only valid during the call.
   */
  subnegotiation(said: Uint8Array): void;
  /** Whether the peer types in an eight-bit character set: then 0xFF, doubled, is a letter whatever follows. */
  readonly isEightBit: boolean;
  /** Whether nothing is typed since the last line end. */
  readonly isAtLineStart: boolean;
}

/** Longest subnegotiation that is waited for to end, in bytes; what follows a longer one counts as data again. */
export const MAX_SUBNEGOTIATION_BYTES = 64 * 1024;

/** How many 0xFF in a row are looked at together; an even number, so that pairs stay pairs. */
const MAX_IACS = 64;

const enum State {
  Data,
  /** After IAC, or several in a row. */
  Command,
  /** After a lone DM inside a line: what a Synch has left if IAC follows, else a letter in eight bits. */
  Mark,
  /** After IAC and a command that may as well begin a UTF-8 character behind a lone IAC. */
  Lead,
  /** After IAC and WILL, WONT, DO or DONT. */
  Option,
  /** After IAC SB. */
  Sub,
  /** After IAC inside a subnegotiation. */
  SubCommand,
}

const ESCAPED_IACS = new Uint8Array(MAX_IACS / 2).fill(COMMAND.IAC);

const NOTHING = new Uint8Array(0);

const MARK = Uint8Array.of(COMMAND.DM);

/** What people interrupt with, at the end of which a telnet puts its Synch. */
const INTERRUPTS: ReadonlySet<number> = new Set([
  COMMAND.BRK,
  COMMAND.IP,
  COMMAND.AO,
  COMMAND.SUSP,
  COMMAND.ABORT,
]);

/** The commands that also are first bytes of UTF-8 characters in use, and can wait for the next byte. */
const LEADS: ReadonlySet<number> = new Set([COMMAND.SUSP, COMMAND.ABORT, COMMAND.EOR, COMMAND.SE]);

export class TelnetDecoder {
  readonly #sink: TelnetSink;
  #state = State.Data;
  #iacs = 0; // in a row, in the state Command
  #verb = 0; // or the command held, in the state Lead
  #hasSpoken = false; // a telnet command has come
  #isInterrupted = false; // the last that came was an interrupt and its TIMING-MARK
  #sub: Subnegotiation | undefined; // in the states Sub and SubCommand

  constructor(sink: TelnetSink) {
    this.#sink = sink;
  }

  decode(chunk: Uint8Array): void {
    if (this.#state === State.Data && !chunk.includes(COMMAND.IAC) && !chunk.includes(COMMAND.DM)) {
      this.#isInterrupted = false;
      return this.#sink.data(chunk);
    }
    let start = 0; // of the data not handed on yet
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      switch (this.#state) {
        case State.Mark:
        case State.Lead:
          if (this.#state === State.Lead) this.#endLead(byte);
          else this.#endMark(byte);
          start = i;
          // falls through: the byte stands for itself
        case State.Data:
          if (byte === COMMAND.DM) {
            this.#data(chunk, start, i);
            start = this.#isMark() ? i + 1 : i;
            break;
          }
          if (byte !== COMMAND.IAC) break;
          this.#data(chunk, start, i);
          this.#state = State.Command;
          this.#iacs = 1;
          start = i + 1;
          break;
        case State.Command:
          start = this.#afterIacs(byte) ? i + 1 : i;
          break;
        case State.Option:
          this.#state = State.Data;
          this.#isInterrupted &&= this.#verb === COMMAND.DO && byte === OPTION.TIMING_MARK;
          this.#hasSpoken = true;
          this.#sink.negotiate(this.#verb, byte);
          start = i + 1;
          break;
        case State.Sub:
          if (byte === COMMAND.IAC) this.#state = State.SubCommand;
          else this.#say(byte, 1);
          start = i + 1;
          break;
        default:
          this.#state satisfies State.SubCommand;
          start = i + 1;
          if (byte === COMMAND.IAC) this.#say(byte, 2);
          else if (byte === COMMAND.SE) this.#endSub(this.#sub!.said);
          else { // what is no part of a subnegotiation breaks it off
            this.#endSub(NOTHING);
            if (!this.#afterIac(byte)) start = i;
          }
      }
    }
    if (this.#state === State.Data) this.#data(chunk, start, chunk.length);
  }

  /** The input has ended: what was held back is what it looks like. */
  finish(): void {
    if (this.#state === State.Command) this.#letters(this.#iacs >> 1);
    else if (this.#state === State.Lead) this.#endLead(0);
    else if (this.#state === State.Mark) this.#endMark(0);
    this.#state = State.Data;
    this.#sub = undefined;
  }

  /** Takes a lone DM for the mark of a Synch where it can be one; false means it is text and is still to be handed on. */
  #isMark(): boolean {
    if (this.#sink.isEightBit) return false;
    if (this.#isInterrupted || this.#hasSpoken && this.#sink.isAtLineStart) this.#command(COMMAND.DM);
    else this.#state = State.Mark;
    return true;
  }

  #endMark(byte: number): void {
    this.#state = State.Data;
    if (byte === COMMAND.IAC) this.#command(COMMAND.DM);
    else this.#data(MARK, 0, 1);
  }

  /**
   * Acts on the byte after one or more IAC; false means it was text and is still to be handed on. Doubled, they are the
   * byte 0xFF; but in UTF-8 there is no such byte, so in front of a command they are what Synchs have left.
   */
  #afterIacs(byte: number): boolean {
    if (byte === COMMAND.IAC) {
      if (++this.#iacs < MAX_IACS) return true;
      this.#state = State.Data;
      this.#letters(MAX_IACS / 2);
      return true;
    }
    const isCommand = byte >= COMMAND.EOF;
    const areLetters = this.#iacs > 1 && (!isCommand || this.#sink.isEightBit);
    if (areLetters) this.#letters(this.#iacs >> 1);
    if (areLetters && this.#iacs % 2 === 0) {
      this.#state = State.Data;
      return false;
    }
    return this.#afterIac(byte);
  }

  /** Acts on the byte after IAC; false means it was text and is still to be handed on. */
  #afterIac(byte: number): boolean {
    this.#state = State.Data;
    if (byte === COMMAND.IAC) this.#letters(1);
    else if (byte >= COMMAND.WILL) {
      this.#verb = byte;
      this.#state = State.Option;
    } else if (byte === COMMAND.SB) {
      this.#sub = new Subnegotiation();
      this.#state = State.Sub;
      this.#isInterrupted = false;
    } else if (LEADS.has(byte) || byte === COMMAND.EOF && this.#isInterrupted) {
      this.#verb = byte;
      this.#state = State.Lead;
    } else if (byte >= COMMAND.EOF) this.#command(byte);
    else return false;
    return true;
  }

  /** The byte behind the one held tells: inside a character of UTF-8 it continues it. */
  #endLead(byte: number): void {
    this.#state = State.Data;
    if (byte >= 0x80 && byte < 0xc0) this.#sink.data(Uint8Array.of(this.#verb));
    else this.#command(this.#verb);
  }

  #command(code: number): void {
    this.#hasSpoken = true;
    this.#isInterrupted = INTERRUPTS.has(code);
    this.#sink.command(code);
  }

  /** So many bytes 0xFF. */
  #letters(count: number): void {
    this.#data(ESCAPED_IACS, 0, count);
  }

  #say(byte: number, sentAs: number): void {
    this.#state = State.Sub;
    this.#sub!.add(byte, sentAs);
    if (this.#sub!.sentBytes >= MAX_SUBNEGOTIATION_BYTES) this.#endSub(NOTHING);
  }

  #endSub(said: Uint8Array): void {
    this.#state = State.Data;
    this.#sub = undefined;
    this.#sink.subnegotiation(said);
  }

  #data(chunk: Uint8Array, start: number, end: number): void {
    if (start >= end) return;
    this.#isInterrupted = false;
    this.#sink.data(chunk.subarray(start, end));
  }
}
