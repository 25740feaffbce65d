/**
 * A telnet client in a terminal, between a guest and the server: it leaves the editing to the server, and takes out what
 * the server draws, so that the guest hears the same bytes as everybody else. It keeps what is drawn of the input.
 *
 * It knows nothing but what our server sends, since a real terminal would cost more than the server that is measured.
 *
 * @module
 */

import { type Line, writeAll } from "./connection.ts";

const IAC = 255, SB = 250, SE = 240, WILL = 251, WONT = 252, DO = 253, DONT = 254;
const BINARY = 0, ECHO = 1, SUPPRESS_GO_AHEAD = 3, TERMINAL_TYPE = 24, NAWS = 31, IS = 0;
const CR = 0x0d, ESC = 0x1b, BRACKET = 0x5b, AT = 0x40;

/** Between these two stands the input: ESC [ ? 7 l and ESC [ ? 7 h, by their last three bytes. */
const DRAWING_BEGINS = 0x3f376c, DRAWING_ENDS = 0x3f3768;

/** Most bytes of an input: a row of 80 columns. */
const INPUT_BYTES = 80;

/** Says that it speaks telnet, before it is asked. */
const OPENING = Uint8Array.of(IAC, WILL, BINARY);

/** Answers by the end of what is asked: verb and option, or the option and SEND of a subnegotiation. */
const ANSWERS: ReadonlyMap<number, Uint8Array> = new Map([
  [DO << 8 | NAWS, Uint8Array.of(IAC, WONT, NAWS)],
  [DO << 8 | TERMINAL_TYPE, Uint8Array.of(IAC, WILL, TERMINAL_TYPE)],
  [WILL << 8 | ECHO, Uint8Array.of(IAC, DO, ECHO)],
  [WILL << 8 | SUPPRESS_GO_AHEAD, Uint8Array.of(IAC, DO, SUPPRESS_GO_AHEAD)],
  [
    SB << 8 | TERMINAL_TYPE,
    Uint8Array.of(IAC, SB, TERMINAL_TYPE, IS, ...new TextEncoder().encode("xterm"), IAC, SE),
  ],
]);

const enum State {
  Text,
  /** After ESC. */
  Escape,
  /** After ESC [ . */
  Control,
  /** After IAC. */
  Command,
  /** After IAC and a verb, or SB. */
  Option,
  /** In a subnegotiation. */
  Sub,
}

export class TelnetTerminal implements Line {
  readonly #socket: Line;
  readonly #input = new Uint8Array(INPUT_BYTES);
  #inputBytes = 0;
  #isDrawing = false;
  #state = State.Text;
  #sequence = 0; // its last bytes, or the verb of a telnet command

  private constructor(socket: Line) {
    this.#socket = socket;
  }

  /** Tells the server that it speaks telnet. The caller keeps the socket. */
  static async open(socket: Line): Promise<TelnetTerminal> {
    await writeAll(socket, OPENING);
    return new TelnetTerminal(socket);
  }

  /** What was drawn of the input last, behind its prompt. */
  get input(): string {
    return new TextDecoder().decode(this.#input.subarray(0, this.#inputBytes));
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#socket.write(bytes);
  }

  /** Reads text only. */
  async read(into: Uint8Array): Promise<number | null> {
    for (;;) {
      const count = await this.#socket.read(into);
      const kept = count && this.#takeOut(into, count);
      if (kept !== 0) return kept;
    }
  }

  /** Takes out what is no text, in place; returns how many bytes are left. */
  #takeOut(bytes: Uint8Array, count: number): number {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const byte = bytes[at]!;
      if (this.#state !== State.Text) this.#takeSequence(byte);
      else if (byte === ESC) this.#state = State.Escape;
      else if (byte === IAC) this.#state = State.Command;
      else if (this.#isDrawing) this.#input[this.#inputBytes++] = byte;
      else if (byte !== CR) bytes[kept++] = byte;
    }
    return kept;
  }

  #takeSequence(byte: number): void {
    switch (this.#state) {
      case State.Escape:
        this.#state = byte === BRACKET ? State.Control : State.Text;
        this.#sequence = 0;
        return;
      case State.Control:
        this.#sequence = (this.#sequence << 8 | byte) & 0xffffff;
        if (byte >= AT) this.#endControl();
        return;
      case State.Command:
        this.#sequence = byte;
        this.#state = byte >= SB && byte <= DONT ? State.Option : State.Text;
        return;
      case State.Option:
        this.#state = this.#sequence === SB ? State.Sub : State.Text;
        this.#answer(this.#sequence << 8 | byte);
        return;
      default:
        if (byte === SE) this.#state = State.Text;
    }
  }

  #endControl(): void {
    this.#state = State.Text;
    if (this.#sequence === DRAWING_ENDS) this.#isDrawing = false;
    if (this.#sequence !== DRAWING_BEGINS) return;
    this.#isDrawing = true;
    this.#inputBytes = 0;
  }

  #answer(asked: number): void {
    const answer = ANSWERS.get(asked);
    if (answer !== undefined) writeAll(this.#socket, answer).catch(() => {}); // gone: the next read tells
  }
}
