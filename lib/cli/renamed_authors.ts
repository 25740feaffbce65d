/**
 * Who was imported under another name: an older server let in names that are reserved today, and their lines come with
 * its export.
 *
 * @module
 */

import type { Name } from "../text/clean.ts";
import { count } from "../render/en/words.ts";

const MAX_TOLD = 5;

/** Most names that are counted: more are told as that many, or more. */
const MAX_COUNTED = 10_000;

export class RenamedAuthors {
  readonly #names = new Map<string, Name>();
  #lines = 0;

  get lines(): number {
    return this.#lines;
  }

  add(formerName: string, name: Name): void {
    this.#lines++;
    if (this.#names.size < MAX_COUNTED) this.#names.set(formerName, name);
  }

  /** What became of whom, as a sentence. */
  get text(): string {
    const { size } = this.#names;
    const told = [...this.#names].slice(0, MAX_TOLD).map(([from, to]) => `"${from}" as "${to}"`);
    if (size > MAX_TOLD) told.push(`and ${size - MAX_TOLD} more${size < MAX_COUNTED ? "" : " at least"}`);
    const names = count(size, "name that is", "names that are");
    return `${count(this.#lines, "line")} by ${names} reserved now got another name: ${told.join(", ")}.`;
  }
}
