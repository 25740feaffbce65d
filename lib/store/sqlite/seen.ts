/** Up to where people have seen the chat, by opaque keys; a bounded number of them, the latest. @module */

import { MAX_SEEN } from "../store.ts";
import type { SqliteFile } from "./file.ts";

/** Later than every time, greater than every id. */
const LAST = Number.MAX_SAFE_INTEGER;

export class SqliteSeen {
  readonly #statements;
  /** The id up to which none is left that was too old whatever its time says: to look for it takes reading all. */
  #oldUpTo = 0;

  constructor(file: SqliteFile) {
    this.#statements = {
      get: file.prepare("SELECT id FROM seen WHERE key = ?"),
      put: file.prepare(
        "INSERT INTO seen (key, id, time) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET id = excluded.id, time = excluded.time",
      ),
      count: file.prepare("SELECT count(*) AS keys FROM seen"),
      dropUpTo: file.prepare(
        "DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE id <= ? LIMIT ?)",
      ),
      dropOld: file.prepare(
        "DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE time < ? AND id <= ? ORDER BY time LIMIT ?)",
      ),
    };
  }

  get(key: string): number | undefined {
    return this.#statements.get.get(key)?.["id"] as number | undefined;
  }

  put(key: string, id: number, time: number): void {
    this.#statements.put.run(key, id, time);
  }

  /** Drops up to `limit` of the oldest: those that are too old (see `AgeLimit`), and those that are too many. */
  trim(before: number, limit: number, oldUpTo = 0, newAfter = LAST): void {
    let left = limit - Number(this.#statements.dropOld.run(before, newAfter, limit).changes);
    if (oldUpTo !== this.#oldUpTo) {
      left -= Number(this.#statements.dropUpTo.run(oldUpTo, left).changes);
      if (left > 0) this.#oldUpTo = oldUpTo;
    }
    const tooMany = Number(this.#statements.count.get()!["keys"]) - MAX_SEEN;
    const rest = Math.min(tooMany, left);
    if (rest > 0) this.#statements.dropOld.run(LAST, LAST, rest);
  }
}
