/**
 * Keeps a store's file within its bounds, a little at a time: erases what is too old or too much, joins the parts of the
 * index, and gives free space back to the disk.
 *
 * What is erased is overwritten with zeros (`secure_delete`). Its words stay in the index, and its text in the log of the
 * file, until those are written anew; when somebody wanted it erased, the next trim begins with that.
 *
 * @module
 */

import type { Eraser } from "./eraser.ts";
import type { SqliteParts } from "./sqlite_parts.ts";
import { type Retention, StoreFailure } from "./store.ts";

/** Lines erased between two looks at the size. */
const STEP = 100;

/** Pages of the index merged in one call: some 5 ms. */
const MERGED_PAGES = 16;

/** Free pages that stay in the file to be used again: 4 MiB. */
const SPARE_PAGES = 1024;

/** Free pages given back to the disk in one call. */
const RETURNED_PAGES = 256;

/** The trimmer of one file. */
export class Trimmer {
  readonly #parts: SqliteParts;
  readonly #eraser: Eraser;
  #isScrubDue = false;

  /** Trims a file, with the eraser of that file. */
  constructor(parts: SqliteParts, eraser: Eraser) {
    this.#parts = parts;
    this.#eraser = eraser;
  }

  /** Makes the next trim remove the traces of what was erased. */
  scrubSoon(): void {
    this.#isScrubDue = true;
  }

  /** Trims in one transaction; returns how many lines went. */
  trim(retention: Retention): number {
    const { before, oldUpTo, newAfter, maxBytes, limit } = retention;
    const { file, index, seen } = this.#parts;
    const erased = file.write(() => {
      let erased = this.#eraser.eraseHidden(limit);
      if (erased > 0 && erased < limit) this.scrubSoon();
      erased += this.#eraser.eraseOutdated(retention, limit - erased);
      for (let step = 1; step > 0 && erased < limit && file.usedBytes > maxBytes;) {
        step = this.#eraser.eraseOldest(Math.min(STEP, limit - erased));
        erased += step;
      }
      seen.trim(before, limit, oldUpTo, newAfter);
      index.merge(this.#isScrubDue ? -MERGED_PAGES : MERGED_PAGES);
      if (file.freePages > SPARE_PAGES) file.shrink(RETURNED_PAGES);
      return erased;
    });
    if (this.#isScrubDue) this.#scrubLog();
    return erased;
  }

  /** Empties the log of the file. Whoever reads the file just then keeps it from that: the next trim tries again. */
  #scrubLog(): void {
    try {
      this.#isScrubDue = !this.#parts.file.emptyLog();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
    }
  }
}
