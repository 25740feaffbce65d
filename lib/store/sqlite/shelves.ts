/**
 * Where the lines of a room stand. Every room that has lines has a shelf, a number that is kept with each of them. A
 * room's lines are erased at once by giving up its shelf: nobody finds them any more, and the next trims take them away.
 *
 * The way to a shelf's lines goes by blocks of 256 ids: which blocks hold a line of it is kept, not which lines. An index
 * of every line costs twice as much as saving the lines themselves once many rooms talk at a time; reading through a
 * block costs 10 µs.
 *
 * @module
 */

import type { RoomName } from "../../text/clean.ts";
import type { SqliteFile } from "./file.ts";

/** How many ids make a block. Part of the file's format. */
const BLOCK = 256;

/** In SQL: the line `m` is one of those that the block `b` leads to. */
export const LINE_OF_BLOCK = `m.id BETWEEN b.block * ${BLOCK} AND b.block * ${BLOCK} + ${
  BLOCK - 1
} AND m.shelf = b.shelf`;

/** Most rooms whose shelves are remembered; the memory starts anew when it is full. */
const MAX_REMEMBERED = 10_000;

/** What is remembered of a shelf: its number, and the last block known to be kept of it. */
interface Shelf {
  readonly id: number;
  block: number;
}

/** A line that was erased, and the number of its shelf. */
export interface ErasedLine {
  readonly id: number;
  readonly shelf: number;
}

export function blockOf(id: number): number {
  return Math.floor(id / BLOCK);
}

export class Shelves {
  readonly #statements;
  readonly #shelvesByRoom = new Map<RoomName, Shelf>();

  constructor(file: SqliteFile) {
    this.#statements = {
      find: file.prepare("SELECT id FROM shelves WHERE room = ?"),
      put: file.prepare("INSERT INTO shelves (room) VALUES (?)"),
      putBlock: file.prepare("INSERT OR IGNORE INTO blocks (shelf, block) VALUES (?, ?)"),
      giveUp: file.prepare("UPDATE shelves SET room = NULL WHERE room = ?"),
      shelvesIn: file.prepare("SELECT DISTINCT shelf FROM messages WHERE id BETWEEN ? AND ?"),
      dropBlock: file.prepare("DELETE FROM blocks WHERE shelf = ? AND block = ?"),
      rooms: file.prepare("SELECT room FROM shelves WHERE room IS NOT NULL"),
      drop: file.prepare(
        "DELETE FROM shelves AS s WHERE id = ? AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.shelf = s.id)",
      ),
    };
  }

  /** Undefined where the room has no lines. */
  find(room: RoomName): number | undefined {
    return this.#shelvesByRoom.get(room)?.id ?? this.#statements.find.get(room)?.["id"] as number | undefined;
  }

  /** The number of the shelf that a room's line of this id goes to; makes what is missing. */
  forLine(room: RoomName, id: number): number {
    const block = blockOf(id);
    const known = this.#shelvesByRoom.get(room);
    if (known?.block === block) return known.id;
    const shelf = known ??
      { id: this.find(room) ?? Number(this.#statements.put.run(room).lastInsertRowid), block };
    this.#statements.putBlock.run(shelf.id, block);
    shelf.block = block;
    if (this.#shelvesByRoom.size >= MAX_REMEMBERED) this.forget();
    this.#shelvesByRoom.set(room, shelf);
    return shelf.id;
  }

  /** Takes the shelf from a room, if it has one. */
  giveUp(room: RoomName): void {
    this.#shelvesByRoom.delete(room);
    this.#statements.giveUp.run(room);
  }

  /** All rooms that have one. The last lines of a room may be hidden and about to be erased. */
  rooms(): Set<RoomName> {
    return new Set(this.#statements.rooms.all().map(({ room }) => room as RoomName));
  }

  /** Lets go of the blocks, and of the shelves, that hold nothing any more after these lines were erased. */
  clear(lines: readonly ErasedLine[]): void {
    this.forget();
    const emptied = new Set<number>();
    for (const [block, erased] of Map.groupBy(lines, ({ id }) => blockOf(id))) { // each is read once
      const left = new Set(
        this.#statements.shelvesIn.all(block * BLOCK, block * BLOCK + BLOCK - 1).map(({ shelf }) => shelf),
      );
      for (const shelf of new Set(erased.map(({ shelf }) => shelf))) {
        if (left.has(shelf)) continue;
        this.#statements.dropBlock.run(shelf, block);
        emptied.add(shelf);
      }
    }
    for (const shelf of emptied) this.#statements.drop.run(shelf);
  }

  /** Forgets what is remembered in memory: needed after a transaction that did not come off. */
  forget(): void {
    this.#shelvesByRoom.clear();
  }
}
