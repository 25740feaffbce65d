/**
 * Recognises an escape sequence byte by byte (ECMA-48), wherever it is cut: arrow and function keys of raw clients,
 * colours in pasted text. It says which bytes belong to the sequence; they vanish whole.
 *
 * What a person types comes first: Alt with a key is ESC and one character, and what follows is text. So a longer
 * sequence is only taken for one where terminals and programs really send it.
 *
 * @module
 */

const CTRL_C = 0x03, CTRL_U = 0x15, CAN = 0x18, SUB = 0x1a, SPACE = 0x20, DEL = 0x7f;

/** Longest control sequence (CSI) that is waited for to end, in bytes; real ones are under 30. */
const MAX_SEQUENCE_BYTES = 64;

/** Where the sequence stands: the names are those of ECMA-48. */
const enum State {
  Closed,
  /** After ESC. */
  Start,
  /** After ESC ( or ESC ) : one of the character sets that programs choose. */
  CharacterSet,
  /** After ESC [ . */
  ControlStart,
  /** Inside ESC [ ... */
  Control,
  /** After ESC O or ESC [ [ : the letter of a key. */
  Key,
}

/** What a character after ESC begins; a character that begins nothing is all there is. */
const BEGUN_BY: Readonly<Record<string, State>> = {
  "[": State.ControlStart,
  "O": State.Key,
  "(": State.CharacterSet,
  ")": State.CharacterSet,
};

/**
 * What a byte was to an open sequence: none of its bytes, so that the sequence is over; a part of it; the second byte of
 * an introducer of a control string (ESC ] P X ^ or _); or of its end (ESC \).
 */
export type Part = "none" | "part" | "string_start" | "string_end";

/** One escape sequence at a time. A line end cancels it, so that it can never take more than the rest of a line. */
export class EscapeSequence {
  #state = State.Closed;
  #bytes = 0;

  get isOpen(): boolean {
    return this.#state !== State.Closed;
  }

  begin(): void {
    this.#state = State.Start;
    this.#bytes = 0;
  }

  cancel(): void {
    this.#state = State.Closed;
  }

  /** Takes the next byte of an open sequence. */
  take(byte: number): Part {
    const state = this.#state;
    this.cancel();
    if (byte === CTRL_C || byte === CTRL_U) return "none";
    if (byte === CAN || byte === SUB) return "part"; // ECMA-48 lets these two cancel it; the others are keys
    if (byte < SPACE || byte >= DEL) return "none";
    const character = String.fromCharCode(byte);
    switch (state) {
      case State.Start:
        return this.#afterEscape(character);
      case State.CharacterSet:
        return /[0AB]/.test(character) ? "part" : "none";
      case State.ControlStart:
      case State.Control:
        return this.#insideControl(character, state);
      default:
        return /[A-FHIMP-SXj-y]/.test(character) ? "part" : "none";
    }
  }

  #afterEscape(character: string): Part {
    if (character === "\\") return "string_end";
    if ("]PX^_".includes(character)) return "string_start";
    this.#state = BEGUN_BY[character] ?? State.Closed;
    return "part";
  }

  #insideControl(character: string, state: State): Part {
    if (++this.#bytes > MAX_SEQUENCE_BYTES) return "none";
    if (character < "@") this.#state = State.Control;
    // ESC [ [ A is how the Linux console says F1.
    else if (character === "[" && state === State.ControlStart) this.#state = State.Key;
    return "part";
  }
}
