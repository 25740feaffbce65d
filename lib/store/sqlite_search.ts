/**
 * Searches a store's file: the index gives the ids of lines worth looking at, each room its own, the newest of all rooms
 * goes first, and the filter has the last word. Lines that are not indexed yet are looked at one by one, up to a bound.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import { SearchFilter } from "./search_filter.ts";
import type { SqliteParts } from "./sqlite_parts.ts";
import type { Found, Search } from "./store.ts";
import { queryOfShelf, tokensOfSearch } from "./tokens.ts";

/** Most lines that one search looks at because they are not indexed yet: some 10 ms. */
const MAX_UNINDEXED = 3000;

/** Most lines that one search looks at in all: more have many of its words and not all. Some 50 ms. */
const MAX_LOOKED_AT = 5000;

/** Finds lines, as the port says it. */
export function searchLines(parts: SqliteParts, search: Search): Found {
  const filter = new SearchFilter(search);
  if (filter.isEmpty) return { messages: [], hasMore: false, unindexed: 0 };
  const { lines, index } = parts;
  const unindexed = Math.max(0, index.waiting - MAX_UNINDEXED);
  const last = unindexed > 0 ? lines.idOf(MAX_UNINDEXED, index.indexed) : lines.lastId;
  return { ...filter.newestOf(candidates(parts, filter, last), search.limit, MAX_LOOKED_AT), unindexed };
}

/** Lines up to an id that may be what is searched, the newest first; no other lines are. */
function* candidates(
  { lines, shelves, index }: SqliteParts,
  filter: SearchFilter,
  last: number,
): Generator<Message> {
  const before = lines.firstSince(filter.since) - 1;
  yield* lines.between(Math.max(index.indexed, before), last);
  const tokens = tokensOfSearch(filter);
  const found: Generator<{ readonly id: number }>[] = [];
  for (const [room, after] of filter.afterByRoom) {
    const shelf = shelves.find(room);
    if (shelf !== undefined) found.push(index.find(queryOfShelf(shelf, tokens), Math.max(after, before)));
  }
  for (const { id } of greatestFirst(found)) {
    const line = lines.at(id);
    if (line !== undefined) yield line;
  }
}

/** What several sources have, the greatest id first, if each source has it so. */
function* greatestFirst<T extends { readonly id: number }>(sources: readonly Generator<T>[]): Generator<T> {
  const heads = sources.map((source) => ({ source, next: source.next() })).filter(({ next }) => !next.done);
  while (heads.length > 0) {
    const head = heads.reduce((greatest, head) =>
      head.next.value.id > greatest.next.value.id ? head : greatest
    );
    yield head.next.value;
    head.next = head.source.next();
    if (head.next.done) heads.splice(heads.indexOf(head), 1);
  }
}
