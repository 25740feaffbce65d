/**
 * The rooms that are kept in a store's file; their lines are elsewhere (`shelves.ts`).
 *
 * @module
 */

import type { RoomName } from "../../text/clean.ts";
import { ROOM_KINDS, type RoomKind } from "../../model/room_rules.ts";
import { damaged } from "./failure.ts";
import type { SqliteFile } from "./file.ts";
import type { SavedRoom } from "../../model/saved_room.ts";

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

  /** All of them, the longest kept first. Throws a StoreFailure where it is not told who may come in. */
  all(): SavedRoom[] {
    return this.#statements.all.all().map((row) => ({
      name: row["name"] as RoomName,
      kind: kindIn(row["kind"]),
      topic: row["topic"] as string,
      owners: ownersIn(row["owners"]),
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

function kindIn(kind: unknown): RoomKind {
  if (!ROOM_KINDS.includes(kind as RoomKind)) throw damaged();
  return kind as RoomKind;
}

function ownersIn(json: unknown): string[] {
  try {
    return JSON.parse(json as string);
  } catch (error) {
    throw damaged(error);
  }
}
