/** The lines in a store's file: how they get in, and how they are read. The busiest place of the store. @module */

import type { SQLInputValue } from "node:sqlite";
import type { Message } from "../../model/message.ts";
import { descending } from "./descending.ts";
import type { Meta } from "./meta.ts";
import { blockOf, LINE_OF_BLOCK, type Shelves } from "./shelves.ts";
import { damaged } from "./failure.ts";
import type { SqliteFile } from "./file.ts";
import type { LinesWanted } from "../store.ts";

/** Lines inserted by one statement: that takes half the time of one by one, and more at once gain nothing. */
const CHUNK = 8;

const PAGE = 1000;

const PUT = "INSERT INTO messages (id, shelf, time, lag, acted, name, text) VALUES";
const ROW = "(?, ?, ?, ?, ?, ?, ?)";
const COLUMNS = 7;

const KEPT = "SELECT id, time, room, acted, name, text FROM kept";

/** The lines of one room between two ids, by the blocks of its shelf. */
const KEPT_IN_ROOM = `
  SELECT m.id, m.time, m.room, m.acted, m.name, m.text
  FROM shelves s CROSS JOIN blocks b ON b.shelf = s.id CROSS JOIN kept m ON ${LINE_OF_BLOCK}
  WHERE s.room = ? AND b.block BETWEEN ? AND ? AND m.id > ? AND m.id < ?`;

/** The line saved last: its id, and the latest time of all lines up to it, in milliseconds since 1970. */
interface Tail {
  readonly id: number;
  readonly latest: number;
}

export class SqliteLines {
  readonly #file: SqliteFile;
  readonly #shelves: Shelves;
  readonly #statements;
  readonly #meta: Meta;
  #tail: Tail;

  constructor(file: SqliteFile, shelves: Shelves, meta: Meta) {
    this.#file = file;
    this.#shelves = shelves;
    this.#meta = meta;
    this.#statements = {
      putOne: file.prepare(`${PUT} ${ROW}`),
      putChunk: file.prepare(`${PUT} ${Array(CHUNK).fill(ROW).join(", ")}`),
      newest: file.prepare(`${KEPT_IN_ROOM} ORDER BY b.block DESC, m.id DESC LIMIT ?`),
      oldest: file.prepare(`${KEPT_IN_ROOM} ORDER BY b.block, m.id LIMIT ?`),
      at: file.prepare(`${KEPT} WHERE id = ?`),
      between: file.prepare(`${KEPT} WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ?`),
      page: file.prepare(`${KEPT} WHERE id > ? ORDER BY id LIMIT ${PAGE}`),
      lastTime: file.prepare("SELECT time FROM messages ORDER BY id DESC LIMIT 1"),
      latestFrom: file.prepare(
        "SELECT id, time + lag AS latest FROM messages WHERE id >= ? ORDER BY id LIMIT 1",
      ),
    };
    this.#tail = this.#readTail();
  }

  /** Reads anew what is remembered in memory: needed after a transaction that did not come off. */
  forget(): void {
    this.#tail = this.#readTail();
  }

  #readTail(): Tail {
    const [last] = this.#file.rows("SELECT id, time + lag AS latest FROM messages ORDER BY id DESC LIMIT 1");
    return {
      id: Math.max(Number(last?.["id"] ?? 0), this.#meta.get("lastId")),
      latest: Number(last?.["latest"] ?? 0),
    };
  }

  get lastId(): number {
    return this.#tail.id;
  }

  /** When the last line was said, in milliseconds since 1970; undefined where there is none. */
  get lastTime(): number | undefined {
    return this.#statements.lastTime.get()?.["time"] as number | undefined;
  }

  /** Saves lines in one transaction; returns how many. Throws a RangeError where their ids do not grow. */
  save(messages: Iterable<Message>): number {
    let { id: lastId, latest } = this.#tail;
    let count = 0;
    try {
      this.#file.write(() => {
        let values: SQLInputValue[] = [];
        for (const { id, time, room, kind, name, text } of messages) {
          if (!(id > lastId)) throw new RangeError(`Cannot save line ${id}: line ${lastId} is saved already`);
          lastId = id;
          count++;
          latest = Math.max(latest, time);
          const shelf = this.#shelves.forLine(room, id), acted = kind === "acted" ? 1 : 0;
          values.push(id, shelf, time, latest - time, acted, name, text);
          if (values.length < CHUNK * COLUMNS) continue;
          this.#statements.putChunk.run(...values);
          values = [];
        }
        for (let at = 0; at < values.length; at += COLUMNS) {
          this.#statements.putOne.run(...values.slice(at, at + COLUMNS));
        }
      });
    } catch (error) {
      this.#shelves.forget();
      throw error;
    }
    this.#tail = { id: lastId, latest };
    return count;
  }

  ofRoom({ room, after, before = Number.MAX_SAFE_INTEGER, limit, which }: LinesWanted): Message[] {
    const rows = this.#statements[which].all(room, blockOf(after), blockOf(before), after, before, limit);
    return risen(which === "newest" ? rows.reverse() : rows, after, before);
  }

  at(id: number): Message | undefined {
    const row = this.#statements.at.get(id);
    return row && messageOf(row);
  }

  /** Lines with an id greater than `after` and up to `upTo`, the newest first. */
  between(after: number, upTo: number): Generator<Message> {
    return descending(
      upTo,
      (before, limit) => this.#statements.between.all(after, before, limit).map(messageOf),
    );
  }

  /** All lines, the oldest first. What is saved meanwhile may be among them; no lock is held between two of them. */
  *all(): Generator<Message> {
    let after = 0;
    for (;;) {
      const rows = this.#file.read(() => this.#statements.page.all(after));
      yield* risen(rows, after);
      if (rows.length < PAGE) return;
      after = Number(rows.at(-1)!["id"]);
    }
  }

  /** An id such that all lines before it were said before `time` (in milliseconds since 1970): by halving the ids. */
  firstSince(time: number): number {
    let low = 0, high = this.#tail.id + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#statements.latestFrom.get(middle);
      if (row === undefined || Number(row["latest"]) >= time) high = middle;
      else low = Math.max(middle, Number(row["id"])) + 1; // greater, also where the file is damaged
    }
    return low;
  }
}

/** Lines between two ids. Throws where others were read: in a damaged file, reading on might go round for ever. */
function risen(rows: readonly Record<string, unknown>[], after: number, before = Infinity): Message[] {
  const messages = rows.map(messageOf);
  let last = after;
  for (const { id } of messages) {
    if (!(id > last && id < before)) throw damaged();
    last = id;
  }
  return messages;
}

function messageOf(row: Record<string, unknown>): Message {
  const { id, time, room, acted, name, text } = row;
  if (typeof time !== "number" || typeof name !== "string" || typeof text !== "string") throw damaged();
  return { id, time, room, kind: acted === 1 ? "acted" : "said", name, text } as Message;
}
