/**
 * One open SQLite file: how it is opened, how it is written (in transactions that come off wholly or not at all), and
 * how its errors are told. It knows nothing of what is in it.
 *
 * @module
 */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { exists, failure, makeFile } from "./files.ts";
import { storeFailure } from "./sqlite_failure.ts";

/** How long SQLite waits for another program's lock, in milliseconds: the whole chat waits with it. */
const BUSY_MS = 20;

/**
 * Written ahead (WAL) without a sync per commit: what is committed survives the process, and the last moments before a
 * power cut may be lost whole. A commit that makes the log longer than 1,000 pages (4 MiB) moves it into the file and
 * syncs: some 10 ms on a common disk. A longer log is moved more seldom and makes the chat wait longer.
 */
const WRITING = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 1000;
  PRAGMA journal_size_limit = 16777216;
  PRAGMA secure_delete = ON;
  PRAGMA cache_size = -8192;
`;

/**
 * Only for a new file: an old one would be written by it, which a damaged one must not be. There is nothing in it yet
 * that could be lost, so its first page is not waited for: the disk would take 20 ms.
 */
const NEW = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA synchronous = OFF;
  PRAGMA journal_mode = WAL;
`;

/** A file with those that SQLite keeps beside it, by their names. */
export function filesOf(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`];
}

/** One SQLite file. Whoever opens it disposes it. */
export class SqliteFile implements Disposable {
  readonly #db: DatabaseSync;
  #isOpen = true;

  /**
   * Opens a file: to `read` one that exists; to `write` that or a new one, which nobody else may read; to `lock` it
   * without touching what is in it.
   * @throws StoreFailure where that cannot be
   */
  constructor(path: string, access: "read" | "write" | "lock") {
    try {
      if (access === "write" && !exists(path)) makeFile(path);
      this.#db = new DatabaseSync(path, { readOnly: access === "read" });
    } catch (cause) {
      throw failure("be used", storeFailure(cause)); // where SQLite had no say in it: a missing permission, say
    }
    try {
      this.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
      if (access === "write" && this.#pragma("page_count") === 0) this.exec(NEW);
      if (access === "write") this.exec(WRITING);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /**
   * Prepares one statement, for use within {@linkcode read} and {@linkcode write}.
   * @throws StoreFailure where the file cannot be read
   */
  prepare(sql: string): StatementSync {
    return this.read(() => this.#db.prepare(sql));
  }

  /**
   * Runs statements that nobody waits for an answer of.
   * @throws StoreFailure where the file cannot be used
   */
  exec(sql: string): void {
    this.read(() => this.#db.exec(sql));
  }

  /**
   * Returns what `run` returns.
   * @throws StoreFailure where SQLite fails in it because of the disk or the file
   */
  read<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw storeFailure(error);
    }
  }

  /**
   * Does `run` in one transaction and returns what it returns; where it throws, nothing was done.
   * @throws StoreFailure where SQLite fails because of the disk or the file
   */
  write<T>(run: () => T): T {
    return this.read(() => {
      this.#db.exec("BEGIN IMMEDIATE");
      try {
        const result = run();
        this.#db.exec("COMMIT");
        return result;
      } catch (error) {
        this.#rollBack();
        throw error;
      }
    });
  }

  /** How many bytes of the file are in use. */
  get usedBytes(): number {
    return (this.#pragma("page_count") - this.freePages) * this.#pragma("page_size");
  }

  /** How many pages of the file are free. */
  get freePages(): number {
    return this.#pragma("freelist_count");
  }

  /** Gives up to so many free pages back to the disk. */
  shrink(pages: number): void {
    // Each step frees one page, and Deno's exec takes one step only.
    this.read(() => this.#db.prepare(`PRAGMA incremental_vacuum(${pages})`).all());
  }

  /** Moves the log into the file and empties it; returns whether nobody was reading and kept it from that. */
  emptyLog(): boolean {
    return this.read(() => this.#db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"]) === 0;
  }

  #pragma(name: string): number {
    return this.read(() => Number(this.#db.prepare(`PRAGMA ${name}`).get()![name]));
  }

  #rollBack(): void {
    try {
      this.#db.exec("ROLLBACK");
    } catch {
      // A full disk makes SQLite roll back by itself: then there is nothing left to do.
    }
  }

  /** Closes it; may be repeated. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#db.close();
  }
}
