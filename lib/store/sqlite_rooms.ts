/**
 * The rooms that are kept in a store's file; their lines are elsewhere (`shelves.ts`).
 *
 * @module
 */

import type { RoomName } from "../model/clean.ts";
import type { RoomKind } from "../model/room_rules.ts";
import type { SqliteFile } from "./sqlite_file.ts";
import type { SavedRoom } from "./store.ts";

const COLUMNS = "name, kind, topic, owners, password, keeps_history, past_from";

/** The rooms of one file. */
export class SqliteRooms {
  readonly #statements;

  /** Reads and writes the rooms of a file, within its transactions. */
  constructor(file: SqliteFile) {
    this.#statements = {
      all: file.prepare(`SELECT ${COLUMNS} FROM rooms ORDER BY rowid`),
      put: file.prepare(`
        INSERT INTO rooms (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET kind = excluded.kind, topic = excluded.topic, owners = excluded.owners,
          password = excluded.password, keeps_history = excluded.keeps_history, past_from = excluded.past_from`),
      drop: file.prepare("DELETE FROM rooms WHERE name = ?"),
    };
  }

  /** All of them, the longest kept first. */
  all(): SavedRoom[] {
    return this.#statements.all.all().map((row) => ({
      name: row["name"] as RoomName,
      kind: row["kind"] as RoomKind,
      topic: row["topic"] as string,
      owners: JSON.parse(row["owners"] as string) as string[],
      password: row["password"] as string,
      keepsHistory: row["keeps_history"] === 1,
      pastFrom: row["past_from"] as number,
    }));
  }

  /** Keeps one, new or changed. */
  put({ name, kind, topic, owners, password, keepsHistory, pastFrom }: SavedRoom): void {
    const owned = JSON.stringify(owners);
    this.#statements.put.run(name, kind, topic, owned, password, keepsHistory ? 1 : 0, pastFrom);
  }

  /** Forgets one. */
  drop(name: RoomName): void {
    this.#statements.drop.run(name);
  }
}
