/**
 * What is to be written to a store that cannot be written: lines, and other writes, in the order they came. Both are
 * bounded; lines that find no room are counted as lost.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { Store } from "../store/store.ts";

/** How much may wait: lines, and UTF-16 code units of text in them. */
const MAX_LINES = 20_000, MAX_LENGTH = 8 * 1024 * 1024;

/** Most other writes: those that may be left out, and all of them. */
const MAX_WRITES = 5000, MAX_VITAL_WRITES = 100_000;

type Work =
  | { readonly kind: "lines"; lines: Message[] }
  | { readonly kind: "write"; readonly key: string; readonly write: (store: Store) => void };

export class PendingWrites {
  #work: Work[] = [];
  readonly #keys = new Set<string>();
  #lines = 0;
  #length = 0;
  #late = 0;
  #lost = 0;

  /** Takes as many as there is room for. */
  addLines(lines: readonly Message[]): void {
    let last = this.#work.at(-1);
    if (last?.kind !== "lines") this.#work.push(last = { kind: "lines", lines: [] });
    for (const line of lines) {
      const length = this.#length + line.text.length;
      if (this.#lines >= MAX_LINES || length > MAX_LENGTH) this.#lost++;
      else {
        last.lines.push(line);
        this.#lines++;
        this.#length = length;
      }
    }
  }

  /** Takes the place of an earlier write of the same key. */
  addWrite(key: string, write: (store: Store) => void, isVital: boolean): void {
    if (this.#keys.has(key)) {
      this.#work = this.#work.filter((work) => work.kind === "lines" || work.key !== key);
    } else if (this.#keys.size >= (isVital ? MAX_VITAL_WRITES : MAX_WRITES)) return;
    this.#keys.add(key);
    this.#work.push({ kind: "write", key, write });
  }

  /** Lets go of lines that match; returns how many those were. */
  drop(matches: (message: Message) => boolean): number {
    const before = this.#lines;
    for (const work of this.#work) {
      if (work.kind !== "lines") continue;
      const dropped = work.lines.filter(matches);
      if (dropped.length === 0) continue;
      work.lines = work.lines.filter((line) => !matches(line));
      this.#forget(dropped);
    }
    return before - this.#lines;
  }

  /** Writes all in order, with what comes meanwhile. Throws what the store throws; what failed goes on waiting. */
  doAll(open: () => Store): void {
    const store = open();
    let done = 0;
    try {
      while (done < this.#work.length) {
        const work = this.#work[done]!;
        if (work.kind === "write") {
          work.write(store);
          this.#keys.delete(work.key);
        } else if (work.lines.length > 0) {
          store.save(work.lines);
          this.#late += work.lines.length;
          this.#forget(work.lines);
        }
        done++;
      }
    } finally {
      this.#work.splice(0, done); // at once: a shift for each would take a second of everybody's time for 100,000
    }
  }

  /** Lines that were saved late, and lines that were lost, since this was last asked. */
  report(): { readonly late: number; readonly lost: number } {
    const report = { late: this.#late, lost: this.#lost };
    this.#late = this.#lost = 0;
    return report;
  }

  /** Lines that wait, and lines that found no room since the last report. */
  get counts(): { readonly waiting: number; readonly lost: number } {
    return { waiting: this.#lines, lost: this.#lost };
  }

  /** Both counts together. */
  get unsaved(): number {
    return this.#lines + this.#lost;
  }

  #forget(lines: readonly Message[]): void {
    this.#lines -= lines.length;
    for (const { text } of lines) this.#length -= text.length;
  }
}
