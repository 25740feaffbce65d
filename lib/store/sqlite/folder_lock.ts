/**
 * Keeps two servers out of one folder. The lock is one of the operating system's, held through a second, empty SQLite
 * file: it ends with the process, however that ends, and those who only read the chat's own file never meet it.
 *
 * @module
 */

import { SqliteFile } from "./file.ts";
import { saysBusy, saysDamaged } from "./failure.ts";
import { StoreFailure } from "../store.ts";

export function lockIn(folder: string): string {
  return `${folder}/chat.lock`;
}

/** Throws a StoreFailure where another server, or this process, holds the lock, or the folder may not be written. */
export function lockFolder(folder: string): Disposable {
  const file = new SqliteFile(lockIn(folder), "lock");
  try {
    // Without a journal nothing is written: a full disk is no obstacle.
    file.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return file;
  } catch (error) {
    file[Symbol.dispose]();
    if (saysBusy(error)) throw new StoreFailure("another server uses this folder", { cause: error });
    if (!saysDamaged(error)) throw error;
    const hint = `"${lockIn(folder)}": it is something else, move it away`;
    throw new StoreFailure("the file cannot be opened or made", { cause: error, hint }); // the chat's own may be whole
  }
}
