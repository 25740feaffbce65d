/**
 * Recognises an escape sequence byte by byte (ECMA-48), wherever it is cut: arrow and function keys of raw clients,
 * colours in pasted text. It says which bytes belong to the sequence; they vanish whole.
 *
 * What a person types comes first: Alt with a key is ESC and one character, and what follows is text. So a longer
 * sequence is only taken for one where terminals and programs really send it.
 *
 * @module
 */

const CAN = 0x18,
  SUB = 0x1a,
  SPACE = 0x20,
  BRACKET = 0x5b,
  DEL = 0x7f;
const CTRL_C = 0x03, CTRL_U = 0x15;

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

/**
 * What a byte was to an open sequence: none of its bytes, so that the sequence is over; a part of it; the second byte of
 * an introducer of a control string (ESC ] P X ^ or _); or of its end (ESC \).
 */
export type Part = "none" | "part" | "string_start" | "string_end";

/** One escape sequence at a time. A line end cancels it, so that it can never take more than the rest of a line. */
export class EscapeSequence {
  #state = State.Closed;
  #bytes = 0;

  /** Whether a sequence is under way. */
  get isOpen(): boolean {
    return this.#state !== State.Closed;
  }

  /** Begins a sequence: an ESC has come. */
  begin(): void {
    this.#state = State.Start;
    this.#bytes = 0;
  }

  /** Forgets the sequence under way. */
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
    switch (state) {
      case State.Start:
        return this.#afterEscape(byte);
      case State.CharacterSet:
        return /[0AB]/.test(String.fromCharCode(byte)) ? "part" : "none";
      case State.ControlStart:
      case State.Control:
        return this.#insideControl(byte, state);
      default:
        return /[A-FHIMP-SXj-y]/.test(String.fromCharCode(byte)) ? "part" : "none";
    }
  }

  #afterEscape(byte: number): Part {
    switch (String.fromCharCode(byte)) {
      case "[":
        this.#state = State.ControlStart;
        return "part";
      case "O":
        this.#state = State.Key;
        return "part";
      case "(":
      case ")":
        this.#state = State.CharacterSet;
        return "part";
      case "]":
      case "P":
      case "X":
      case "^":
      case "_":
        return "string_start";
      case "\\":
        return "string_end";
      default:
        return "part";
    }
  }

  #insideControl(byte: number, state: State): Part {
    if (++this.#bytes > MAX_SEQUENCE_BYTES) return "none";
    if (byte < 0x40) this.#state = State.Control;
    // ESC [ [ A is how the Linux console says F1.
    else if (byte === BRACKET && state === State.ControlStart) this.#state = State.Key;
    return "part";
  }
}
