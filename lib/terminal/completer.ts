/**
 * What Tab does: puts in the one word that fits, or as much as several share, and shows those at a second Tab.
 *
 * @module
 */

import { listOf, withCompletion } from "./candidates.ts";
import type { EditorHost } from "./editor_host.ts";
import type { InputLine } from "./input_line.ts";

/**
 * How many times in one read words are looked for: more than a person presses Tab at once. The rest does nothing. In a
 * crowd of 10,000 one takes a millisecond.
 */
const TABS_PER_READ = 10;

/** Where the words are shown, and a bell is rung. */
export interface CompleterOutput {
  above(text: string): void;
  bell(): void;
}

export class Completer {
  readonly #host: EditorHost;
  readonly #output: CompleterOutput;
  #tabs = TABS_PER_READ;
  #columns = 0;
  #several: readonly string[] = []; // that fit what was typed before the last key, a Tab

  constructor(host: EditorHost, output: CompleterOutput) {
    this.#host = host;
    this.#output = output;
  }

  /** Keys of another read follow, in a window of so many columns. */
  beginRead(columns: number): void {
    this.#columns = columns;
    this.#tabs = TABS_PER_READ;
  }

  /** Another key than Tab was pressed. */
  reset(): void {
    this.#several = [];
  }

  /** Tab was pressed. */
  complete(line: InputLine): void {
    if (this.#tabs-- <= 0) return;
    const several = this.#several;
    this.reset();
    if (several.length > 0) this.#output.above(listOf(several, this.#columns));
    else if (!this.#putIn(line)) this.#output.bell();
  }

  /** Whether something could be put in. */
  #putIn(line: InputLine): boolean {
    const { before, after } = line, completion = this.#host.complete(before);
    const { candidates } = completion;
    if (candidates.length > 1) this.#several = candidates;
    const text = withCompletion(before, completion);
    return text !== undefined && line.set(text, after);
  }
}
