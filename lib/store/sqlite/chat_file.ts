/**
 * Where the chat's file is in its folder, and what happens when it is opened: only one server may write it, a newer one
 * is not touched, an older one is brought up to date, and a damaged one is put aside.
 *
 * @module
 */

import type { RoomName } from "../../text/clean.ts";
import { copyAside, putAside } from "./damage.ts";
import { copyMode, demandFile, exists, makeFolder, sizeOf } from "./files.ts";
import { lockFolder, lockIn } from "./folder_lock.ts";
import { fileIn } from "../place.ts";
import { droppedFrom } from "./raw_log.ts";
import { migrate, SCHEMA_VERSION, schemaVersion } from "./schema.ts";
import { damaged, saysDamaged, saysForeign } from "./failure.ts";
import { demandNoStranger, demandWritable, explained } from "./obstacle.ts";
import { filesOf, SqliteFile } from "./file.ts";
import { partsOf, type SqliteParts } from "./parts.ts";
import { type FileFault, type Loss, StoreFailure } from "../store.ts";
import { rowCount } from "./table_pages.ts";
import { queryOfAuthor } from "./tokens.ts";
import { Whereabouts } from "./whereabouts.ts";

export interface OpenOptions {
  /** Whether the file that is there was found damaged, and is to be put aside however it looks now. */
  readonly isDamaged?: boolean;
  /** The time for the name of such a file, in milliseconds since 1970; the present unless said otherwise. */
  readonly now?: number;
}

export interface OpenedFile {
  /** Its file is to be closed by way of {@linkcode OpenedFile.whereabouts}. */
  readonly parts: SqliteParts;
  /** On the folder; to be disposed last. */
  readonly lock: Disposable;
  readonly whereabouts: Whereabouts;
  readonly loss: Loss | undefined;
}

/**
 * Opens a folder's file to write it; makes both where they are missing, for nobody else's eyes. A file that is damaged,
 * or was emptied, is put aside first, with what lies beside it.
 * @throws StoreFailure where another server uses the folder or it cannot be used at all; StoreTooNew
 */
export function openToWrite(
  folder: string,
  { isDamaged = false, now = Date.now() }: OpenOptions,
): OpenedFile {
  const path = fileIn(folder);
  let lock: Disposable | undefined;
  try {
    makeFolder(folder);
    demandNoStranger(lockIn(folder));
    lock = lockFolder(folder);
    let loss = isDamaged ? begunAnew(path, now, "damaged") : foundEmpty(path, now);
    mendModes(path);
    demandWritable(path);
    loss ??= shortened(path, now);
    let parts: SqliteParts;
    try {
      parts = openParts(path, "write");
    } catch (error) {
      if (!saysDamaged(error)) throw error;
      loss = begunAnew(path, now, "damaged");
      parts = openParts(path, "write");
    }
    if (loss?.fault === "shortened") parts.file.emptyLog(); // or what is behind its damage would be found again
    return { parts, lock, whereabouts: new Whereabouts(folder), loss };
  } catch (error) {
    lock?.[Symbol.dispose]();
    throw explained(error, folder, path);
  }
}

/** Also while a server writes it. Throws a StoreFailure where there is none, or it is too old; StoreTooNew. */
export function openToRead(folder: string): SqliteParts {
  const path = fileIn(folder);
  if (demandFile(path) === 0) throw new StoreFailure(`"${path}" is empty`, { fault: "emptied" });
  if (droppedFrom(path) > 0) throw damaged();
  try {
    return openParts(path, "read");
  } catch (error) {
    throw explained(error, folder, path);
  }
}

/** Puts a file aside, with what lies beside it, unless there is nothing in them. */
function begunAnew(path: string, now: number, fault: FileFault): Loss {
  return filesOf(path).some(sizeOf) ? { fault, aside: putAside(path, now) } : { fault };
}

/** What is lost where a file is empty, or only its log is there: SQLite would throw that away, with lines in it. */
function foundEmpty(path: string, now: number): Loss | undefined {
  if (sizeOf(path)) return undefined;
  const [, log] = filesOf(path);
  if (sizeOf(log)) return begunAnew(path, now, exists(path) ? "emptied" : "removed");
  return sizeOf(path) === 0 ? { fault: "emptied" } : undefined;
}

/** What is lost where the log beside a file is damaged: SQLite drops what is behind that. Both are copied before. */
function shortened(path: string, now: number): Loss | undefined {
  if (droppedFrom(path) === 0) return undefined;
  const aside = copyAside(path, now);
  return { fault: "shortened", ...(aside !== undefined && { aside }) };
}

/** Lets what lies beside a file be used as the file itself: SQLite made it when the file was, say, read-only. */
function mendModes(path: string): void {
  const [, ...beside] = filesOf(path);
  for (const file of beside) copyMode(path, file);
}

function openParts(path: string, access: "read" | "write"): SqliteParts {
  if (access === "write" && exists(path)) refuseOthers(path);
  const file = new SqliteFile(path, access);
  try {
    if (access === "write") migrate(file);
    else if (schemaVersion(file) < SCHEMA_VERSION) {
      throw new StoreFailure(
        "the file is of an older version: start the server with it once, which updates it",
      );
    }
    return file.read(() => probed(partsOf(file)));
  } catch (error) {
    file[Symbol.dispose]();
    throw saysForeign(error)
      ? new StoreFailure("the file is not that of a chat-server", { cause: error })
      : error;
  }
}

/** Throws where a file is a newer program's, or another's, without opening it for writing, which alone might change it. */
function refuseOthers(path: string): void {
  using file = new SqliteFile(path, "read");
  if (schemaVersion(file) === 0 && rowCount(file, "sqlite_schema") > 0) {
    throw new StoreFailure("the file is not that of a chat-server");
  }
}

/** Reads a little of every part, so that damage shows now, when the file can be put aside; returns the parts. */
function probed(parts: SqliteParts): SqliteParts {
  parts.rooms.all();
  parts.shelves.find("" as RoomName);
  parts.index.find(queryOfAuthor(""), 0).next();
  parts.seen.get("");
  return parts;
}
