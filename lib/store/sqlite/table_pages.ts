/**
 * The tables of a store's file, and their rows a page at a time, in the order of their keys. (A statement that is
 * iterated would do the same, but Deno's ends without a word where the file is damaged: half a table looks like all.)
 *
 * @module
 */

import type { SQLInputValue } from "node:sqlite";
import type { SqliteFile } from "./file.ts";

const PAGE = 10_000;

export interface TableWanted {
  readonly table: string;
  /** Its columns, in order: `rowid` where there is no other. */
  readonly key: readonly string[];
  readonly where: string;
}

export type Row = Record<string, SQLInputValue>;

/** The wanted rows, by growing keys; a `rowid` is among their columns. Throws a StoreFailure where the file is damaged. */
export function* pagesOf(file: SqliteFile, { table, key, where }: TableWanted): Generator<readonly Row[]> {
  const columns = key.includes("rowid") ? "rowid, *" : "*", keys = key.join();
  const page = (beyond: string) =>
    file.prepare(`SELECT ${columns} FROM ${table} WHERE ${where} ${beyond} ORDER BY ${keys} LIMIT ${PAGE}`);
  let rows = file.read(() => page("").all()) as Row[];
  const next = page(`AND (${keys}) > (${key.map(() => "?").join()})`);
  for (;;) {
    yield rows;
    if (rows.length < PAGE) return;
    const last = rows.at(-1)!;
    rows = file.read(() => next.all(...key.map((column) => last[column]!))) as Row[];
  }
}

/** How many rows a table has, or as many as `TABLE WHERE ...` says. Throws a StoreFailure where the file is damaged. */
export function rowCount(file: SqliteFile, rows: string): number {
  return Number(file.rows(`SELECT count(*) AS count FROM ${rows}`)[0]!["count"]);
}
