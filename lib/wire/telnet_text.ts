/**
 * Bytes of a connection as text: what is telnet is taken out and acted on, the rest is typed into an editor.
 *
 * @module
 */

import { ForeignOpening } from "./foreign_opening.ts";
import { LineEditor } from "../terminal/line_editor.ts";
import { SIGNAL } from "../terminal/signal.ts";
import type { Translator } from "./socket_text.ts";
import { COMMAND } from "./telnet/codes.ts";
import { TelnetDecoder, type TelnetSink } from "./telnet/decoder.ts";
import { TelnetTerminal } from "./telnet/terminal.ts";
import { type Editing, TypedInput } from "./typed_input.ts";

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

export interface TelnetTextOptions {
  /** Longest line let through, in bytes without its end. */
  readonly maxLineBytes: number;
  readonly reply: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** The peer sent its first telnet command; called once. */
  readonly onTelnet: () => void;
  /** A line ended with a CR, and can be read next. */
  readonly onCarriageReturn: (isFirstLine: boolean) => void;
  /** What an editor here works with; none where lines are always edited at the client. */
  readonly editing?: Editing;
  /** Whether telnet clients in a terminal are offered one. */
  readonly offersEditor?: boolean;
}

/** Whole chunks in, whole lines out. */
export class TelnetText implements Translator, TelnetSink {
  readonly #input: TypedInput;
  readonly #decoder = new TelnetDecoder(this);
  readonly #terminal: TelnetTerminal;
  readonly #options: TelnetTextOptions;
  #hasSpokenTelnet = false;
  #opening: ForeignOpening | undefined = new ForeignOpening(); // none once it is certain what the peer speaks
  isDone = false;

  constructor(options: TelnetTextOptions) {
    this.#options = options;
    this.#input = new TypedInput(
      options.maxLineBytes,
      new LineEditor(options.maxLineBytes, options.onCarriageReturn),
      options.editing,
    );
    this.#terminal = new TelnetTerminal(options.reply, this.#input);
  }

  offerTelnet(): void {
    this.#terminal.begin(this.#options.offersEditor === true);
  }

  edit(isHere: boolean): void {
    if (this.#hasSpokenTelnet) this.#terminal.wantEditor(isHere);
    if (!this.#hasSpokenTelnet || !isHere) this.#input.echoing(isHere);
  }

  editorCame(): void {
    this.#terminal.editorCame();
    this.#input.editorCame();
  }

  translate(bytes: Uint8Array): string {
    const verdict = this.#opening?.take(bytes);
    if (verdict?.isOver) this.#opening = undefined;
    this.#decoder.decode(verdict?.text ?? bytes);
    if (verdict?.signal !== undefined) {
      this.#input.editor.signal(verdict.signal);
      this.isDone = true;
    }
    return this.#input.takeText();
  }

  finish(): string {
    if (this.#opening !== undefined) this.#decoder.decode(this.#opening.finish());
    this.#decoder.finish();
    this.#input.finish();
    return this.#input.takeText();
  }

  data(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#terminal.heardOther();
    this.#input.editor.type(bytes);
  }

  subnegotiation(said: Uint8Array): void {
    this.#terminal.subnegotiation(said);
  }

  get isEightBit(): boolean {
    return this.#input.editor.isEightBit;
  }

  get isAtLineStart(): boolean {
    return this.#input.editor.isEmpty;
  }

  command(code: number): void {
    this.#heardTelnet();
    this.#terminal.heardOther();
    const hidden = HIDDEN_BYTES.get(code);
    if (hidden !== undefined && this.#input.editor.isInsideCharacter && !this.#input.editor.isEightBit) {
      return this.#input.editor.type(Uint8Array.of(hidden));
    }
    switch (code) {
      case COMMAND.IP:
      case COMMAND.BRK:
      case COMMAND.ABORT:
      case COMMAND.EL:
        return this.#input.editor.dropLine();
      case COMMAND.EC:
        return this.#input.editor.eraseCharacter();
      case COMMAND.AYT:
        return this.#input.editor.signal(SIGNAL.areYouThere);
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
    this.#input.finish();
    this.#input.editor.signal(SIGNAL.goodbye);
  }

  #heardTelnet(): void {
    if (this.#hasSpokenTelnet) return;
    this.#hasSpokenTelnet = true;
    this.#options.onTelnet();
  }
}
