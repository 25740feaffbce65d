/**
 * What somebody was asked to type unseen at one connection: a password. At most one thing is awaited at a time, and what
 * is typed goes to whoever asked and nowhere else.
 *
 * @module
 */

import type { CleanText } from "../text/clean.ts";
import { trimmed } from "../text/clean_parts.ts";
import { cleanText } from "../text/clean_text.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Outcome } from "./outcome.ts";

/** Goes on with what was typed; empty text means that it was called off. */
type GoOn = (typed: CleanText) => Outcome;

export class HiddenEntry {
  readonly #terminal: Terminal;
  #goOn: GoOn | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get isAwaited(): boolean {
    return this.#goOn !== undefined;
  }

  /** Asks for a line that is typed unseen; false where none can be. Whoever asked before gets nothing any more. */
  ask(goOn: GoOn): boolean {
    if (!this.#terminal.isEditing) return false;
    this.#goOn = goOn;
    this.#terminal.hideNext();
    return true;
  }

  /** Takes what was typed unseen. If nobody has asked for it, nothing comes of it. */
  take(typed: string): Outcome {
    const goOn = this.#goOn;
    this.#goOn = undefined;
    return goOn?.(trimmed(cleanText(typed)));
  }

  /**
   * Refuses a line that was typed for all to see while something is awaited: whoever types ahead, or whose client shows
   * again what they type, may mean it.
   */
  refuseSeen(line: CleanText): Outcome {
    if (this.#terminal.isEditing) this.#terminal.hideNext(line); // again, where another editor was between
    else this.#goOn = undefined; // it cannot come any more
    return { kind: "not_hidden" };
  }
}
