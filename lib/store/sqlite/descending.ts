/**
 * Reads rows by falling ids a page at a time, so that a reader who has enough can stop. (A statement that is iterated and
 * left would do the same, but Deno 2.4 does not rewind it: it would hold the file's log, and be empty the next time.)
 *
 * @module
 */

import { damaged } from "./failure.ts";

/** Rows of the first page: most searches want no more. Each page has four times the rows of the one before, up to so many. */
const FIRST_PAGE = 32, MAX_PAGE = 1024;

/**
 * The rows with an id up to `upTo`, the greatest id first.
 * @param page reads up to `limit` rows with ids below `before`, the greatest first
 * @throws StoreFailure where it reads others: in a damaged file that might go round for ever
 */
export function* descending<Row extends { readonly id: number }>(
  upTo: number,
  page: (before: number, limit: number) => readonly Row[],
): Generator<Row> {
  let before = upTo + 1;
  for (let limit = FIRST_PAGE;; limit = Math.min(limit * 4, MAX_PAGE)) {
    const rows = page(before, limit);
    for (const row of rows) {
      if (!(row.id < before)) throw damaged();
      before = row.id;
      yield row;
    }
    if (rows.length < limit) return;
  }
}
