/** SQLite's errors in words an operator understands. Errors that only a bug can cause stay as they are. @module */

import { StoreFailure } from "../store.ts";

/** SQLite's primary result codes (https://sqlite.org/rescode.html); in Deno 2.4 some errors have only its words. */
const REASONS: readonly (readonly [code: number, words: string, reason: string])[] = [
  [5, "database is locked", "another program is using the file"],
  [6, "database table is locked", "another program is using the file"],
  [8, "attempt to write a readonly database", "the file may not be written"],
  [10, "disk I/O error", "the disk is full or failing"],
  [11, "database disk image is malformed", "the file is damaged"],
  [13, "database or disk is full", "the disk is full"],
  [14, "unable to open database file", "the file cannot be opened or made"],
  [26, "file is not a database", "the file is damaged"],
];

/** What SQLite says of a damaged index or head of a file; the code with it is that of a mistake in a statement. */
const SAID_OF_DAMAGE = /^(vtable constructor failed|invalid fts5 file format|unsupported file format)/;

/** What is to be thrown where what was read makes no sense: SQLite looks less closely. */
export function damaged(cause?: unknown): StoreFailure {
  return new StoreFailure("the file is damaged", { fault: "damaged", cause });
}

/** What is to be thrown for an error: a {@linkcode StoreFailure} where the disk or the file is to blame, else itself. */
export function storeFailure(error: unknown): unknown {
  if (error instanceof StoreFailure) return error;
  const reason = REASONS.find(([code]) => code === codeOf(error))?.[2];
  if (reason === undefined) return error;
  const fault = saysDamaged(error) ? "damaged" : codeOf(error) === 10 ? "unreadable" : undefined;
  return new StoreFailure(reason, { cause: error, ...(fault && { fault }) });
}

export function saysDamaged(error: unknown): boolean {
  if (error instanceof StoreFailure && error.fault === "damaged") return true;
  return [11, 26].includes(codeOf(error) ?? 0);
}

/** Whether an error says that a file has other tables than ours. */
export function saysForeign(error: unknown): boolean {
  if (error instanceof StoreFailure) return saysForeign(error.cause);
  return error instanceof Error && /^no such (table|column)/.test(error.message);
}

export function saysBusy(error: unknown): boolean {
  return codeOf(error) === 5;
}

/** SQLite's primary result code behind an error, if it is one of the above. */
function codeOf(error: unknown): number | undefined {
  if (error instanceof StoreFailure) return codeOf(error.cause);
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code === "ERR_OUT_OF_RANGE") return 11; // no number of ours is that great
  if (error.code !== "ERR_SQLITE_ERROR") return undefined;
  if (SAID_OF_DAMAGE.test(error.message)) return 11;
  // The primary code is in the lower eight bits of the extended one.
  if ("errcode" in error && typeof error.errcode === "number") return error.errcode & 0xff;
  return REASONS.find(([, words]) => error.message.startsWith(words))?.[0];
}
