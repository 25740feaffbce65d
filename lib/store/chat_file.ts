/**
 * Where the chat's file is in its folder, and what happens when it is opened: only one server may write it, a newer one
 * is not touched, an older one is brought up to date, and a damaged one is put aside.
 *
 * @module
 */

import type { RoomName } from "../model/clean.ts";
import { putAside } from "./damage.ts";
import { exists, makeFolder } from "./files.ts";
import { lockFolder } from "./folder_lock.ts";
import { fileIn } from "./open_store.ts";
import { migrate, SCHEMA_VERSION, schemaVersion } from "./schema.ts";
import { saysDamaged, saysForeign } from "./sqlite_failure.ts";
import { SqliteFile } from "./sqlite_file.ts";
import { partsOf, type SqliteParts } from "./sqlite_parts.ts";
import { StoreFailure } from "./store.ts";
import { queryOfAuthor } from "./tokens.ts";

/** How a folder is opened for writing. */
export interface OpenOptions {
  /** Told the new path of a file that was damaged and put aside. */
  readonly onDamaged?: (path: string) => void;
  /** The time for the name of such a file, in milliseconds since 1970; the present unless said otherwise. */
  readonly now?: number;
}

/**
 * Opens a folder's file to write it; makes both where they are missing, for nobody else's eyes.
 * @returns the file, and the lock on the folder: to be disposed in that order
 * @throws StoreFailure where another server uses the folder or it cannot be used at all; StoreTooNew
 */
export function openToWrite(
  folder: string,
  { onDamaged = () => {}, now = Date.now() }: OpenOptions,
): { parts: SqliteParts; lock: Disposable } {
  makeFolder(folder);
  const lock = lockFolder(folder);
  const path = fileIn(folder);
  try {
    return { lock, parts: openOrBeginAnew(path, now, onDamaged) };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/**
 * Opens a folder's file to read it, also while a server writes it.
 * @throws StoreFailure where there is none, or it is of an older version; StoreTooNew
 */
export function openToRead(folder: string): SqliteParts {
  const path = fileIn(folder);
  if (!exists(path)) throw new StoreFailure(`there is no "${path}"`);
  return openParts(path, "read");
}

function openOrBeginAnew(path: string, now: number, onDamaged: (path: string) => void): SqliteParts {
  try {
    return openParts(path, "write");
  } catch (error) {
    if (!saysDamaged(error)) throw error;
    const aside = putAside(path, now);
    const parts = openParts(path, "write");
    onDamaged(aside);
    return parts;
  }
}

function openParts(path: string, access: "read" | "write"): SqliteParts {
  if (access === "write" && exists(path)) refuseNewer(path);
  const file = new SqliteFile(path, access);
  try {
    if (access === "write") migrate(file);
    else if (schemaVersion(file) < SCHEMA_VERSION) {
      throw new StoreFailure("the file is of an older version: start the server with it once");
    }
    return file.read(() => probed(partsOf(file)));
  } catch (error) {
    file[Symbol.dispose]();
    throw saysForeign(error) ? new StoreFailure("the file is not a chat's", { cause: error }) : error;
  }
}

/** Throws StoreTooNew without opening the file for writing, which alone might change it. */
function refuseNewer(path: string): void {
  using file = new SqliteFile(path, "read");
  schemaVersion(file);
}

/** Reads a little of every part, so that damage shows now, when the file can be put aside; returns the parts. */
function probed(parts: SqliteParts): SqliteParts {
  parts.rooms.all();
  parts.shelves.find("" as RoomName);
  parts.index.find(queryOfAuthor(""), 0).next();
  parts.seen.get("");
  return parts;
}
