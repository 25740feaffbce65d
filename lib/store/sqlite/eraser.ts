/**
 * Takes lines out of a store's file. Where they may be many it is done in two steps: they are hidden at once, by giving up
 * a room's shelf or by noting whose lines are forgotten, and erased little by little. What is erased is gone from the
 * table, the index, the blocks and the shelves. Everything here runs within a transaction of the caller; what erases
 * returns how many lines went.
 *
 * @module
 */

import type { SQLInputValue } from "node:sqlite";
import type { Name, RoomName } from "../../text/clean.ts";
import { type ErasedLine, LINE_OF_BLOCK } from "./shelves.ts";
import type { SqliteParts } from "./parts.ts";
import { MAX_COUNTED, type Retention } from "../store.ts";
import { queryOfAuthor } from "./tokens.ts";

/** In SQL: somebody's lines between two ids, those that the index knows, and those that it does not know yet or again. */
function linesOfAuthor(table: "kept" | "messages"): string {
  return `
    SELECT m.id, m.shelf FROM words w CROSS JOIN ${table} m ON m.id = w.rowid
    WHERE w.words MATCH ? AND w.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) AND m.name = ?
    UNION ALL
    SELECT m.id, m.shelf FROM ${table} m WHERE m.id BETWEEN ? AND ? AND m.name = ?
    UNION ALL
    SELECT m.id, m.shelf FROM ${table} m WHERE m.id BETWEEN ? AND ? AND m.name = ?`;
}

export class Eraser {
  readonly #parts: SqliteParts;
  readonly #statements;

  constructor(parts: SqliteParts) {
    const { file } = parts;
    this.#parts = parts;
    this.#statements = {
      erase: file.prepare("DELETE FROM messages WHERE id = ?"),
      countKept: file.prepare(
        `SELECT count(*) AS lines FROM (${linesOfAuthor("kept")} LIMIT ${MAX_COUNTED})`,
      ),
      note: file.prepare("INSERT OR REPLACE INTO forgotten (name, first, last) VALUES (?, ?, ?)"),
      noted: file.prepare("SELECT name, first, last FROM forgotten LIMIT 1"),
      done: file.prepare("DELETE FROM forgotten WHERE name = ? AND first = ?"),
      forgotten: file.prepare(`${linesOfAuthor("messages")} LIMIT ?`),
      givenUp: file.prepare(`
        SELECT m.id, m.shelf FROM shelves s CROSS JOIN blocks b ON b.shelf = s.id
        CROSS JOIN messages m ON ${LINE_OF_BLOCK}
        WHERE s.room IS NULL LIMIT ?`),
      oldest: file.prepare("SELECT id, shelf FROM messages ORDER BY id LIMIT ?"),
      outdated: file.prepare(`
        SELECT id, shelf, time FROM (SELECT id, shelf, time FROM messages ORDER BY id LIMIT ?)
        WHERE id <= ? OR (time < ? AND id <= ?)`),
    };
  }

  hideRoom(room: RoomName): void {
    this.#parts.shelves.giveUp(room);
  }

  /** Hides what somebody said from an id on, up to another; returns how many lines that were, as far as they are counted. */
  hideAuthor(name: Name, first: number, upTo: number): number {
    const last = Math.min(this.#parts.lines.lastId, upTo);
    const { lines } = this.#statements.countKept.get(...this.#between(name, first, last))!;
    if (lines !== 0) this.#statements.note.run(name, first, last);
    return lines as number;
  }

  eraseHidden(limit: number): number {
    let erased = this.#erase(this.#statements.givenUp.all(limit));
    while (erased < limit) {
      const note = this.#statements.noted.get();
      if (note === undefined) break;
      const { name, first, last } = note as { name: Name; first: number; last: number };
      const wanted = limit - erased;
      const lines = this.#erase(this.#statements.forgotten.all(...this.#between(name, first, last), wanted));
      if (lines < wanted) this.#statements.done.run(name, first);
      erased += lines;
    }
    return erased;
  }

  /** Erases those of the oldest `limit` lines that are too old. */
  eraseOutdated(
    { before, oldUpTo = 0, newAfter = Number.MAX_SAFE_INTEGER, onAged }: Retention,
    limit: number,
  ): number {
    const rows = this.#statements.outdated.all(limit, oldUpTo, before, newAfter);
    if (rows.length > 0) onAged?.(rows.map(({ time }) => Number(time)));
    return this.#erase(rows);
  }

  eraseOldest(limit: number): number {
    return this.#erase(this.#statements.oldest.all(limit));
  }

  /** The parameters of {@linkcode linesOfAuthor}. */
  #between(name: Name, first: number, last: number): SQLInputValue[] {
    const { indexed, toReindex } = this.#parts.index;
    const firstFresh = Math.max(first, indexed + 1), lastOld = Math.min(last, toReindex);
    return [queryOfAuthor(name), first, last, name, firstFresh, last, name, first, lastOld, name];
  }

  #erase(rows: readonly unknown[]): number {
    const lines = rows as readonly ErasedLine[];
    if (lines.length === 0) return 0;
    const { index, shelves, meta } = this.#parts;
    for (const { id } of lines) {
      this.#statements.erase.run(id);
      index.remove(id);
    }
    shelves.clear(lines);
    // The line saved last may be among them, and its id must not be given to another.
    meta.set("lastId", this.#parts.lines.lastId);
    return lines.length;
  }
}
