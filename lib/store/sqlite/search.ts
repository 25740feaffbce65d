/**
 * Searches a store's file: the index gives the ids of lines worth looking at, each room its own, the newest of all rooms
 * goes first, and the filter has the last word. Lines that are not indexed yet are looked at one by one, the newest ones
 * up to a bound.
 *
 * @module
 */

import type { Message } from "../../model/message.ts";
import { SearchFilter } from "../search_filter.ts";
import type { SqliteParts } from "./parts.ts";
import type { Found, Search } from "../store.ts";
import type { Waiting } from "./word_index.ts";
import { queryOfShelf, tokensOfSearch } from "./tokens.ts";

/** Most lines that one search looks at because they are not indexed yet: some 10 ms. */
const MAX_UNINDEXED = 3000;

/** Most lines that one search looks at in all: more have many of its words and not all. Some 50 ms. */
const MAX_LOOKED_AT = 5000;

export function searchLines(parts: SqliteParts, search: Search): Found {
  const filter = new SearchFilter(search);
  if (filter.isEmpty) return { messages: [], hasMore: false, unindexed: 0 };
  const before = parts.lines.firstSince(filter.since) - 1;
  const { fresh, old: allOld } = parts.index.waiting;
  const old = before < parts.index.toReindex ? allOld : 0; // older than what is asked for: not to be looked at
  const looked = {
    fresh: Math.min(fresh, MAX_UNINDEXED),
    old: Math.min(old, Math.max(0, MAX_UNINDEXED - fresh)),
  };
  return {
    ...filter.newestOf(candidates(parts, filter, before, looked), search.limit, MAX_LOOKED_AT),
    unindexed: fresh + old - looked.fresh - looked.old,
  };
}

/** Lines after an id that may be what is searched, the newest first; so many of those that the index does not have. */
function* candidates(
  { lines, shelves, index }: SqliteParts,
  filter: SearchFilter,
  before: number,
  { fresh, old }: Waiting,
): Generator<Message> {
  yield* lines.between(Math.max(index.indexed, before), lines.lastId).take(fresh);
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
  yield* lines.between(before, index.toReindex).take(old);
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
