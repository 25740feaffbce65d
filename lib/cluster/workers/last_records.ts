/**
 * The last records of a ledger, remembered for workers that have not opened it yet: all of them do so at the start.
 *
 * @module
 */

import type { Turn } from "./port_messages.ts";

/** A record with its number and its time. */
export interface Told<Record> {
  readonly seq: number;
  readonly time: number;
  readonly record: Record;
}

export class LastRecords<Record> {
  #records: Told<Record>[] = []; // the oldest first
  #after: number;
  #last: number;

  /** @param after the number of the last record that was told before */
  constructor(after: number) {
    this.#after = this.#last = after;
  }

  /** The number of the last one. */
  get last(): number {
    return this.#last;
  }

  /**
   * Adds some.
   * @param most how many are remembered; the oldest go
   */
  add(told: readonly Told<Record>[], most: number): void {
    this.#records = this.#records.concat(told);
    this.#last = told.at(-1)!.seq;
    const tooMany = this.#records.length - most;
    if (tooMany > 0) this.#after = this.#records.splice(0, tooMany).at(-1)!.seq;
  }

  /** All behind a number; or why they are not to be had. */
  behind(after: number): readonly Told<Record>[] | string {
    if (after > this.#last) return `it ends at ${this.#last}, and this node knows ${after}`;
    if (after < this.#after) return `it begins at ${this.#after + 1}, and this node knows ${after}`;
    return this.#records.filter(({ seq }) => seq > after);
  }
}

export function turnOf<Record>(told: readonly Told<Record>[]): Turn {
  return {
    seqs: told.map(({ seq }) => seq),
    times: told.map(({ time }) => time),
    json: JSON.stringify(told.map(({ record }) => record)),
  };
}
