/**
 * Copies a store's file while a server goes on writing it. The copy is complete and of one moment: the source is looked
 * through, the copy is counted against it and looked through as well, and then it gets its name. Put into an empty
 * folder as `chat.sqlite`, it is a store.
 *
 * Rows are copied one by one: SQLite's own ways (`VACUUM INTO`, `ATTACH`) are closed to a program that may not do
 * everything, and Deno 2.4 closes them to all. The index is left out: a server makes it again.
 *
 * @module
 */

import { openToRead } from "./chat_file.ts";
import { faultsOf } from "./faults.ts";
import { exists, link, remove } from "./files.ts";
import { fileIn } from "../place.ts";
import { migrate } from "./schema.ts";
import { damaged } from "./failure.ts";
import { filesOf, SqliteFile } from "./file.ts";
import { StoreFailure } from "../store.ts";
import { pagesOf, type Row, rowCount, type TableWanted } from "./table_pages.ts";

/** What is copied: all but the index, and no line that is about to be erased. */
export const TABLES: readonly TableWanted[] = [
  { table: "meta", key: ["key"], where: "key NOT IN ('indexed', 'toReindex')" },
  { table: "rooms", key: ["rowid"], where: "TRUE" },
  { table: "shelves", key: ["id"], where: "room IS NOT NULL" },
  {
    table: "blocks",
    key: ["shelf", "block"],
    where: "shelf IN (SELECT id FROM shelves WHERE room IS NOT NULL)",
  },
  { table: "messages", key: ["id"], where: "EXISTS (SELECT 1 FROM kept WHERE kept.id = messages.id)" },
  { table: "seen", key: ["key"], where: "TRUE" },
  { table: "presence", key: ["id"], where: "TRUE" }, // with it another node goes on from there
];

/**
 * Copies the file of a folder to a new file; returns how many lines were copied. It takes some 10 s for 1,000,000 lines.
 * @throws StoreFailure where there is nothing to copy, it is damaged, the new file exists, or it cannot be written;
 * StoreTooNew
 */
export function backup(folder: string, path: string): number {
  if (exists(path)) throw new StoreFailure(`"${path}" exists already`);
  openToRead(folder).file[Symbol.dispose](); // there is one, and it can be read
  // Its index is looked through with what was read of it earlier, so nothing was.
  using source = new SqliteFile(fileIn(folder), "read");
  return finished(path, (unfinished) => copy(source, unfinished));
}

/** Has a file made under another name, and gives it its own when it is done; where that fails nothing is left of it. */
export function finished<T>(path: string, make: (unfinished: string) => T): T {
  const unfinished = `${path}.unfinished`;
  try {
    removeAll(unfinished);
    const made = make(unfinished);
    link(unfinished, path);
    return made;
  } finally {
    removeAll(unfinished);
  }
}

/** Makes a file with the rows of a source as they are at this moment; returns how many are lines. */
function copy(source: SqliteFile, path: string): number {
  let lines = 0;
  using target = new SqliteFile(path, "write");
  migrate(target);
  source.exec("BEGIN");
  if (faultsOf(source).length > 0) throw damaged(); // rows that are out of their place would be missing in every count
  for (const wanted of TABLES) {
    for (const rows of pagesOf(source, wanted)) target.write(() => insert(target, wanted.table, rows));
    const count = rowCount(target, wanted.table);
    if (count !== rowCount(source, `${wanted.table} WHERE ${wanted.where}`)) {
      throw new StoreFailure("the copy does not have as many rows as the store", { fault: "damaged" });
    }
    if (wanted.table === "messages") lines = count;
  }
  demandWhole(target);
  return lines;
}

/** Throws a StoreFailure where a copy is not whole, or cannot be written to disk. */
export function demandWhole(copy: SqliteFile): void {
  const [fault] = faultsOf(copy);
  if (fault !== undefined) throw new StoreFailure(`the copy is not whole (${fault})`);
  if (!copy.finish()) throw new StoreFailure("the copy could not be finished");
}

function insert(file: SqliteFile, table: string, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const put = file.prepare(
    `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
  );
  for (const row of rows) put.run(...Object.values(row));
}

function removeAll(path: string): void {
  for (const file of filesOf(path)) remove(file);
}
