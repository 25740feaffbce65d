/**
 * A ledger in memory, for tests: several ways to the same records, which break, and records which get lost.
 *
 * @module
 */

import type { Life } from "../../lib/cluster/bus.ts";
import type { Ledger, Reading } from "../../lib/cluster/ledger.ts";
import type { LedgerUnderTest } from "../contracts/ledger_contract.ts";
import type { Note } from "./ledger_reader.ts";

/** The records, and everybody who reads them. */
export class SharedRecords<Record> {
  /** The time of day it gives, in milliseconds since 1970. */
  time = 1_000;
  #texts: { readonly text: string; readonly time: number }[] = [];
  readonly #ways = new Set<MemoryLedger<Record>>();
  #isCut = false;

  /** One more way to them. */
  ledger(): Ledger<Record> {
    return new MemoryLedger(this);
  }

  /** Breaks all ways. */
  cut(): void {
    this.#isCut = true;
    for (const way of this.#ways) way.look();
  }

  /** All ways are there again. */
  mend(): void {
    this.#isCut = false;
    for (const way of this.#ways) way.look();
  }

  /** Has no more than the first so many records. */
  putBack(length: number): void {
    this.#texts.length = length;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  get length(): number {
    return this.#texts.length;
  }

  at(seq: number): { readonly time: number; readonly record: Record } {
    const { text, time } = this.#texts[seq - 1]!;
    return { time, record: JSON.parse(text) };
  }

  replace(from: number, upTo: number, instead: (record: Record) => Record | undefined): void {
    for (let seq = from; seq <= Math.min(upTo, this.length); seq++) {
      const { time, record } = this.at(seq), there = instead(record);
      if (there !== undefined) this.#texts[seq - 1] = { text: JSON.stringify(there), time };
    }
  }

  keep(record: Record): void {
    if (this.#isCut) return;
    this.#texts.push({ text: JSON.stringify(record), time: this.time });
    for (const way of this.#ways) way.look();
  }

  beat(life: Life): void {
    if (!this.#isCut) { for (const way of this.#ways) way.beaten(life); }
  }

  note(text: string): void {
    if (!this.#isCut) { for (const way of this.#ways) way.noted(text); }
  }

  enter(way: MemoryLedger<Record>): void {
    this.#ways.add(way);
    way.look();
  }

  leave(way: MemoryLedger<Record>): void {
    this.#ways.delete(way);
  }
}

/** One way to them; it tells in microtasks, one turn at a time. */
class MemoryLedger<Record> implements Ledger<Record> {
  readonly #records: SharedRecords<Record>;
  readonly #caughtUp = Promise.withResolvers<void>();
  #reading: Reading<Record> | undefined;
  #seq = 0;
  #until: number | undefined;
  #isUp = false;
  #isDue = false;

  constructor(records: SharedRecords<Record>) {
    this.#records = records;
  }

  open(after: number, reading: Reading<Record>): Promise<void> {
    this.#reading = reading;
    this.#seq = after;
    this.#records.enter(this);
    return this.#caughtUp.promise;
  }

  append(record: Record): void {
    try {
      if (this.#isUp) this.#records.keep(record);
    } catch { /* it is no JSON */ }
  }

  beat(life: Life): void {
    if (this.#isUp) this.#records.beat(life);
  }

  note(text: string): void {
    if (this.#isUp) this.#records.note(text);
  }

  async replace(from: number, upTo: number, instead: (record: Record) => Record | undefined): Promise<void> {
    await Promise.resolve();
    if (!this.#isUp) throw new Error("it is out of reach");
    this.#records.replace(Math.max(1, from), upTo, instead);
  }

  close(): Promise<void> {
    this.#reading = undefined;
    this.#isUp = false;
    this.#records.leave(this);
    return Promise.resolve();
  }

  /** Something is new: it is told a little later, together with what comes until then. */
  look(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.#tell());
  }

  beaten(life: Life): void {
    queueMicrotask(() => this.#reading?.beat(life));
  }

  noted(text: string): void {
    queueMicrotask(() => this.#reading?.note(text));
  }

  #tell(): void {
    this.#isDue = false;
    const records = this.#records, from = this.#seq;
    if (this.#isUp === records.isCut) {
      this.#isUp = !records.isCut;
      this.#reading?.way(this.#isUp);
    }
    if (records.isCut) return;
    if (records.length < this.#seq) {
      const reading = this.#reading;
      void this.close();
      return reading?.failed(`it ends at ${records.length}, and this node knows ${this.#seq}`);
    }
    this.#until ??= records.length;
    while (this.#seq < records.length) {
      const { time, record } = records.at(++this.#seq);
      this.#reading?.record(this.#seq, time, record);
    }
    if (this.#seq > from) this.#reading?.turn();
    if (this.#seq >= this.#until) this.#caughtUp.resolve();
  }
}

/** Such ledgers, for the contract of all adapters. */
export function memoryUnderTest(): LedgerUnderTest {
  const records = new SharedRecords<Note>();
  let remembered = 0;
  return {
    ledger: () => records.ledger(),
    cut: () => Promise.resolve(records.cut()),
    mend: () => Promise.resolve(records.mend()),
    remember: () => Promise.resolve(void (remembered = records.length)),
    async putBack() {
      records.cut();
      await Promise.resolve(); // all ways are down
      records.putBack(remembered);
      records.mend();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
