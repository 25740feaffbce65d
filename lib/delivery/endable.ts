/**
 * How the session at a connection is told to end: once, with a farewell, and whoever waits hears of it.
 *
 * An `AbortSignal` with a listener takes 740 bytes, so it is made when it is first asked for: a crowd that says nothing
 * needs none.
 *
 * @module
 */

import type { Farewell } from "../model/farewell.ts";

export class Endable {
  /** Whether its session goes on where its connection is lost: its client may come back. */
  isResumable = false;
  #farewell: Farewell | undefined;
  #loss: Farewell | undefined;
  #ended: AbortController | undefined;
  #onEnd: (() => void) | undefined;

  /** Asks its session to end with this farewell; the first one counts. */
  end(farewell: Farewell): void {
    if (this.#farewell !== undefined) return;
    this.#farewell = farewell;
    this.#ended?.abort(farewell);
    this.#onEnd?.();
  }

  /** Its connection is lost: ends its session with this farewell, or has it wait for another connection. */
  lose(farewell: Farewell): void {
    if (!this.isResumable) return this.end(farewell);
    if (this.#loss !== undefined) return;
    this.#loss = farewell;
    this.#onEnd?.();
  }

  /** With which farewell its session ends where its client does not come back; undefined where its connection is not lost. */
  get loss(): Farewell | undefined {
    return this.#loss;
  }

  /** With which farewell its session has to end; undefined as long as it may go on. */
  get farewell(): Farewell | undefined {
    return this.#farewell;
  }

  /** Aborts when its session has to end; the reason is the {@linkcode Farewell}. */
  get signal(): AbortSignal {
    if (this.#ended === undefined) {
      this.#ended = new AbortController();
      if (this.#farewell !== undefined) this.#ended.abort(this.#farewell);
    }
    return this.#ended.signal;
  }

  /**
   * Calls `wake` when its session has to end, at once where it has to already; and when its connection is lost. Only the
   * last one may wait so: its session.
   */
  onEnd(wake: () => void): void {
    this.#onEnd = wake;
    if (this.#farewell !== undefined) wake();
  }
}
