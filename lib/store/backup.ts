/**
 * Copies a store's file while a server goes on writing it. The copy is complete and of one moment, and gets its name when
 * it is finished. Put into an empty folder as `chat.sqlite`, it is a store.
 *
 * Rows are copied one by one: SQLite's own ways (`VACUUM INTO`, `ATTACH`) are closed to a program that may not do
 * everything, and Deno 2.4 closes them to all. The index is left out: a server makes it again.
 *
 * @module
 */

import type { SQLInputValue, StatementSync } from "node:sqlite";
import { openToRead } from "./chat_file.ts";
import { exists, remove, rename } from "./files.ts";
import { migrate } from "./schema.ts";
import { filesOf, SqliteFile } from "./sqlite_file.ts";
import { StoreFailure } from "./store.ts";

/** What is copied: all but the index, and no line that is about to be erased. */
const TABLES: readonly (readonly [table: string, where: string])[] = [
  ["meta", "key <> 'indexed'"],
  ["rooms", "TRUE"],
  ["shelves", "room IS NOT NULL"],
  ["blocks", "shelf IN (SELECT id FROM shelves WHERE room IS NOT NULL)"],
  ["messages", "id IN (SELECT id FROM kept)"],
  ["seen", "TRUE"],
];

/** Rows copied in one transaction: the copy's log stays short. */
const ROWS = 10_000;

/**
 * Copies the file of a folder to a new file: some 5 s for 1,000,000 lines.
 * @returns how many lines were copied
 * @throws StoreFailure where there is nothing to copy, the new file exists, or it cannot be written; StoreTooNew
 */
export function backup(folder: string, path: string): number {
  if (exists(path)) throw new StoreFailure(`"${path}" exists already`);
  const { file: source } = openToRead(folder);
  const unfinished = `${path}.unfinished`;
  try {
    removeAll(unfinished);
    const lines = copy(source, unfinished);
    rename(unfinished, path);
    return lines;
  } catch (error) {
    removeAll(unfinished);
    throw error;
  } finally {
    source[Symbol.dispose]();
  }
}

/** Makes a file with the rows of a source as they are at this moment; returns how many are lines. */
function copy(source: SqliteFile, path: string): number {
  let lines = 0;
  using target = new SqliteFile(path, "write");
  migrate(target);
  source.exec("BEGIN");
  for (const [table, where] of TABLES) {
    const rows = source.prepare(`SELECT * FROM ${table} WHERE ${where}`).iterate();
    const copyRow = rowCopier(target, table);
    for (let areMore = true; areMore;) {
      areMore = target.write(() => {
        for (let copied = 0; copied < ROWS; copied++) {
          const { value, done } = source.read(() => rows.next());
          if (done) return false;
          copyRow(value);
          if (table === "messages") lines++;
        }
        return true;
      });
    }
  }
  if (!target.emptyLog()) throw new StoreFailure("the copy could not be finished");
  return lines;
}

/** Puts rows of a table into a file, by the columns of the first. */
function rowCopier(file: SqliteFile, table: string): (row: Record<string, SQLInputValue>) => void {
  let put: StatementSync | undefined;
  return (row) => {
    const columns = Object.keys(row);
    put ??= file.prepare(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
    );
    put.run(...Object.values(row));
  };
}

function removeAll(path: string): void {
  for (const file of filesOf(path)) remove(file);
}
