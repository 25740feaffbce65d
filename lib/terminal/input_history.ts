/**
 * The lines that somebody sent, to be found and sent again. The line that was begun waits behind the newest of them.
 *
 * @module
 */

import { bytesOf } from "./input_line.ts";

/** Most lines kept of one person: further back nobody presses Up. */
const MAX_LINES = 100;

/** Most bytes of them in UTF-8: a busy day's lines, and ten thousand people's fit into memory. */
const MAX_BYTES = 8 * 1024;

export class InputHistory {
  #lines: string[] = []; // the newest last
  #bytes = 0;
  #at: number | undefined; // the line shown; undefined at the one that was begun
  #begun = "";

  /** Keeps a line; not the same one twice in a row. The next search begins at it. */
  add(line: string): void {
    this.leave();
    const bytes = bytesOf(line);
    if (line === this.#lines.at(-1) || bytes > MAX_BYTES) return;
    this.#lines.push(line);
    this.#bytes += bytes;
    while (this.#lines.length > MAX_LINES || this.#bytes > MAX_BYTES) {
      this.#bytes -= bytesOf(this.#lines.shift()!);
    }
  }

  /** Lets go of some lines. */
  remove(isGone: (line: string) => boolean): void {
    const kept = this.#lines.filter((line) => !isGone(line));
    if (kept.length === this.#lines.length) return;
    this.leave();
    this.#lines = kept;
    this.#bytes = this.#lines.reduce((sum, line) => sum + bytesOf(line), 0);
  }

  /** Goes back to the line that was begun, and forgets it. */
  leave(): void {
    this.#at = undefined;
    this.#begun = "";
  }

  /**
   * The line before the one shown.
   * @param text what is typed now
   */
  older(text: string): string | undefined {
    const at = (this.#at ?? this.#lines.length) - 1;
    return at < 0 ? undefined : this.show(at, text);
  }

  /** The line after the one shown; at last the one that was begun. */
  newer(): string | undefined {
    if (this.#at === undefined) return undefined;
    if (++this.#at < this.#lines.length) return this.#lines[this.#at];
    const begun = this.#begun;
    this.leave();
    return begun;
  }

  /** Where the newest line is that has a text in it and stands before this place. */
  find(text: string, before = this.#lines.length): number | undefined {
    for (let at = Math.min(before, this.#lines.length) - 1; at >= 0; at--) {
      if (this.#lines[at]!.includes(text)) return at;
    }
    return undefined;
  }

  /** The line at a place; undefined where there is none. */
  at(place: number): string | undefined {
    return this.#lines[place];
  }

  /** Goes to the line at a place. */
  show(place: number, text: string): string {
    if (this.#at === undefined) this.#begun = text;
    this.#at = place;
    return this.#lines[place]!;
  }
}
