/**
 * Takes a control string out of a line (ECMA-48: ESC ] P X ^ or _, text, and BEL or ESC \ at its end), as a pasted
 * window title or a terminal's answer has it.
 *
 * Until the end comes it may as well be a person's Alt-P with words behind it. So the text stands in the line as text,
 * and is taken out when it turns out to be a string. One without an end was none, unless it begins like a title.
 *
 * @module
 */

/** The line that such a string is in, as it is taken out of it. */
export interface LineTail {
  /** How much of the line there is up to where is typed. */
  readonly length: number;
  /** Erases what was typed after so much. */
  truncate(length: number): void;
  /** The bytes that were typed after so much. */
  since(length: number): Uint8Array;
}

const DIGIT_0 = 0x30, DIGIT_9 = 0x39, SEMICOLON = 0x3b, BRACKET = 0x5d;

/** The control string that may be under way in one line. */
export class ControlString {
  readonly #line: LineTail;
  #start: number | undefined; // how much of the line is before it
  #isCommand = false;

  /** None yet; the caller keeps the line. */
  constructor(line: LineTail) {
    this.#line = line;
  }

  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  /**
   * It may begin here.
   * @param introducer the byte after ESC
   */
  begin(introducer: number): void {
    this.#start = this.#line.length;
    this.#isCommand = introducer === BRACKET;
  }

  /** Its end has come: all of it goes. */
  end(): void {
    if (this.#start !== undefined) this.#line.truncate(this.#start);
    this.#start = undefined;
  }

  /** No end will come: the text stays, but for a command to a terminal (ESC ] number ;), which nobody types. */
  giveUp(): void {
    if (this.#start !== undefined && this.#isCommand && hasNumber(this.#line.since(this.#start))) this.end();
    this.#start = undefined;
  }
}

function hasNumber(bytes: Uint8Array): boolean {
  const digits = bytes.findIndex((byte) => byte < DIGIT_0 || byte > DIGIT_9);
  return digits > 0 && bytes[digits] === SEMICOLON;
}
