/**
 * What is wrong with a store's file: pages that SQLite cannot read, and parts that do not fit together. It reads all
 * of the file: a second for 200 MB, so that no server does it.
 *
 * @module
 */

import { ROOM_KINDS } from "../../model/room_rules.ts";
import type { SqliteFile } from "./file.ts";
import { StoreFailure } from "../store.ts";
import { rowCount } from "./table_pages.ts";

/** Most faults of SQLite's own check that it looks for, and that are told. */
const MAX_FOUND = 5, MAX_TOLD = 2;

const KINDS = ROOM_KINDS.map((kind) => `'${kind}'`).join();

/** The same of what an older file does not have. */
const HOOK_MISFITS: Readonly<Record<string, string>> = {
  "rooms with a broken list of webhooks": "rooms WHERE NOT json_valid(hooks)",
};

/** What must not be there: what is said of such rows, and which they are. */
const MISFITS: Readonly<Record<string, string>> = {
  "rooms with a broken kind or list of owners":
    `rooms WHERE kind NOT IN (${KINDS}) OR NOT json_valid(owners)`,
  "lines that belong to no room":
    "messages AS m WHERE NOT EXISTS (SELECT 1 FROM shelves s WHERE s.id = m.shelf)",
  "lines that are missing in the index of their room": `messages AS m
    WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.shelf = m.shelf AND b.block = m.id / 256)`,
  "lines that no search finds": `messages AS m
    WHERE id <= (SELECT value FROM meta WHERE key = 'indexed')
      AND id > coalesce((SELECT value FROM meta WHERE key = 'toReindex'), 0)
      AND NOT EXISTS (SELECT 1 FROM words_docsize w WHERE w.id = m.id)`,
  "entries of the search index without a line":
    "words_docsize AS w WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = w.id)",
};

/** All faults of a file, in words; none where it is whole. */
export function faultsOf(file: SqliteFile): string[] {
  const faults = looked(() => {
    const said = file.rows(`PRAGMA integrity_check(${MAX_FOUND})`)
      .flatMap((row) => String(Object.values(row)[0]).split("\n"))
      .filter((said) => said !== "ok" && !/^(\*\*\*.*)?$/.test(said));
    return said.length === 0 ? [] : [`SQLite's own check says "${said.slice(0, MAX_TOLD).join('", "')}"`];
  });
  const misfits = { ...MISFITS, ...(hasHooks(file) && HOOK_MISFITS) };
  for (const [fault, rows] of Object.entries(misfits)) {
    faults.push(...looked(() => {
      const count = rowCount(file, rows);
      return count === 0 ? [] : [`${fault}: ${count}`];
    }));
  }
  return [...new Set(faults)];
}

function hasHooks(file: SqliteFile): boolean {
  let has = false;
  looked(() => {
    has = rowCount(file, "pragma_table_info('rooms') WHERE name = 'hooks'") > 0;
    return [];
  });
  return has;
}

/** What a look says; that it cannot be taken is a fault, too. */
function looked(look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.fault === undefined) throw error; // a lock is no fault of the file
    return [error.fault === "damaged" ? "some of its pages cannot be read" : error.message];
  }
}
