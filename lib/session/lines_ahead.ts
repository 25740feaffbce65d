/**
 * Lines that one person has said and whose place in the log is not known yet: where the log tells later, somebody who
 * pastes text or talks fast does not wait for each line. Whatever else they do waits for all of them.
 *
 * @module
 */

import type { Guest } from "../chat/guest.ts";
import type { HiddenEntry } from "../commands/hidden_entry.ts";
import { parseLine } from "../commands/line.ts";
import type { Reader } from "../delivery/reader.ts";
import { Later, type Soon } from "../runtime/soon.ts";
import type { Clock } from "../runtime/clock.ts";
import { cleanText } from "../text/clean_text.ts";
import { isSignal } from "../terminal/signal.ts";

/** Most lines of a person that may be under way: what a thousand people say at once is not too much for a node. */
export const MAX_AHEAD = 8;

/**
 * How long after the oldest of them another one may be said, in milliseconds: some times what a log takes that is well.
 * Whoever is cut off learns of each line before the next.
 */
export const AHEAD_MS = 100;

/** Where a line is typed. */
interface TypedAt {
  readonly reader: Pick<Reader, "dialect">;
  readonly entry: Pick<HiddenEntry, "isAwaited">;
}

/** Whether a line, as somebody types it, is only said to a room: nothing comes of it but what others read. */
export function isTalk(line: string, guest: Guest | undefined, { reader, entry }: TypedAt): boolean {
  if (guest === undefined || reader.dialect.json || entry.isAwaited || isSignal(line)) return false;
  const { correspondence: { query, parted }, person: { away } } = guest;
  if (query !== undefined || parted !== undefined || away !== undefined) return false;
  return parseLine(cleanText(line)).kind === "say";
}

export class LinesAhead {
  readonly #clock: Clock;
  readonly #onBug: () => void;
  #count = 0;
  #since = 0; // of the oldest, or earlier
  #bug: { readonly error: unknown } | undefined;
  #settled: Later<void> | undefined; // whoever waits for all

  /** @param onBug told at once where one of them failed by a bug; {@linkcode LinesAhead.settled} tells by which */
  constructor(clock: Clock, onBug: () => void) {
    this.#clock = clock;
    this.#onBug = onBug;
  }

  /** Whether one more may be said now. */
  get hasRoom(): boolean {
    return this.#count === 0 || this.#count < MAX_AHEAD && this.#clock.now() - this.#since < AHEAD_MS;
  }

  /** Goes on without a line that was said. */
  add(told: PromiseLike<void>): void {
    if (this.#count++ === 0) this.#since = this.#clock.now();
    told.then(() => this.#end(), (error) => {
      this.#bug ??= { error };
      this.#onBug();
      this.#end();
    });
  }

  /** Resolves when it is known what became of all; undefined where that is so. @throws what a bug threw */
  settled(): Soon<void> {
    if (this.#count > 0) return this.#settled ??= new Later();
    if (this.#bug !== undefined) throw this.#bug.error;
  }

  #end(): void {
    if (--this.#count > 0) return;
    const settled = this.#settled;
    this.#settled = undefined;
    if (this.#bug === undefined) settled?.resolve();
    else settled?.reject(this.#bug.error);
  }
}
