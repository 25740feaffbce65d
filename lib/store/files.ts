/**
 * The little a store needs of the file system besides SQLite, and its errors in words for everybody: whoever asks why
 * nothing is saved may read them, so they name no path. Of the store's files only this one names `Deno`: `node:fs` would
 * take 20 ms of every start.
 *
 * @module
 */

import { StoreFailure } from "./store.ts";

/** Whether there is anything under a path. Throws a StoreFailure where that cannot be told. */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
    throw failure("be looked into", error);
  }
}

/** Makes a folder for its owner only, and those it is in, where they are missing. Throws a StoreFailure. */
export function makeFolder(path: string): void {
  attempt("be made", () => Deno.mkdirSync(path, { recursive: true, mode: 0o700 }));
}

/** Makes an empty file for its owner only. Throws a StoreFailure where it exists or cannot be made. */
export function makeFile(path: string): void {
  attempt("be written", () => Deno.openSync(path, { write: true, createNew: true, mode: 0o600 }).close());
}

/** Gives a file another name. Throws a StoreFailure. */
export function rename(from: string, to: string): void {
  attempt("be written", () => Deno.renameSync(from, to));
}

/** Removes a file if there is one. Throws a StoreFailure where it stays. */
export function remove(path: string): void {
  attempt("be written", () => {
    if (exists(path)) Deno.removeSync(path);
  });
}

/** What is to be thrown where a folder or a file in it cannot be used. */
export function failure(what: string, cause: unknown): StoreFailure {
  if (cause instanceof StoreFailure) return cause;
  return new StoreFailure(`the folder cannot ${what}: ${reasonOf(cause)}`, { cause });
}

function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw failure(what, cause);
  }
}

function reasonOf(cause: unknown): string {
  const { errors } = Deno;
  if (cause instanceof errors.NotCapable) {
    return `the program was started without --allow-${/read access/.test(cause.message) ? "read" : "write"}`;
  }
  if (cause instanceof errors.PermissionDenied) return "permission denied";
  if (cause instanceof errors.NotADirectory || cause instanceof errors.AlreadyExists) {
    return "a file is in its place";
  }
  if (cause instanceof errors.NotFound) return "there is no such place";
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/no space|os error 28\b/i.test(text)) return "the disk is full";
  return /read-only|os error 30\b/i.test(text) ? "it may not be written" : "the system refuses it";
}
