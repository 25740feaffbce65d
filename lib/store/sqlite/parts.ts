/** What a store's file consists of, each part with the statements it needs. @module */

import { ClockRecords } from "./clock_records.ts";
import { Meta } from "./meta.ts";
import { SqliteSeen } from "./seen.ts";
import { Shelves } from "./shelves.ts";
import type { SqliteFile } from "./file.ts";
import { SqliteLines } from "./lines.ts";
import { SqliteRooms } from "./rooms.ts";
import { SqlitePresence } from "./presence.ts";
import { WordIndex } from "./word_index.ts";

/** Of a file whose schema is up to date. Throws a StoreFailure where the file cannot be read. */
export function partsOf(file: SqliteFile) {
  const meta = new Meta(file);
  const shelves = new Shelves(file);
  const lines = new SqliteLines(file, shelves, meta);
  return {
    file,
    meta,
    rooms: new SqliteRooms(file),
    shelves,
    lines,
    index: new WordIndex(file, meta),
    seen: new SqliteSeen(file),
    presence: new SqlitePresence(file),
    clock: new ClockRecords(file, meta),
  };
}

export type SqliteParts = Readonly<ReturnType<typeof partsOf>>;
