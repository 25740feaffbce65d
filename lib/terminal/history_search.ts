/**
 * Looks for a line in the history while its words are being typed, as Ctrl-R does it in readline.
 *
 * @module
 */

import type { InputHistory } from "./input_history.ts";
import { characterLeft } from "./reach.ts";

/** Most UTF-16 units that are looked for: more than anybody types to find a line. */
const MAX_QUERY = 100;

export class HistorySearch {
  readonly #history: InputHistory;
  #query = "";
  #found: number | undefined;
  #cursor = 0;
  #isFailed = false;

  constructor(history: InputHistory) {
    this.#history = history;
  }

  /** What is looked for, and whether it was found; in any language. */
  get prompt(): string {
    return `^R ${this.#query}${this.#isFailed ? "?" : ":"} `;
  }

  /** The line that was found. */
  get line(): string | undefined {
    return this.#found === undefined ? undefined : this.#history.at(this.#found);
  }

  /** Where it is in the history. */
  get place(): number | undefined {
    return this.#found;
  }

  /** Where in the line the words begin that were found. */
  get cursor(): number {
    return this.#cursor;
  }

  /**
   * Looks for more words: in the line that was found, and before it. Character by character, so that it makes no difference
   * how they come.
   * @returns whether they were found
   */
  type(text: string): boolean {
    let isFound = true;
    for (const character of text) {
      isFound = this.#query.length + character.length <= MAX_QUERY;
      if (!isFound) continue;
      this.#query += character;
      isFound = this.#look(this.#found === undefined ? undefined : this.#found + 1);
    }
    return isFound;
  }

  /** Looks for one character less, from the newest line on. */
  erase(): boolean {
    this.#query = this.#query.slice(0, this.#query.length - characterLeft(this.#query).length);
    this.#found = undefined;
    this.#isFailed = false;
    return this.#query === "" || this.#look(undefined);
  }

  /** Looks for an older line. */
  older(): boolean {
    return this.#query === "" || this.#look(this.#found);
  }

  #look(before: number | undefined): boolean {
    const place = this.#history.find(this.#query, before);
    this.#isFailed = place === undefined;
    if (place === undefined) return false;
    this.#found = place;
    this.#cursor = this.#history.at(place)!.lastIndexOf(this.#query);
    return true;
  }
}
