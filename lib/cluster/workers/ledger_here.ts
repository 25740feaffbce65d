/**
 * A ledger that one process has for itself: it numbers what is appended, and keeps nothing. Whoever reads it does.
 *
 * @module
 */

import type { Clock } from "../../runtime/clock.ts";
import type { Life } from "../bus.ts";
import type { Ledger, Reading } from "../ledger.ts";

export class LedgerHere<Record> implements Ledger<Record> {
  readonly #clock: Clock;
  #reading: Reading<Record> | undefined;
  #last: number;
  #time = 0;
  #waiting: string[] = []; // records, as JSON: at most what nodes may have under way (`postman.ts`)

  /** @param last the number of the last record that was kept before */
  constructor(clock: Clock, last: number) {
    this.#clock = clock;
    this.#last = last;
  }

  /** @param after the last record there is: what came before is nowhere any more */
  open(after: number, reading: Reading<Record>): Promise<void> {
    if (after === this.#last) {
      this.#reading = reading;
      queueMicrotask(() => this.#reading?.way(true));
    } else queueMicrotask(() => reading.failed(`it is at ${this.#last}, and this node at ${after}`));
    return Promise.resolve();
  }

  append(record: Record): void {
    const json = this.#reading && jsonOf(record);
    if (json === undefined) return;
    if (this.#waiting.length === 0) this.#clock.soon(() => this.#tell()); // with what others append in the same moment
    this.#waiting.push(json);
  }

  beat(life: Life): void {
    this.#soon((reading) => reading.beat(life));
  }

  note(text: string): void {
    this.#soon((reading) => reading.note(text));
  }

  /** Does nothing: what was told is nowhere but on disk, and there everybody erases it anyway. */
  replace(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#reading = undefined;
    return Promise.resolve();
  }

  /** Tells what is kept nowhere a little later: a reader may be saying it just now. */
  #soon(tell: (reading: Reading<Record>) => void): void {
    if (this.#reading !== undefined) queueMicrotask(() => this.#reading && tell(this.#reading));
  }

  #tell(): void {
    const records = JSON.parse(`[${this.#waiting.join(",")}]`) as Record[];
    this.#waiting = [];
    this.#time = Math.max(this.#time, this.#clock.time());
    for (const record of records) this.#reading?.record(++this.#last, this.#time, record);
    this.#reading?.turn();
  }
}

/** Undefined for what is no JSON. */
export function jsonOf(record: unknown): string | undefined {
  try {
    return JSON.stringify(record);
  } catch {
    return undefined;
  }
}
