/**
 * A ledger of one node that a test moves by hand: it sees what was sent, and decides what is kept.
 *
 * @module
 */

import type { Life } from "../../lib/cluster/bus.ts";
import type { Ledger, Reading } from "../../lib/cluster/ledger.ts";

export class HandLedger<Record> implements Ledger<Record> {
  /** The time it gives, in milliseconds since 1970. */
  time = 1_000_000;
  /** The number of its last record. */
  seq = 0;
  /** What was sent and not kept yet. */
  sent: Record[] = [];
  readonly beats: Life[] = [];
  /** The time of the record it was opened behind, where that was known. */
  openedAt: number | undefined;
  isClosed = false;
  #reading: Reading<Record> | undefined;
  readonly #opened = Promise.withResolvers<void>();

  open(after: number, reading: Reading<Record>, time?: number): Promise<void> {
    this.openedAt = time;
    this.seq = after;
    this.#reading = reading;
    return this.#opened.promise;
  }

  append(record: Record): void {
    this.sent.push(record);
  }

  beat(life: Life): void {
    this.beats.push(life);
  }

  /** Nobody hears it. */
  note(): void {}

  /** What was to be replaced, and whether that works. */
  readonly replaced: (readonly [from: number, upTo: number])[] = [];
  trouble: string | undefined;

  async replace(from: number, upTo: number): Promise<void> {
    this.replaced.push([from, upTo]);
    await Promise.resolve();
    if (this.trouble !== undefined) throw new Error(this.trouble);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  /** Whoever opened it, which must be so. */
  get reading(): Reading<Record> {
    if (this.#reading === undefined) throw new Error("nobody has opened it");
    return this.#reading;
  }

  /** All that it held has been told, and the way is up. */
  async caughtUp(): Promise<void> {
    this.reading.way(true);
    this.#opened.resolve();
    await this.#opened.promise;
  }

  /** Keeps records and tells them, as one turn; they are read as JSON has them. */
  keep(...records: unknown[]): void {
    for (const record of records) {
      this.reading.record(++this.seq, this.time, JSON.parse(JSON.stringify(record)));
    }
    this.reading.turn();
  }

  /** Keeps what was sent, and what is sent because of that, until nothing comes any more. */
  keepSent(): void {
    while (this.sent.length > 0) this.keep(...this.sent.splice(0));
  }
}
