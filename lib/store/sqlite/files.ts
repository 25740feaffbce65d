/**
 * What a store needs of the file system besides SQLite. Its errors are StoreFailures in words for everybody: whoever asks
 * why nothing is saved may read them, so they name no path. Of the store's files only this one names `Deno`: `node:fs`
 * would take 20 ms of every start.
 *
 * @module
 */

import { reasonOf, type Reasons } from "../../runtime/reason.ts";
import { StoreFailure } from "../store.ts";

const REASONS: Reasons = {
  NotFound: "there is no such place",
  NotADirectory: "a file is in its place",
  AlreadyExists: "a file is in its place",
  ENOSPC: "the disk is full",
  EROFS: "it may not be written",
  IsADirectory: "the system refuses it",
  other: "the system refuses it",
};

/** Throws a StoreFailure where that cannot be told. */
export function exists(path: string): boolean {
  return ifThere(() => Deno.lstatSync(path)) !== undefined;
}

/** In bytes; undefined where there is no file, or something else. */
export function sizeOf(path: string): number | undefined {
  const info = ifThere(() => Deno.statSync(path));
  return info?.isFile ? info.size : undefined;
}

/** The size of a file. Throws a StoreFailure where there is none, or it is something else: a pipe would block. */
export function demandFile(path: string): number {
  if (!exists(path)) throw new StoreFailure(`there is no "${path}"`);
  const size = sizeOf(path);
  if (size === undefined) throw new StoreFailure("it is not a file");
  return size;
}

/** What tells a file from every other on this machine, whatever its name; undefined where there is none. */
export function identityOf(path: string): string | undefined {
  const info = ifThere(() => Deno.statSync(path));
  return info && `${info.dev} ${info.ino}`;
}

function ifThere(look: () => Deno.FileInfo): Deno.FileInfo | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw failure("be looked into", error);
  }
}

/** Where that is this user's to do. What a link leads to keeps its own: it may be a device that everybody needs. */
export function copyMode(from: string, to: string): void {
  try {
    const { mode } = Deno.statSync(from), { isFile, mode: old } = Deno.lstatSync(to);
    if (isFile && mode !== null && mode !== old) Deno.chmodSync(to, mode & 0o777);
  } catch {
    // It is somebody else's: whether it can be used shows when it is.
  }
}

/** What lies in the place of a file, if it is something else. */
export function strangerAt(path: string): string | undefined {
  if (stated(Deno.lstatSync, path) === undefined) return undefined; // there is nothing, or the folder is in the way
  const info = stated(Deno.statSync, path);
  if (info === undefined) return "it is a link to nowhere";
  return info.isDirectory ? "it is a folder" : info.isFile ? undefined : "it is not a file"; // a pipe, say, which would block
}

function stated(stat: typeof Deno.statSync, path: string): Deno.FileInfo | undefined {
  try {
    return stat(path);
  } catch {
    return undefined;
  }
}

/** As far as the system tells. This process must not have locked the file: looking takes its locks away. */
export function obstacleAt(path: string): string | undefined {
  const stranger = strangerAt(path);
  if (stranger !== undefined || !exists(path)) return stranger;
  try {
    Deno.openSync(path, { read: true, write: true }).close();
  } catch (error) {
    return reasonOf(error);
  }
}

/** Whether the system lets a file beside another one become so many bytes long. It takes no room on the disk. */
export function mayGrow(path: string, bytes: number): boolean {
  const probe = `${path}.probe`;
  try {
    using file = Deno.openSync(probe, { write: true, create: true, mode: 0o600 });
    file.truncateSync(bytes);
    return true;
  } catch (error) {
    return !(error instanceof Error && /too large|os error 27\b/i.test(error.message));
  } finally {
    try {
      Deno.removeSync(probe);
    } catch {
      // It could not be made.
    }
  }
}

/** A file's bytes. Whoever opens it disposes it. */
export interface Bytes extends Disposable {
  readonly size: number;
  /** So many bytes from a place on; those behind the end are zeros. Throws a StoreFailure. */
  read(at: number, length: number): Uint8Array;
}

/** Opens a file to look at its bytes. A server must not do this with its own store: SQLite would lose its locks. */
export function openBytes(path: string): Bytes {
  const file = attempt("be read", () => Deno.openSync(path));
  return {
    size: file.statSync().size,
    read(at, length) {
      const bytes = new Uint8Array(length);
      attempt("be read", () => {
        file.seekSync(at, Deno.SeekMode.Start);
        let have = 0;
        while (have < length) {
          const count = file.readSync(bytes.subarray(have));
          if (!count) break;
          have += count;
        }
      });
      return bytes;
    },
    [Symbol.dispose]: () => file.close(),
  };
}

/** Makes a folder for its owner only, and those it is in, where they are missing. */
export function makeFolder(path: string): void {
  attempt("be made", () => Deno.mkdirSync(path, { recursive: true, mode: 0o700 }));
}

/** Makes an empty file for its owner only. Throws a StoreFailure where there is one. */
export function makeFile(path: string): void {
  attempt("be written", () => Deno.openSync(path, { write: true, createNew: true, mode: 0o600 }).close());
}

/** The permissions are copied too. */
export function copy(from: string, to: string): void {
  attempt("be written", () => Deno.copyFileSync(from, to));
}

export function rename(from: string, to: string): void {
  attempt("be written", () => Deno.renameSync(from, to));
}

/** Gives a file a name that must be free, and waits for the disk to know it. Without links the other name goes. */
export function link(from: string, to: string): void {
  attempt("be written", () => {
    try {
      Deno.linkSync(from, to);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists || exists(to)) throw error;
      Deno.renameSync(from, to); // a disk without links
    }
    syncFolder(to.replace(/[^/\\]*$/, "") || ".");
  });
}

/** Waits for the disk to know the names in a folder, where the system has a way to. */
function syncFolder(path: string): void {
  try {
    using folder = Deno.openSync(path);
    folder.syncSync();
  } catch {
    // Windows opens no folders; elsewhere the name comes to the disk a little later.
  }
}

export function remove(path: string): void {
  attempt("be written", () => {
    if (exists(path)) Deno.removeSync(path);
  });
}

export function failure(what: string, cause: unknown): StoreFailure {
  if (cause instanceof StoreFailure) return cause;
  return new StoreFailure(`the folder cannot ${what}: ${reasonOf(cause, REASONS)}`, { cause });
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw failure(what, cause);
  }
}
