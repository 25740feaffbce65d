/** Looks whether a store's file is whole, a backup or one that a server writes, and what it holds. @module */

import { faultsOf } from "./faults.ts";
import { demandFile } from "./files.ts";
import { droppedFrom } from "./raw_log.ts";
import { isChats } from "./recover.ts";
import { schemaVersion } from "./schema.ts";
import { isInUse, SqliteFile } from "./file.ts";
import { StoreFailure } from "../store.ts";
import { rowCount } from "./table_pages.ts";

/** What a file holds, as far as that can be told, and what is wrong with it. */
export interface Verified {
  readonly lines: number | undefined;
  readonly rooms: number | undefined;
  /** When the first line was said, in milliseconds since 1970; `to` is when the last one was. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly version: number | undefined;
  /** What is wrong, in words; none where it is whole. */
  readonly faults: readonly string[];
}

const UNKNOWN = { lines: undefined, rooms: undefined, from: undefined, to: undefined, version: undefined };

/** Reads all of a file. Throws a StoreFailure where it is not there, may not be read, or is no chat's; StoreTooNew. */
export function verify(path: string): Verified {
  if (demandFile(path) === 0) return { ...UNKNOWN, faults: ["it is empty"] };
  try {
    using file = new SqliteFile(path, isInUse(path) ? "read" : "still");
    file.exec("BEGIN"); // all of one moment, whatever a server writes meanwhile
    const version = schemaVersion(file);
    if (version < 1 || !hasOurTables(file)) throw new StoreFailure("it is not the file of a chat-server");
    return { ...holdings(file), version, faults: [...faultsOf(file), ...faultsOfLog(path)] };
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.fault !== "damaged") throw error;
    if (!isChats(path)) throw new StoreFailure("it is not the file of a chat-server", { cause: error });
    return { ...UNKNOWN, faults: ["most of it cannot be read"] };
  }
}

function faultsOfLog(path: string): string[] {
  const dropped = droppedFrom(path);
  return dropped === 0 ? [] : [`the log beside it (-wal) is damaged: changes left out: ${dropped}`];
}

function hasOurTables(file: SqliteFile): boolean {
  const names = "'meta', 'rooms', 'shelves', 'messages', 'blocks', 'seen'";
  return rowCount(file, `sqlite_schema WHERE type = 'table' AND name IN (${names})`) === 6;
}

function holdings(file: SqliteFile): Pick<Verified, "lines" | "rooms" | "from" | "to"> {
  try {
    const [row] = file.rows(
      `SELECT count(*) AS lines, min(time) AS "from", max(time) AS "to",
        (SELECT count(*) FROM shelves WHERE room IS NOT NULL) AS rooms FROM kept`,
    );
    const number = (key: string) => row![key] === null ? undefined : Number(row![key]);
    return { lines: number("lines"), rooms: number("rooms"), from: number("from"), to: number("to") };
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return UNKNOWN;
  }
}
