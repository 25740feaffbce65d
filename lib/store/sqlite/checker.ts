/**
 * Reads all that is in a store's file, a few rows at a time and over again, so that damage shows before somebody needs
 * what it has damaged. It reads through a connection of its own, which holds few pages: the other one would show what it
 * has in memory and not what is on disk.
 *
 * What it cannot see is damage within a text, which is still a text (a file has no checksums), and rows that a page does
 * not count any more: `verify` sees those.
 *
 * @module
 */

import type { SQLInputValue } from "node:sqlite";
import { damaged } from "./failure.ts";
import { SqliteFile } from "./file.ts";

/** Pages that its connection keeps in memory: enough for the way from the root to a leaf. */
const CACHED_PAGES = 16;

/** How many rows of a common table take as much time as one that fills a page. */
const ROWS_PER_LONG_ROW = 16;

interface Piece {
  readonly first: string;
  readonly next: string;
  /** How many of the columns are the key. */
  readonly keys: number;
  /** Whether that is a number, as a text. */
  readonly isNumbered: boolean;
  /** Whether a row may fill a page. */
  readonly isLong: boolean;
}

/** Reads through one file. Whoever makes it disposes it. */
export class Checker implements Disposable {
  readonly #path: string;
  #file: SqliteFile | undefined;
  #reading: Generator<undefined, void, number> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Reads up to `limit` rows; returns whether that was the end. After a StoreFailure the next call begins anew. */
  read(limit: number): boolean {
    try {
      const file = this.#file ??= this.#open();
      const { done = false } = file.read(() => (this.#reading ??= rowsOf(file, limit)).next(limit));
      if (done) this.#reading = undefined;
      return done;
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
    this.#file = this.#reading = undefined;
  }

  #open(): SqliteFile {
    const file = new SqliteFile(this.#path, "read");
    file.exec(`PRAGMA cache_size = ${CACHED_PAGES}`);
    return file;
  }
}

/** Reads a round: so many rows now, and so many whenever it goes on. */
function* rowsOf(file: SqliteFile, limit: number): Generator<undefined, void, number> {
  file.exec("PRAGMA shrink_memory"); // what it read the last time may have changed on disk
  for (const [at, piece] of piecesOf(file).entries()) {
    if (at > 0) limit = yield;
    let statement = file.prepare(piece.first), after: SQLInputValue[] = [];
    for (;;) {
      const rowLimit = piece.isLong ? Math.ceil(limit / ROWS_PER_LONG_ROW) : limit;
      const rows = statement.all(...after, ...after, rowLimit);
      // SQLite reads on, but finds none that is out of its place, and might go round for ever.
      if (rows.some(({ risen }) => risen === 0) || (piece.isNumbered && !hasRisen(rows))) throw damaged();
      if (rows.length < rowLimit) break;
      if (after.length === 0) statement = file.prepare(piece.next);
      after = Object.values(rows.at(-1)!).slice(0, piece.keys);
      limit = yield;
    }
  }
}

function hasRisen(rows: readonly Record<string, unknown>[]): boolean {
  const numbers = rows.map(({ key_0 }) => BigInt(key_0 as string));
  return numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);
}

/** All tables of a file, those of its index too, and all indexes. */
function piecesOf(file: SqliteFile): Piece[] {
  const tables = file.rows(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite%'",
  ).map(({ name }) => String(name));
  return tables.flatMap((table) => {
    const columns = file.rows(`PRAGMA table_info(${table})`);
    const key = columns.filter(({ pk }) => Number(pk) > 0)
      .sort((a, b) => Number(a["pk"]) - Number(b["pk"])).map(({ name }) => String(name));
    const indexes = file.rows(`PRAGMA index_list(${table})`);
    const hasRowid = !indexes.some(({ origin }) => origin === "pk");
    const values = columns.map(({ name }) => `length(CAST(${name} AS BLOB))`);
    const isLong = table.endsWith("_data"); // where FTS5 keeps its blocks, a page each
    const whole = { ...pieceOf(table, hasRowid ? ["rowid"] : key, values), isLong };
    const rest = indexes.filter(({ origin }) => origin !== "pk").map(({ name }) => {
      const indexed = file.rows(`PRAGMA index_info(${name})`).map((column) => String(column["name"]));
      return pieceOf(`${table} INDEXED BY ${name}`, [...indexed, ...hasRowid ? ["rowid"] : key], []);
    });
    return [whole, ...rest];
  });
}

/**
 * How a table is read. Numbers of rows go to and fro as text: those of the index are too great for JavaScript. The next
 * rows want the key twice, since Deno 2.4 binds nothing to a parameter with a number.
 */
function pieceOf(from: string, key: readonly string[], values: readonly string[]): Piece {
  const told = key.map((column, at) => `${column === "rowid" ? "CAST(rowid AS TEXT)" : column} AS key_${at}`);
  const marks = key.map((column) => column === "rowid" ? "CAST(? AS INTEGER)" : "?");
  const isNext = `(${key.join()}) > (${marks.join()})`, order = `ORDER BY ${key.join()} LIMIT ?`;
  const select = (risen: string) => `SELECT ${[...told, ...values].join()}, ${risen} AS risen FROM ${from}`;
  return {
    first: `${select("1")} ${order}`,
    next: `${select(isNext)} WHERE ${isNext} ${order}`,
    keys: key.length,
    isNumbered: key[0] === "rowid",
    isLong: false,
  };
}
