/**
 * Makes records of the messages of a stream: each once, and what came together as a turn.
 *
 * Every reading begins with the last message that is known already. Where it is another one than then, the stream was put
 * back and has gone on since, and its numbers have been given twice.
 *
 * @module
 */

import type { Reading } from "../ledger.ts";
import { recordIn, type Replacement } from "./replacing.ts";
import { LedgerUnfit } from "./jetstream.ts";

export class Teller<Record> implements Disposable {
  /** Settles when all that the stream held at first has been told. */
  readonly caughtUp: Promise<void>;
  readonly #caughtUp = Promise.withResolvers<void>();
  #reading: Reading<Record> | undefined;
  #seq: number;
  #time: number | undefined; // of the message with that number
  #heardUntil = 0; // of the messages that came, the one that is known included
  #until: number | undefined;
  #isTurnDue = false;

  /**
   * @param seq the last record that is known; 0 for none
   * @param time its time, where that is known
   */
  constructor(reading: Reading<Record>, seq: number, time: number | undefined) {
    this.#reading = reading;
    this.#seq = seq;
    this.#time = time;
    this.caughtUp = this.#caughtUp.promise;
  }

  /** The last record that is known. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * A message has come.
   * @throws {LedgerUnfit} where the stream is another one than before
   */
  message(seq: number, time: number, data: Uint8Array): void {
    if (this.#reading === undefined) return;
    this.#heardUntil = seq;
    if (seq > this.#seq) this.#tell(seq, time, data);
    else if (seq === this.#seq) this.#compare(time);
    if (this.#until !== undefined && seq >= this.#until) this.#caughtUp.resolve();
  }

  /** The place of a message is empty, and this was put there. */
  replaced(seq: number, { time, instead }: Replacement): void {
    if (seq > this.#seq) this.#tellRecord(seq, time, instead);
  }

  /** The stream ends there. Of several times the first one says what there is to catch up on. */
  holds(messages: number, lastSeq: number): void {
    this.#until ??= lastSeq;
    if (messages === 0 || this.#heardUntil >= this.#until) this.#caughtUp.resolve();
  }

  /** All that there is has been told; the last ones of the stream may have been erased. */
  idle(): void {
    if (this.#until !== undefined) this.#caughtUp.resolve();
  }

  /** Ends the turn that is begun. */
  endTurn(): void {
    if (!this.#isTurnDue) return;
    this.#isTurnDue = false;
    this.#reading?.turn();
  }

  /** Tells nothing more. */
  [Symbol.dispose](): void {
    this.#reading = undefined;
  }

  #tell(seq: number, time: number, data: Uint8Array): void {
    this.#tellRecord(seq, time, recordIn(data));
  }

  #tellRecord(seq: number, time: number, record: unknown): void {
    this.#seq = seq;
    this.#time = time;
    if (record === undefined || this.#reading === undefined) return;
    this.#reading.record(seq, time, record as Record);
    if (this.#isTurnDue) return;
    this.#isTurnDue = true;
    queueMicrotask(() => this.endTurn()); // all of one read of the socket comes before it
  }

  #compare(time: number): void {
    this.#time ??= time;
    if (this.#time === time) return;
    throw new LedgerUnfit(
      `the stream was put back and has gone on since: its record ${this.#seq} is another one`,
    );
  }
}
