/**
 * What was typed last of an input line: up to its cursor.
 *
 * @module
 */

import type { LineTail } from "./control_string.ts";
import type { InputLine } from "./input_line.ts";

const encoder = new TextEncoder();

export class InputTail implements LineTail {
  readonly #line: InputLine;

  constructor(line: InputLine) {
    this.#line = line;
  }

  get length(): number {
    return this.#line.before.length;
  }

  truncate(length: number): void {
    this.#line.set(this.#line.before.slice(0, length), this.#line.after);
  }

  since(length: number): Uint8Array {
    return encoder.encode(this.#line.before.slice(length));
  }
}
