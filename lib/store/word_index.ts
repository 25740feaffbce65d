/**
 * The index of a store's file: which lines have which tokens. It follows the lines at a distance, and remembers in the
 * file how far it is. It gives ids and no text.
 *
 * It is an FTS5 table that holds tokens only (`content=''`) and knows nothing of languages: `tokens.ts` does.
 *
 * @module
 */

import { descending } from "./descending.ts";
import type { Meta } from "./meta.ts";
import type { SqliteFile } from "./sqlite_file.ts";
import { tokensOfLine } from "./tokens.ts";

/**
 * Pages of the index that are merged for every line that enters it, so that it stays in few parts. SQLite would merge
 * by itself, but hundreds of pages at a time, and the chat would stand still for a twentieth of a second.
 */
const MERGED_PAGES_PER_LINE = 1 / 8;

/** An id as a parameter: Deno hands over numbers past 32 bits as floats, and FTS5 takes only integers for bounds. */
const ID = "CAST(? AS INTEGER)";

/** Most text that enters the index at a time, in UTF-16 code units: some 5 ms where every letter is a token. */
const MAX_LENGTH = 16_384;

/** The index of one file. */
export class WordIndex {
  readonly #file: SqliteFile;
  readonly #meta: Meta;
  readonly #statements;
  #indexed: number;
  /** How many lines are not in it yet; undefined where they are to be counted. */
  #waiting: number | undefined;

  /** Reads and writes the index of a file. */
  constructor(file: SqliteFile, meta: Meta) {
    this.#file = file;
    this.#meta = meta;
    this.#statements = {
      next: file.prepare("SELECT id, shelf, name, text FROM messages WHERE id > ? ORDER BY id LIMIT ?"),
      put: file.prepare(`INSERT INTO words (rowid, tokens) VALUES (${ID}, ?)`),
      remove: file.prepare(`DELETE FROM words WHERE rowid = ${ID}`),
      find: file.prepare(`
        SELECT rowid AS id FROM words WHERE words MATCH ? AND rowid > ${ID} AND rowid < ${ID}
        ORDER BY rowid DESC LIMIT ?`),
      merge: file.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)"),
      count: file.prepare("SELECT count(*) AS lines FROM messages WHERE id > ?"),
    };
    this.#indexed = meta.get("indexed");
    this.#waiting = this.waiting; // counted now, when nobody is in a hurry: they may be all there are
  }

  /** Lines up to this id are in the index. */
  get indexed(): number {
    return this.#indexed;
  }

  /** How many lines are not in it yet. */
  get waiting(): number {
    return this.#waiting ??= Number(this.#statements.count.get(this.#indexed)!["lines"]);
  }

  /** Learns that so many lines were saved. */
  expect(lines: number): void {
    if (this.#waiting !== undefined) this.#waiting += lines;
  }

  /**
   * Takes the next `limit` lines into the index; fewer wait until there are so many, since small parts are costly.
   * @returns how many are left to be taken, 0 where they are too few
   */
  add(limit: number): number {
    if (this.waiting < Math.max(1, limit)) return 0;
    const rows = this.#file.write(() => {
      const next = this.#statements.next.all(this.#indexed, limit) as unknown as IndexedRow[];
      let length = 0;
      const rows = next.filter(({ text }, at) => (length += text.length) <= MAX_LENGTH || at === 0);
      for (const { id, shelf, name, text } of rows) {
        this.#statements.put.run(id, tokensOfLine(shelf, name, text));
      }
      this.merge(Math.ceil(limit * MERGED_PAGES_PER_LINE));
      this.#meta.set("indexed", rows.at(-1)!.id);
      return rows;
    });
    this.#indexed = rows.at(-1)!.id;
    this.#waiting = this.waiting - rows.length;
    return this.#waiting < limit ? 0 : this.#waiting;
  }

  /** The ids of lines that a query (`tokens.ts`) fits, only those greater than `after`, the greatest first. */
  find(query: string, after: number): Generator<{ readonly id: number }> {
    return descending(
      this.#indexed,
      (before, limit) =>
        this.#statements.find.all(query, after, before, limit) as unknown as { readonly id: number }[],
    );
  }

  /** Takes a line out, within a transaction of whoever erases it; nothing happens where it is not in. */
  remove(id: number): void {
    if (id <= this.#indexed) this.#statements.remove.run(id);
    else this.#waiting = undefined;
  }

  /**
   * Joins parts of the index and lets go of what was removed, as long as it takes to write so many pages of 4 KiB.
   * @param pages negative to begin with joining everything, the next calls going on with that
   */
  merge(pages: number): void {
    this.#statements.merge.run(pages);
  }
}

interface IndexedRow {
  readonly id: number;
  readonly shelf: number;
  readonly name: string;
  readonly text: string;
}
