/** Who is in the chat of several nodes, and how far this node has read its log; opaque here. @module */

import type { Presence, PresenceChange } from "../store.ts";
import type { SqliteFile } from "./file.ts";

/** The number under which the position is kept; nobody has it. */
const POSITION = 0;

export class SqlitePresence {
  readonly #statements;

  constructor(file: SqliteFile) {
    this.#statements = {
      all: file.prepare("SELECT id, state FROM presence ORDER BY id"),
      put: file.prepare(
        "INSERT INTO presence (id, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
      ),
      drop: file.prepare("DELETE FROM presence WHERE id = ?"),
    };
  }

  get(): Presence | undefined {
    const states = this.#statements.all.all().map(({ id, state }) =>
      [id as number, state as string] as const
    );
    const people = new Map(states), position = people.get(POSITION);
    people.delete(POSITION);
    return position === undefined ? undefined : { position, people };
  }

  put({ position, people }: PresenceChange): void {
    this.#statements.put.run(POSITION, position);
    for (const [id, state] of people) {
      if (state === undefined) this.#statements.drop.run(id);
      else this.#statements.put.run(id, state);
    }
  }
}
