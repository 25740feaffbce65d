/** The few numbers that are kept beside the lines, by name; one that was never set is 0. @module */

import type { SqliteFile } from "./file.ts";

/**
 * `lastId`: the greatest id that was ever saved, in case its line is gone. `indexed`: all lines up to it are in the index,
 * but for those up to `toReindex`, which were taken out of it to be indexed anew. `clock...`: see `clock_records.ts`.
 * `scrub`: 1 while words of erased lines may be in the index.
 */
export type MetaKey =
  | "lastId"
  | "indexed"
  | "toReindex"
  | `clock${"Time" | "Jump" | "EvenMs" | "ImportedTo"}`
  | "scrub";

/** The numbers of one file; they are set within its transactions. */
export class Meta {
  readonly #get;
  readonly #set;

  constructor(file: SqliteFile) {
    this.#get = file.prepare("SELECT value FROM meta WHERE key = ?");
    this.#set = file.prepare(
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
  }

  get(key: MetaKey): number {
    return Number(this.#get.get(key)?.["value"] ?? 0);
  }

  set(key: MetaKey, value: number): void {
    this.#set.run(key, value);
  }
}
