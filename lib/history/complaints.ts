/**
 * What the operator is told of a store that fails: each thing once, until it has gone well again, and in words that
 * everybody may read.
 *
 * @module
 */

import type { Log } from "../runtime/log.ts";
import { StoreFailure, StoreTooNew } from "../store/store.ts";

/** The complaints about one store. */
export class Complaints {
  readonly #log: Log;
  readonly #reasons = new Map<string, string>(); // by sentence: there is one for each thing that can fail

  /** None so far. */
  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Logs that something failed, unless it did for the same reason before.
   * @param sentence what failed; `{reason}` in it stands for why
   * @returns why, for everybody: of a bug, nothing but that it was one
   */
  failed(sentence: string, error: unknown): string {
    const isForeseen = error instanceof StoreFailure || error instanceof StoreTooNew;
    const reason = isForeseen ? error.message : "something went wrong on our side, and it was logged";
    if (this.#reasons.get(sentence) === reason) return reason;
    this.#reasons.set(sentence, reason);
    const told = error instanceof StoreFailure ? error.told : reason;
    if (isForeseen) this.#log("warning", sentence, { reason: told });
    else this.#log("error", "Bug in the store: {error}", { error });
    return reason;
  }

  /** Says that it went well: the next failure is news. */
  worked(sentence: string): void {
    this.#reasons.delete(sentence);
  }
}
