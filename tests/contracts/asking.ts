/**
 * How the tests of the contract ask a store.
 *
 * @module
 */

import type { LinesWanted, Search, Store } from "../../lib/store/store.ts";
import { LOBBY, roomNamed } from "./samples.ts";

/** Registers one test of the contract: what a store does, and how to see it on one that is empty at first. */
export type ContractTest = (behaviour: string, run: (store: Store) => void) => void;

/** By this retention nothing is too old or too much. */
export const KEEP_ALL = { before: 0, maxBytes: Number.MAX_SAFE_INTEGER, limit: 1000 };

/** A room that is not the lobby. */
export const ELSEWHERE = roomNamed("#elsewhere");

/** The ids of what a search finds, in the lobby unless told otherwise. */
export function found(store: Store, words: string, more: Partial<Search> = {}): number[] {
  const rooms = [{ room: LOBBY, after: 0 }];
  return store.search({ words, rooms, limit: 100, ...more }).messages.map(({ id }) => id);
}

/** The ids of a room's lines, of the lobby unless told otherwise. */
export function idsIn(store: Store, wanted: Partial<LinesWanted> = {}): number[] {
  const all = { room: LOBBY, after: 0, limit: 1_000_000, which: "oldest" } as const;
  return store.lines({ ...all, ...wanted }).map(({ id }) => id);
}

/** Checks something before lines are indexed, when some are, and when all are. */
export function whileIndexing(store: Store, check: () => void): void {
  check();
  while (store.index(1) > 0) check();
  check();
}
