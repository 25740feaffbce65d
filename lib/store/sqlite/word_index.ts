/**
 * The index of a store's file: which lines have which tokens. It follows the lines at a distance, and remembers in the
 * file how far it is. It gives ids and no text.
 *
 * Where the rule has changed that makes the tokens, the schema empties the index (`schema.ts`), and the lines that were in
 * it are indexed anew, the newest first: they are looked for the most, and it may take minutes.
 *
 * It is an FTS5 table that holds tokens only (`content=''`) and knows nothing of languages: `tokens.ts` does.
 *
 * @module
 */

import { descending } from "./descending.ts";
import type { Meta } from "./meta.ts";
import { damaged } from "./failure.ts";
import type { SqliteFile } from "./file.ts";
import { tokensOfLine } from "./tokens.ts";

/**
 * Pages of the index that are merged for every line that enters it, so that it stays in few parts. SQLite would merge
 * by itself, but hundreds of pages at a time, and the chat would stand still for a twentieth of a second.
 */
const MERGED_PAGES_PER_LINE = 1 / 8;

/** Rows that are changed at least by a merge that had anything to do (https://sqlite.org/fts5.html#the_merge_command). */
const CHANGES_OF_MERGE = 2;

/** An id as a parameter: Deno hands over numbers past 32 bits as floats, and FTS5 takes only integers for bounds. */
const ID = "CAST(? AS INTEGER)";

/** Most text that enters the index at a time, in UTF-16 code units: some 5 ms where every letter is a token. */
const MAX_LENGTH = 16_384;

export class WordIndex {
  readonly #file: SqliteFile;
  readonly #meta: Meta;
  readonly #statements;
  #indexed = 0;
  #toReindex = 0;
  /** How many lines are not in it yet; undefined where they are to be counted. */
  #waiting: Waiting | undefined;

  constructor(file: SqliteFile, meta: Meta) {
    this.#file = file;
    this.#meta = meta;
    this.#statements = {
      next: file.prepare("SELECT id, shelf, name, text FROM messages WHERE id > ? ORDER BY id LIMIT ?"),
      previous: file.prepare(
        "SELECT id, shelf, name, text FROM messages WHERE id <= ? ORDER BY id DESC LIMIT ?",
      ),
      put: file.prepare(`INSERT INTO words (rowid, tokens) VALUES (${ID}, ?)`),
      remove: file.prepare(`DELETE FROM words WHERE rowid = ${ID}`),
      find: file.prepare(`
        SELECT rowid AS id FROM words WHERE words MATCH ? AND rowid > ${ID} AND rowid < ${ID}
        ORDER BY rowid DESC LIMIT ?`),
      changes: file.prepare("SELECT total_changes() AS changes"),
      merge: file.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)"),
      countNew: file.prepare("SELECT count(*) AS lines FROM messages WHERE id > ?"),
      countOld: file.prepare("SELECT count(*) AS lines FROM messages WHERE id <= ?"),
    };
    this.readAnew();
    this.#waiting = this.#counted(); // counted now, when nobody is in a hurry: they may be all there are
  }

  /** Lines up to this id are in the index, but for those up to {@linkcode toReindex}. */
  get indexed(): number {
    return this.#indexed;
  }

  /** Lines up to this id are still to be indexed anew; 0 for none. */
  get toReindex(): number {
    return this.#toReindex;
  }

  get waiting(): Readonly<Waiting> {
    return this.#waiting ??= this.#counted();
  }

  expect(lines: number): void {
    if (this.#waiting !== undefined) this.#waiting.fresh += lines;
  }

  /** Indexes `limit` lines, new before old; fewer new ones wait: small parts are costly. Returns how many are left. */
  add(limit: number): number {
    const least = Math.max(1, limit);
    if (this.waiting.fresh >= least) this.#addNext(limit);
    else if (this.#toReindex > 0) this.#addPrevious(least);
    const { fresh, old } = this.waiting;
    return fresh + old < least && this.#toReindex === 0 ? 0 : fresh + old;
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
    const isFresh = id > this.#indexed;
    if (!isFresh && id > this.#toReindex) this.#statements.remove.run(id);
    else if (this.#waiting !== undefined) this.#waiting[isFresh ? "fresh" : "old"]--;
  }

  /** Reads how far it is: another program may have gone on with it. */
  readAnew(): void {
    this.#indexed = this.#meta.get("indexed");
    this.#toReindex = this.#meta.get("toReindex");
    this.countAnew();
  }

  /** A transaction that took lines out came to nothing: the lines that wait are counted anew. */
  countAnew(): void {
    this.#waiting = undefined;
  }

  /**
   * Merges parts of the index and lets go of what was removed, until so many pages of 4 KiB were written.
   * @param pages negative to begin with merging everything; the next calls go on with that
   * @returns whether there was anything to do, so that there may be more
   */
  merge(pages: number): boolean {
    const before = this.#changes;
    this.#statements.merge.run(pages);
    return this.#changes - before >= CHANGES_OF_MERGE;
  }

  get #changes(): number {
    return Number(this.#statements.changes.get()!["changes"]);
  }

  #addNext(limit: number): void {
    const rows = this.#file.write(() => {
      const rows = slice(this.#statements.next.all(this.#indexed, limit));
      this.#put(rows, limit);
      this.#meta.set("indexed", rows.at(-1)!.id);
      return rows;
    });
    this.#indexed = rows.at(-1)!.id;
    if (this.#waiting !== undefined) this.#waiting.fresh -= rows.length;
  }

  /** Takes in the newest of the lines that are to be indexed anew. */
  #addPrevious(limit: number): void {
    const { rows, left } = this.#file.write(() => {
      const rows = slice(this.#statements.previous.all(this.#toReindex, limit));
      this.#put(rows.toReversed(), limit); // a smaller id after a greater one would begin another part of the index
      const left = rows.length === 0 ? 0 : rows.at(-1)!.id - 1;
      this.#meta.set("toReindex", left);
      return { rows, left };
    });
    this.#toReindex = left;
    if (this.#waiting !== undefined) this.#waiting.old -= rows.length;
  }

  #put(rows: readonly IndexedRow[], limit: number): void {
    for (const { id, shelf, name, text } of rows) {
      this.#statements.put.run(id, tokensOfLine(shelf, name, text));
    }
    this.merge(Math.ceil(limit * MERGED_PAGES_PER_LINE));
  }

  #counted(): Waiting {
    const { countNew, countOld } = this.#statements;
    return {
      fresh: Number(countNew.get(this.#indexed)!["lines"]),
      old: this.#toReindex === 0 ? 0 : Number(countOld.get(this.#toReindex)!["lines"]),
    };
  }
}

/** Of rows in order, the first ones that are not too long in all; one at least, if there are any. */
function slice(found: readonly unknown[]): IndexedRow[] {
  let length = 0;
  return (found as readonly IndexedRow[]).filter(({ name, text }, at) => {
    if (typeof name !== "string" || typeof text !== "string") throw damaged();
    return (length += text.length) <= MAX_LENGTH || at === 0;
  });
}

/** How many lines are not in an index yet: those saved after all that are in it, and old ones to be indexed anew. */
export interface Waiting {
  fresh: number;
  old: number;
}

interface IndexedRow {
  readonly id: number;
  readonly shelf: number;
  readonly name: string;
  readonly text: string;
}
