/**
 * From a socket to lines: bytes, telnet decoder, line editor, `TextLineStream`. Out come the lines a person meant, and the
 * signals of `terminal/signal.ts` between them. Answers to telnet negotiations leave through `reply`.
 *
 * Telnet options are offered only on evidence that the peer speaks telnet; raw clients never see a telnet byte.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { Clock } from "../runtime/clock.ts";
import { ForeignOpening } from "./foreign_opening.ts";
import type { KeyEditor } from "../terminal/key_editor.ts";
import { LineEditor } from "../terminal/line_editor.ts";
import { SIGNAL } from "../terminal/signal.ts";
import { type ByteSource, type ReadingMeter, socketText, type Translator } from "./socket_text.ts";
import { COMMAND } from "./telnet/codes.ts";
import { TelnetDecoder, type TelnetSink } from "./telnet/decoder.ts";
import { TelnetTerminal, type TerminalNews } from "./telnet/terminal.ts";

/**
 * Bytes inside UTF-8 characters that a stock Linux telnet takes for its own control keys until BINARY is on, by the
 * command it sends instead: it compares them with bit 7 left aside (83 with Ctrl-C, 8f with Ctrl-O, 9c with Ctrl-\).
 * Nobody presses a key inside a character, so there such a command is the byte it hides.
 */
const HIDDEN_BYTES: ReadonlyMap<number, number> = new Map([
  [COMMAND.IP, 0x83],
  [COMMAND.AO, 0x8f],
  [COMMAND.BRK, 0x9c],
]);

export interface LinePipeOptions {
  /** Longest line let through, in bytes without its end. */
  readonly maxLineBytes: number;
  readonly reply: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** A flood pauses by it; the machine's own unless given. */
  readonly clock?: Clock;
  readonly meter?: ReadingMeter;
  /** The peer sent its first telnet command; called once. */
  readonly onTelnet: () => void;
  /** A line ended with a CR, and can be read next. */
  readonly onCarriageReturn: (isFirstLine: boolean) => void;
}

export interface LinePipe {
  /** Lines and signals, in the order they were typed. Cancelling it stops the reading. */
  readonly lines: ReadableStream<string>;
  /** Offers what makes telnet clean for UTF-8 (IAC DO BINARY, RFC 856); may be repeated, is sent once. */
  offerTelnet(): void;
}

/** Pipes a socket into lines. The caller keeps the socket. */
export function linesOf(socket: ByteSource, options: LinePipeOptions): LinePipe {
  const translator = new TelnetText(options);
  return {
    lines: socketText(socket, translator, new TextLineStream(), options.clock, options.meter),
    offerTelnet: () => translator.offerTelnet(),
  };
}

/** Lines are edited at the client. */
const NO_EDITOR: TerminalNews = { resized() {}, echoing() {}, readAloud() {} };

/** Telnet decoder and line editor as one stage: whole chunks in, whole lines out. */
class TelnetText implements Translator, TelnetSink {
  readonly #editor: LineEditor | KeyEditor;
  readonly #decoder = new TelnetDecoder(this);
  readonly #terminal: TelnetTerminal;
  readonly #onTelnet: () => void;
  #hasSpokenTelnet = false;
  #opening: ForeignOpening | undefined = new ForeignOpening(); // none once it is certain what the peer speaks
  isDone = false;

  constructor(options: LinePipeOptions) {
    this.#editor = new LineEditor(options.maxLineBytes, options.onCarriageReturn);
    this.#terminal = new TelnetTerminal(options.reply, NO_EDITOR);
    this.#onTelnet = options.onTelnet;
  }

  offerTelnet(): void {
    this.#terminal.begin(false);
  }

  translate(bytes: Uint8Array): string {
    const verdict = this.#opening?.take(bytes);
    if (verdict?.isOver) this.#opening = undefined;
    this.#decoder.decode(verdict?.text ?? bytes);
    if (verdict?.signal !== undefined) {
      this.#editor.signal(verdict.signal);
      this.isDone = true;
    }
    return this.#editor.takeText();
  }

  finish(): string {
    if (this.#opening !== undefined) this.#decoder.decode(this.#opening.finish());
    this.#decoder.finish();
    this.#editor.finish();
    return this.#editor.takeText();
  }

  data(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#terminal.heardOther();
    this.#editor.type(bytes);
  }

  subnegotiation(said: Uint8Array): void {
    this.#terminal.subnegotiation(said);
  }

  get isEightBit(): boolean {
    return this.#editor.isEightBit;
  }

  get isAtLineStart(): boolean {
    return this.#editor.isEmpty;
  }

  command(code: number): void {
    this.#heardTelnet();
    this.#terminal.heardOther();
    const hidden = HIDDEN_BYTES.get(code);
    if (hidden !== undefined && this.#editor.isInsideCharacter && !this.#editor.isEightBit) {
      return this.#editor.type(Uint8Array.of(hidden));
    }
    switch (code) {
      case COMMAND.IP:
      case COMMAND.BRK:
      case COMMAND.ABORT:
      case COMMAND.EL:
        return this.#editor.dropLine();
      case COMMAND.EC:
        return this.#editor.eraseCharacter();
      case COMMAND.AYT:
        return this.#editor.signal(SIGNAL.areYouThere);
      case COMMAND.EOF:
        return this.#leave();
    }
  }

  negotiate(verb: number, option: number): void {
    this.#heardTelnet();
    if (this.#terminal.receive(verb, option) === "logout") this.#leave();
  }

  /** The end of input, said by telnet: a half-typed line counts as said. */
  #leave(): void {
    this.#editor.finish();
    this.#editor.signal(SIGNAL.goodbye);
  }

  #heardTelnet(): void {
    if (this.#hasSpokenTelnet) return;
    this.#hasSpokenTelnet = true;
    this.#onTelnet();
  }
}
