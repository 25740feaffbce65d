/**
 * Recognises an escape sequence byte by byte (ECMA-48), wherever it is cut: arrow and function keys of raw clients,
 * colours and titles in pasted text. It says which bytes belong to the sequence; they vanish whole.
 *
 * @module
 */

const BEL = 0x07,
  CAN = 0x18,
  SUB = 0x1a,
  ESC = 0x1b,
  SPACE = 0x20,
  BACKSLASH = 0x5c,
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
  /** After ESC and intermediate bytes. */
  Intermediate,
  /** After ESC [ . */
  ControlStart,
  /** Inside ESC [ ... */
  Control,
  /** After ESC O or ESC [ [ : one more byte. */
  OneMore,
  /** Inside ESC ] or ESC P, X, ^, _ : until BEL or ESC \ . */
  String,
  /** After ESC inside a string. */
  StringEnd,
}

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

  /** Takes the next byte of an open sequence; false means that it is none of its bytes and the sequence is over. */
  take(byte: number): boolean {
    if (byte === CTRL_C || byte === CTRL_U || byte === CAN || byte === SUB) {
      this.cancel();
      return byte === CAN || byte === SUB; // ECMA-48 lets these two cancel it; the others are keys
    }
    switch (this.#state) {
      case State.Start:
        if (byte >= 0x80 || byte < SPACE || byte === DEL) break;
        this.#state = byte < 0x30 ? State.Intermediate : afterEscape(byte);
        return true;
      case State.Intermediate:
        if (byte >= 0x80 || byte < SPACE || byte === DEL) break;
        if (byte >= 0x30) this.cancel();
        return true;
      case State.ControlStart:
      case State.Control:
        if (byte < SPACE || byte >= DEL || ++this.#bytes > MAX_SEQUENCE_BYTES) break;
        if (byte < 0x40) this.#state = State.Control;
        // ESC [ [ A is how the Linux console says F1.
        else if (byte === BRACKET && this.#state === State.ControlStart) this.#state = State.OneMore;
        else this.cancel();
        return true;
      case State.OneMore:
        this.cancel();
        return byte >= SPACE && byte < DEL;
      case State.String:
        if (byte === BEL) this.cancel();
        else if (byte === ESC) this.#state = State.StringEnd;
        return true;
      case State.StringEnd:
        if (byte === BACKSLASH) {
          this.cancel();
          return true;
        }
        this.begin(); // the ESC began another sequence
        return this.take(byte);
    }
    this.cancel();
    return false;
  }
}

/** What the byte after ESC starts. */
function afterEscape(byte: number): State {
  switch (String.fromCharCode(byte)) {
    case "[":
      return State.ControlStart;
    case "O":
      return State.OneMore;
    case "]":
    case "P":
    case "X":
    case "^":
    case "_":
      return State.String;
    default:
      return State.Closed;
  }
}
