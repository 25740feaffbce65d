/** What is known of the clock, among a file's numbers. A mark has a key of its own, with its time in it. @module */

import type { Meta } from "./meta.ts";
import type { SqliteFile } from "./file.ts";
import type { ClockMark, ClockRecord } from "../store.ts";

export class ClockRecords {
  readonly #meta: Meta;
  readonly #statements;

  constructor(file: SqliteFile, meta: Meta) {
    this.#meta = meta;
    this.#statements = {
      marks: file.prepare(`
        SELECT value AS id, CAST(substr(key, 6) AS INTEGER) AS time FROM meta WHERE key GLOB 'mark *'
        ORDER BY time`),
      put: file.prepare(`
        INSERT INTO meta (key, value) VALUES ('mark ' || CAST(? AS INTEGER), ?)
        ON CONFLICT DO UPDATE SET value = excluded.value`),
      drop: file.prepare("DELETE FROM meta WHERE key = 'mark ' || CAST(? AS INTEGER)"),
    };
  }

  /** Undefined where none was kept. */
  get(): ClockRecord | undefined {
    const meta = this.#meta;
    const time = meta.get("clockTime");
    if (time === 0) return undefined;
    return {
      time,
      jump: meta.get("clockJump"),
      evenMs: meta.get("clockEvenMs"),
      marks: this.#marks(),
      importedTo: meta.get("clockImportedTo"),
    };
  }

  put({ time, jump, evenMs, marks, importedTo }: ClockRecord): void {
    const meta = this.#meta;
    meta.set("clockTime", time);
    meta.set("clockJump", jump);
    meta.set("clockEvenMs", evenMs);
    meta.set("clockImportedTo", importedTo);
    const wanted = new Map(marks.map(({ id, time }) => [time, id]));
    for (const { time } of this.#marks()) if (!wanted.has(time)) this.#statements.drop.run(time);
    for (const [time, id] of wanted) this.#statements.put.run(time, id);
  }

  #marks(): ClockMark[] {
    return this.#statements.marks.all() as unknown as ClockMark[];
  }
}
