/**
 * What a person expects of a line that they edit: a row of characters, a cursor, what was cut out last, and the lines sent
 * before. As simple as it can be said, and without a look at the editor of the program.
 *
 * @module
 */

/** Most lines that are remembered, and most bytes of them. */
const MAX_LINES = 100, MAX_BYTES = 8 * 1024;

const encoder = new TextEncoder();

export class InputModel {
  #line: string[] = [];
  #cursor = 0;
  #cut = "";
  #isCutting = false; // the last key cut something out: the next one adds to it
  #sent: string[] = []; // the newest last
  #shown: number | undefined; // which of them; undefined for the line that was begun
  #begun = "";

  get text(): string {
    return this.#line.join("");
  }

  /** Both sides of the cursor. */
  get sides(): [left: string, right: string] {
    return [this.#line.slice(0, this.#cursor).join(""), this.#line.slice(this.#cursor).join("")];
  }

  insert(text: string): void {
    this.#isCutting = false;
    const typed = [...text];
    this.#line.splice(this.#cursor, 0, ...typed);
    this.#cursor += typed.length;
  }

  /** Presses a key by its name; one that would do nothing is none. */
  press(key: string): void {
    const length = this.#line.length;
    switch (key) {
      case "left":
        return this.#move(Math.max(0, this.#cursor - 1));
      case "right":
        return this.#move(Math.min(length, this.#cursor + 1));
      case "home":
        return this.#move(0);
      case "end":
        return this.#move(length);
      case "backspace":
        return this.#erase(Math.max(0, this.#cursor - 1), this.#cursor);
      case "delete":
        return this.#erase(this.#cursor, Math.min(length, this.#cursor + 1));
      case "^w":
        return this.#cutOut(/\S*\s*$/.exec(this.sides[0])![0], true);
      case "^u":
        return this.#cutOut(this.sides[0], true);
      case "^k":
        return this.#cutOut(this.sides[1], false);
      case "^y":
        return this.insert(this.#cut);
      case "up":
        return this.#up();
      case "down":
        return this.#down();
      case "^c":
        this.#shown = undefined;
        this.press("end");
        return this.#cutOut(this.text, true);
    }
  }

  /** Whether a key has something to do just now, in a line of at most so many bytes. */
  canPress(key: string, maxBytes: number): boolean {
    const [left, right] = this.sides;
    switch (key) {
      case "^w":
      case "^u":
        return left !== "";
      case "^k":
        return right !== "";
      case "^y":
        return encoder.encode(this.text + this.#cut).length <= maxBytes;
      case "up":
        return (this.#shown ?? this.#sent.length) > 0;
      case "down":
        return this.#shown !== undefined;
      default:
        return true;
    }
  }

  /**
   * Sends the line.
   * @param isSecret whether it must not be remembered
   */
  send(isSecret = false): string {
    const text = this.text;
    this.#shown = undefined;
    if (!isSecret && text !== this.#sent.at(-1)) this.#sent.push(text);
    const bytes = () => this.#sent.reduce((sum, line) => sum + encoder.encode(line).length, 0);
    while (this.#sent.length > MAX_LINES || bytes() > MAX_BYTES) this.#sent.shift();
    this.#show("");
    return text;
  }

  /** Has another text in the line, with the cursor at its end: it was edited elsewhere. */
  set(text: string): void {
    this.#shown = undefined;
    this.#show(text);
  }

  #move(to: number): void {
    this.#isCutting = false;
    this.#cursor = to;
  }

  #erase(from: number, to: number): void {
    this.#isCutting = false;
    this.#line.splice(from, to - from);
    this.#cursor = from;
  }

  #cutOut(part: string, isLeft: boolean): void {
    if (part === "") return;
    const before = this.#isCutting ? this.#cut : "", { length } = [...part];
    const from = this.#cursor - (isLeft ? length : 0);
    this.#erase(from, from + length);
    this.#cut = isLeft ? part + before : before + part;
    this.#isCutting = true;
  }

  #up(): void {
    if (this.#shown === undefined) this.#begun = this.text;
    this.#shown = (this.#shown ?? this.#sent.length) - 1;
    this.#show(this.#sent[this.#shown]!);
  }

  #down(): void {
    this.#shown = this.#shown! + 1;
    const line = this.#sent[this.#shown];
    if (line === undefined) this.#shown = undefined;
    this.#show(line ?? this.#begun);
  }

  #show(line: string): void {
    this.#isCutting = false;
    this.#line = [...line];
    this.#cursor = this.#line.length;
  }
}
