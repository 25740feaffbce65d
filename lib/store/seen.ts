/**
 * Up to where people have seen the chat, by opaque keys; a bounded number of them, the latest.
 *
 * @module
 */

import type { SqliteFile } from "./sqlite_file.ts";

/** Most keys that are kept, in any store. */
export const MAX_SEEN = 100_000;

/** The keys of one file. */
export class SqliteSeen {
  readonly #statements;

  /** Reads and writes the keys of a file, within its transactions. */
  constructor(file: SqliteFile) {
    this.#statements = {
      get: file.prepare("SELECT id FROM seen WHERE key = ?"),
      put: file.prepare(
        "INSERT INTO seen (key, id, time) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET id = excluded.id, time = excluded.time",
      ),
      count: file.prepare("SELECT count(*) AS keys FROM seen"),
      dropOld: file.prepare(
        "DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE time < ? ORDER BY time LIMIT ?)",
      ),
    };
  }

  /** The id of a key; undefined where none is kept. */
  get(key: string): number | undefined {
    return this.#statements.get.get(key)?.["id"] as number | undefined;
  }

  /** Keeps an id with the time, in milliseconds since 1970. */
  put(key: string, id: number, time: number): void {
    this.#statements.put.run(key, id, time);
  }

  /** Drops up to `limit` of the oldest: those from before `time`, and those that are too many. */
  trim(time: number, limit: number): void {
    const { changes } = this.#statements.dropOld.run(time, limit);
    const tooMany = Number(this.#statements.count.get()!["keys"]) - MAX_SEEN;
    const rest = Math.min(tooMany, limit - Number(changes));
    if (rest > 0) this.#statements.dropOld.run(Number.MAX_SAFE_INTEGER, rest);
  }
}
