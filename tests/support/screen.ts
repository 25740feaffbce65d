/**
 * A terminal's screen: bytes in, and what a person would see.
 *
 * @module
 */

import headless, { type Terminal as Emulator } from "@xterm/headless";

export class Screen implements Disposable {
  readonly #emulator: Emulator;

  constructor(columns: number, rows: number) {
    this.#emulator = new headless.Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true });
  }

  /** Shows what a program wrote. */
  write(text: string): Promise<void> {
    return new Promise((resolve) => this.#emulator.write(text, resolve));
  }

  /** Has the window made larger or smaller, once all that was written is shown. */
  resize(columns: number, rows = this.#emulator.rows): void {
    this.#emulator.resize(columns, rows);
  }

  /** All rows from the first one written on to the last with something in it, without blanks at their ends. */
  get rows(): string[] {
    const { length } = this.#emulator.buffer.active;
    const rows = Array.from({ length }, (_, at) => this.#row(at).translateToString(true));
    return rows.slice(0, rows.findLastIndex((row) => row !== "") + 1);
  }

  /** Which of the rows the cursor stands in. */
  get cursorRow(): number {
    const { baseY, cursorY } = this.#emulator.buffer.active;
    return baseY + cursorY;
  }

  /** The row of the cursor, on both sides of it. */
  get atCursor(): [left: string, right: string] {
    const row = this.#row(this.cursorRow), { cursorX } = this.#emulator.buffer.active;
    return [row.translateToString(false, 0, cursorX), row.translateToString(true, cursorX)];
  }

  [Symbol.dispose](): void {
    this.#emulator.dispose();
  }

  #row(at: number) {
    return this.#emulator.buffer.active.getLine(at)!;
  }
}
