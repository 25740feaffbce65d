/**
 * One SQLite file: how it is opened, how it is written (in transactions that are done wholly or not at all), and how its
 * errors are told. It knows nothing of what is in it. Whoever opens it disposes it.
 *
 * @module
 */

import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { exists, failure, makeFile, mayGrow, remove, sizeOf } from "./files.ts";
import { storeFailure } from "./failure.ts";
import { StoreFailure } from "../store.ts";

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

/** By how much a file has to be able to grow, in bytes: the most that one commit writes. */
const SPARE = 1024 * 1024;

/** All that Deno 2.4 says of a statement that SQLite refuses. */
const REFUSED = "failed to prepare statement";

/** A file with those that SQLite keeps beside it, by their paths. */
export function filesOf(path: string): [file: string, log: string, shared: string] {
  return [path, `${path}-wal`, `${path}-shm`];
}

/** Whether a server may write a file just now, as far as its name and what lies beside it tell. */
export function isInUse(path: string): boolean {
  const [, log] = filesOf(path);
  return /(^|\/)chat\.sqlite$/.test(path) || exists(log);
}

export class SqliteFile implements Disposable {
  readonly #db: DatabaseSync;
  readonly #path: string;
  #isOpen = true;
  #isWriting = false;
  #madeBeside: readonly string[] = [];

  /**
   * Opens a file: to `read` one that exists; to read one that lies `still`, which nobody writes meanwhile (what SQLite
   * makes beside it is removed again); to `write` one or a new one, which nobody else may read; to `lock` it without
   * touching what is in it. Throws a StoreFailure where that cannot be.
   */
  constructor(path: string, access: "read" | "still" | "write" | "lock") {
    this.#path = path;
    try {
      if (access === "still") this.#madeBeside = filesOf(path).filter((file) => !exists(file));
      if (access === "write" && !exists(path)) makeFile(path);
      this.#db = new DatabaseSync(path, { readOnly: access === "read" || access === "still" });
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

  /** For use within `read` and `write`, by `all` and `get` only: `iterate` of Deno ends silently in a damaged file. */
  prepare(sql: string): StatementSync {
    return this.read(() => {
      try {
        return this.#db.prepare(sql);
      } catch (error) {
        // Deno 2.4 does not say why a statement is refused, but `exec` does.
        if (error instanceof Error && error.message === REFUSED) this.#db.exec(`EXPLAIN ${sql}`);
        throw error;
      }
    });
  }

  /** The rows of a statement that is needed once. */
  rows(sql: string, ...values: SQLInputValue[]): Record<string, SQLOutputValue>[] {
    return this.read(() => this.prepare(sql).all(...values));
  }

  /** Runs statements without an answer. */
  exec(sql: string): void {
    this.read(() => this.#db.exec(sql));
  }

  /** Throws a StoreFailure where SQLite fails in it because of the disk or the file. */
  read<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw storeFailure(error);
    }
  }

  /** The same in one transaction, that around it where there is one; where it throws, nothing was done. */
  write<T>(run: () => T): T {
    return this.#isWriting ? run() : this.read(() => {
      this.#db.exec("BEGIN IMMEDIATE");
      this.#isWriting = true;
      try {
        const result = run();
        this.#db.exec("COMMIT");
        return result;
      } catch (error) {
        this.#rollBack();
        throw this.#grown(error);
      } finally {
        this.#isWriting = false;
      }
    });
  }

  /** The error, or that no file may grow that far, which SQLite does not know. It says nothing of what can be read. */
  #grown(error: unknown): unknown {
    const failure = storeFailure(error);
    if (!(failure instanceof StoreFailure) || failure.fault !== "unreadable") return error;
    const longest = Math.max(...filesOf(this.#path).map((file) => sizeOf(file) ?? 0));
    if (mayGrow(this.#path, longest + SPARE)) return new StoreFailure(failure.message, { cause: error });
    return new StoreFailure("the file may not grow: there is a file size limit", {
      cause: error,
      hint: `"${this.#path}": see ulimit -f, or LimitFSIZE= of systemd`,
    });
  }

  get usedBytes(): number {
    return (this.#pragma("page_count") - this.freePages) * this.#pragma("page_size");
  }

  get freePages(): number {
    return this.#pragma("freelist_count");
  }

  shrink(pages: number): void {
    // Each step frees one page, and Deno's exec takes one step only.
    this.rows(`PRAGMA incremental_vacuum(${pages})`);
  }

  /** Makes it one file on disk that needs nothing beside it; false where a reader prevents that. */
  finish(): boolean {
    this.exec("PRAGMA synchronous = FULL");
    return this.emptyLog() && this.rows("PRAGMA journal_mode = DELETE")[0]?.["journal_mode"] === "delete";
  }

  /** Moves the log into the file and empties it; false where a reader prevents that. */
  emptyLog(): boolean {
    return this.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]?.["busy"] === 0;
  }

  #pragma(name: string): number {
    return Number(this.rows(`PRAGMA ${name}`)[0]![name]);
  }

  #rollBack(): void {
    try {
      this.#db.exec("ROLLBACK");
    } catch {
      // A full disk makes SQLite roll back by itself: then there is nothing left to do.
    }
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#db.close();
    for (const file of this.#madeBeside) remove(file);
  }
}
