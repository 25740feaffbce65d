/**
 * Keeps a store's file within its bounds, a little at a time: erases what is too old or too much, merges the parts of the
 * index, and gives free space back to the disk.
 *
 * What is erased is overwritten with zeros (`secure_delete`). Its words stay in the index, and its text in the log of the
 * file, until those are written anew. The log is emptied after everything that was erased. The index is written anew, in
 * slices, when somebody wanted something erased; for what only grew old once a day is enough.
 *
 * @module
 */

import type { Eraser } from "./eraser.ts";
import type { SqliteParts } from "./parts.ts";
import { type Retention, type Scrubbing, StoreFailure } from "../store.ts";

/** Lines erased between two looks at the size. */
const STEP = 100;

/** Pages of the index merged in one call: some 5 ms. */
const MERGED_PAGES = 16;

const DAY_MS = 86_400_000;

/** Free pages that stay in the file to be used again: 4 MiB. */
const SPARE_PAGES = 1024;

const RETURNED_PAGES = 256;

export class Trimmer {
  readonly #parts: SqliteParts;
  readonly #eraser: Eraser;
  #isLogDue = false;
  /** Whether the index is to be written anew from the beginning; `#isMerging` tells that it is being so. */
  #isIndexDue: boolean;
  #isMerging = false;
  /** Up to when lines were too old when the index was last due because of that, in milliseconds since 1970. */
  #agedTo: number | undefined;

  /** What an earlier run left to be scrubbed is due. */
  constructor(parts: SqliteParts, eraser: Eraser) {
    this.#parts = parts;
    this.#eraser = eraser;
    this.#isIndexDue = parts.meta.get("scrub") !== 0;
    this.#isLogDue = this.#isIndexDue;
  }

  /** The next trims remove the traces of what was erased. Within the transaction that erased it. */
  scrubSoon(): void {
    this.#isLogDue = true;
    if (this.#isIndexDue) return;
    this.#isIndexDue = true;
    this.#parts.meta.set("scrub", 1);
  }

  scrub(): Scrubbing {
    const { file } = this.#parts;
    if (this.#isIndexDue || this.#isMerging) file.write(() => this.#merge());
    else if (!this.#isLogDue) return "done";
    this.#emptyLog();
    if (this.#isIndexDue || this.#isMerging) return "more";
    return this.#isLogDue ? "held" : "done";
  }

  trim(retention: Retention): number {
    const { before, oldUpTo, newAfter, maxBytes, limit } = retention;
    const { file, seen } = this.#parts;
    const erased = file.write(() => {
      const erased = this.#eraser.eraseHidden(limit);
      if (erased > 0 && erased < limit) this.scrubSoon();
      let aged = this.#eraser.eraseOutdated(retention, limit - erased);
      while (erased + aged < limit && file.usedBytes > maxBytes) {
        const step = this.#eraser.eraseOldest(Math.min(STEP, limit - erased - aged));
        if (step === 0) break;
        aged += step;
      }
      if (aged > 0) this.#scrubDaily(before);
      seen.trim(before, limit, oldUpTo, newAfter);
      this.#merge();
      if (file.freePages > SPARE_PAGES) file.shrink(RETURNED_PAGES);
      return erased + aged;
    });
    if (erased > 0) this.#isLogDue = true;
    this.#emptyLog();
    return erased;
  }

  /** Has the index written anew once a day, by the times of lines that are too old. */
  #scrubDaily(before: number): void {
    this.#agedTo ??= before;
    if (before - this.#agedTo < DAY_MS) return;
    this.#agedTo = before;
    this.scrubSoon();
  }

  /** Merges a little of the index; where it is due, all of it in the end, without what was erased. */
  #merge(): void {
    const { index, meta } = this.#parts;
    if (!this.#isMerging && !this.#isIndexDue) {
      index.merge(MERGED_PAGES);
      return;
    }
    const isBegun = this.#isMerging;
    this.#isMerging = index.merge(isBegun ? MERGED_PAGES : -MERGED_PAGES);
    if (!isBegun) this.#isIndexDue = false;
    if (this.#isMerging) return;
    this.#isLogDue = true;
    if (!this.#isIndexDue) meta.set("scrub", 0);
  }

  /** Empties the log of the file if it is due. Whoever reads the file just then keeps it from that: it stays due. */
  #emptyLog(): void {
    if (!this.#isLogDue) return;
    try {
      this.#isLogDue = !this.#parts.file.emptyLog();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
    }
  }
}
