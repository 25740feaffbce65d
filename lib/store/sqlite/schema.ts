/**
 * What is in a store's file, as the steps that lead there from an empty one. A step, once released, never changes: what
 * comes later is a further step. `PRAGMA user_version` counts the steps a file has seen.
 *
 * @module
 */

import { Meta } from "./meta.ts";
import { damaged } from "./failure.ts";
import type { SqliteFile } from "./file.ts";
import { StoreTooNew } from "../store.ts";
import { rewriteKeys } from "./stored_keys.ts";

/** One step: statements, or what statements alone cannot do. */
export type Migration = string | ((file: SqliteFile) => void);

/**
 * Version 1. `shelves`: a number for every room that has lines, and `blocks`: among which ids these are (`shelves.ts`).
 * `messages.lag`: by how many milliseconds a line's time is behind the latest of the lines before it; 0 unless a clock was
 * turned back. `forgotten`: whose lines are to go, from which id to which. `kept`: the lines that anybody may see, which
 * are those that are not about to be erased (`eraser.ts`). `words`: the index (`word_index.ts`); it holds no text, and its
 * parts are merged only on demand.
 *
 * The step of `rewriteKeys`: `rooms.owners` and `seen.key` call every address as the server does today, and have
 * the name beside that stands in for one that is reserved today.
 * The step of `reindex`: words are cut and folded as `lib/text/words.ts` does it today.
 * `rooms.hooks`: the webhooks of a room, as a JSON array.
 * `presence`: who is in the chat of several nodes, and under 0 how far this node has read its log (`presence.ts`).
 */
const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE rooms (
    name TEXT UNIQUE NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    owners TEXT NOT NULL,
    password TEXT NOT NULL,
    keeps_history INTEGER NOT NULL,
    past_from INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE shelves (id INTEGER PRIMARY KEY, room TEXT UNIQUE) STRICT;
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    shelf INTEGER NOT NULL,
    time INTEGER NOT NULL,
    lag INTEGER NOT NULL,
    acted INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE blocks (
    shelf INTEGER NOT NULL,
    block INTEGER NOT NULL,
    PRIMARY KEY (shelf, block)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE forgotten (
    name TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (name, first)
  ) STRICT, WITHOUT ROWID;
  CREATE VIEW kept AS
    SELECT m.id, m.shelf, m.time, s.room, m.acted, m.name, m.text
    FROM messages m CROSS JOIN shelves s ON s.id = m.shelf
    WHERE s.room IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM forgotten f WHERE f.name = m.name AND m.id BETWEEN f.first AND f.last
    );
  CREATE TABLE seen (key TEXT PRIMARY KEY, id INTEGER NOT NULL, time INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX seen_by_time ON seen (time);
  CREATE VIRTUAL TABLE words USING fts5(
    tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '#@_'"
  );
  INSERT INTO words (words, rank) VALUES ('automerge', 0);
  `,
  rewriteKeys,
  reindex,
  "ALTER TABLE rooms ADD COLUMN hooks TEXT NOT NULL DEFAULT '[]'",
  "CREATE TABLE presence (id INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT",
];

/** Empties the index (0.5 s for a million lines) after a change of its rule; lines are indexed anew later. */
function reindex(file: SqliteFile): void {
  const meta = new Meta(file);
  const indexed = meta.get("indexed");
  if (indexed === 0) return;
  meta.set("toReindex", indexed);
  file.exec("INSERT INTO words (words) VALUES ('delete-all')");
}

export const SCHEMA_VERSION: number = MIGRATIONS.length;

/** How many steps a file has seen; 0 for an empty one. Throws StoreTooNew where there are unknown ones. */
export function schemaVersion(file: SqliteFile, known = SCHEMA_VERSION): number {
  const version = Number(file.rows("PRAGMA user_version")[0]?.["user_version"]);
  if (version < 0) throw damaged();
  if (version > known) {
    throw new StoreTooNew(
      `the file is of version ${version}, and this program knows versions up to ${known}: use a newer chat-server`,
    );
  }
  return version;
}

/** Takes a file through the steps it has not seen, each in a transaction of its own. Tests have steps of their own. */
export function migrate(file: SqliteFile, steps: readonly Migration[] = MIGRATIONS): void {
  for (let version = schemaVersion(file, steps.length); version < steps.length; version++) {
    file.write(() => {
      const step = steps[version]!;
      if (typeof step === "string") file.exec(step);
      else step(file);
      file.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

/** Brings rows of an older file up to date, within a transaction: such steps may be repeated. */
export function refresh(file: SqliteFile): void {
  for (const step of MIGRATIONS) if (typeof step !== "string") step(file);
}
