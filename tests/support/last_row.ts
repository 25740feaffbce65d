/**
 * The last row of a terminal's screen, and the lines that leave it upwards: all that can be seen of an input that takes one
 * row. Each character takes one cell, which is as good as any width where the cursor is saved and put back.
 *
 * @module
 */

/** What a server may send to a terminal besides text; none of it moves the cursor to another row. */
// deno-lint-ignore no-control-regex
const SEQUENCE = /^\x1b(?:\[([?\d;]*)([A-Za-z])|([78]))/;

/** The colours of `lib/render/text_lines.ts`. */
const COLOURS = /^(?:0|2|31|32|34|35|1;33)$/;

/** The beginning of one. */
// deno-lint-ignore no-control-regex
const BEGUN = /^\x1b(?:\[[?\d;]*)?$/;

export class LastRow {
  /** What came that no terminal should be sent, or not then. */
  unclean: string | undefined;
  /** Whether the terminal was asked to mark what is pasted, and wraps long lines. */
  isMarking = false;
  isWrapping = true;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #row: string[] = [];
  #cursor = 0;
  #saved = 0;
  #begun = "";

  /** @param onLine takes each line that is left, without colours */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** The row of the cursor, on both sides of it. */
  get atCursor(): [left: string, right: string] {
    return [this.#row.slice(0, this.#cursor).join(""), this.#row.slice(this.#cursor).join("")];
  }

  write(bytes: Uint8Array): void {
    let text: string;
    try {
      text = this.#begun + this.#decoder.decode(bytes, { stream: true });
    } catch {
      return void (this.unclean ??= "bytes that are not UTF-8");
    }
    this.#begun = "";
    for (let at = 0; at < text.length;) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      if (character !== "\x1b") {
        this.#show(character);
        at += character.length;
        continue;
      }
      const rest = text.slice(at), sequence = SEQUENCE.exec(rest);
      if (sequence === null && BEGUN.test(rest)) {
        this.#begun = rest;
        return;
      }
      if (sequence === null) this.unclean ??= `an escape sequence nobody knows: ${JSON.stringify(rest)}`;
      else this.#obey(sequence[2] ?? sequence[3]!, sequence[1] ?? "");
      at += sequence?.[0].length ?? 1;
    }
  }

  #show(character: string): void {
    switch (character) {
      case "\x07":
        return;
      case "\r":
        this.#cursor = 0;
        return;
      case "\n":
        if (this.isMarking && this.#cursor > 0) {
          this.unclean ??= `a line that ends without CR: ${this.#row.join("")}`;
        }
        this.#onLine(this.#row.join(""));
        this.#row = [];
        this.#cursor = 0;
        return;
      default:
        while (this.#row.length < this.#cursor) this.#row.push(" ");
        this.#row[this.#cursor++] = character;
    }
  }

  #obey(letter: string, numbers: string): void {
    const isOn = letter === "h";
    switch (`${numbers}${letter}`) {
      case "7":
        this.#saved = this.#cursor;
        return;
      case "8":
        this.#cursor = this.#saved;
        return;
      case "J":
        this.#row.length = Math.min(this.#row.length, this.#cursor);
        return;
      case "H":
        this.#cursor = 0;
        return;
      case "2J":
        this.#row = [];
        return;
      case "?7h":
      case "?7l":
        this.isWrapping = isOn;
        return;
      case "?2004h":
      case "?2004l":
        this.isMarking = isOn;
        return;
      default:
        if (letter !== "m" || !COLOURS.test(numbers)) {
          this.unclean ??= `a terminal was sent ESC [ ${numbers}${letter}`;
        }
    }
  }
}
