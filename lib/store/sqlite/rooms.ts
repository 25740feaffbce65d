/** The rooms that are kept in a store's file; their lines are elsewhere (`shelves.ts`). @module */

import type { RoomName } from "../../text/clean.ts";
import { ROOM_KINDS, type RoomKind } from "../../model/room_rules.ts";
import { damaged } from "./failure.ts";
import type { SqliteFile } from "./file.ts";
import type { SavedRoom } from "../../model/saved_room.ts";

/** The columns of a room, in the order in which they lie on a page. */
export const ROOM_COLUMNS: readonly string[] = [
  ...["name", "kind", "topic", "owners", "password", "keeps_history", "past_from"],
  "hooks",
];

export class SqliteRooms {
  readonly #statements;

  constructor(file: SqliteFile) {
    this.#statements = {
      all: file.prepare(`SELECT ${ROOM_COLUMNS.join()} FROM rooms ORDER BY rowid`),
      put: file.prepare(`
        INSERT INTO rooms (${ROOM_COLUMNS.join()}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET kind = excluded.kind, topic = excluded.topic, owners = excluded.owners,
          password = excluded.password, keeps_history = excluded.keeps_history, past_from = excluded.past_from,
          hooks = excluded.hooks`),
      drop: file.prepare("DELETE FROM rooms WHERE name = ?"),
    };
  }

  /** The longest kept first. Throws a StoreFailure where one does not tell who may come in. */
  all(): SavedRoom[] {
    return this.#statements.all.all().map((row) => ({
      name: row["name"] as RoomName,
      kind: kindIn(row["kind"]),
      topic: row["topic"] as string,
      owners: listIn(row["owners"]),
      password: row["password"] as string,
      keepsHistory: row["keeps_history"] === 1,
      pastFrom: row["past_from"] as number,
      hooks: listIn(row["hooks"]),
    }));
  }

  put({ name, kind, topic, owners, password, keepsHistory, pastFrom, hooks }: SavedRoom): void {
    const owned = JSON.stringify(owners), hooked = JSON.stringify(hooks);
    this.#statements.put.run(name, kind, topic, owned, password, keepsHistory ? 1 : 0, pastFrom, hooked);
  }

  drop(name: RoomName): void {
    this.#statements.drop.run(name);
  }
}

function kindIn(kind: unknown): RoomKind {
  if (!ROOM_KINDS.includes(kind as RoomKind)) throw damaged();
  return kind as RoomKind;
}

function listIn<T>(json: unknown): T[] {
  try {
    return JSON.parse(json as string);
  } catch (error) {
    throw damaged(error);
  }
}
