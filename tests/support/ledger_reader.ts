/**
 * Reads a ledger, keeps what it is told, and lets a test wait for it.
 *
 * @module
 */

import type { Life } from "../../lib/cluster/bus.ts";
import type { Reading } from "../../lib/cluster/ledger.ts";

/** Longest wait, in milliseconds. */
const PATIENCE_MS = 15_000;

/** What these tests write. */
export interface Note {
  readonly note: string;
  readonly more?: unknown;
}

export class LedgerReader implements Reading<Note> {
  readonly records: { readonly seq: number; readonly time: number; readonly record: Note }[] = [];
  /** How many records each turn had. */
  readonly turns: number[] = [];
  readonly ways: boolean[] = [];
  readonly beats: Life[] = [];
  readonly failures: string[] = [];
  /** What was said and kept nowhere. */
  readonly said: string[] = [];
  #inTurn = 0;
  #wanted: { readonly isThere: () => boolean; readonly go: () => void } | undefined;

  record(seq: number, time: number, record: Note): void {
    this.records.push({ seq, time, record });
    this.#inTurn++;
  }

  turn(): void {
    this.turns.push(this.#inTurn);
    this.#inTurn = 0;
    this.#look();
  }

  way(isUp: boolean): void {
    this.ways.push(isUp);
    this.#look();
  }

  beat(life: Life): void {
    this.beats.push(life);
    this.#look();
  }

  note(text: string): void {
    this.said.push(text);
    this.#look();
  }

  failed(reason: string): void {
    this.failures.push(reason);
    this.#look();
  }

  get notes(): string[] {
    return this.records.map(({ record }) => record.note);
  }

  /** The number of the last record; 0 where there is none. */
  get seq(): number {
    return this.records.at(-1)?.seq ?? 0;
  }

  get isUp(): boolean {
    return this.ways.at(-1) ?? false;
  }

  /** Waits until something is so, as of what was told. Throws an Error where that takes too long. */
  async until(isThere: () => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = () => reject(new Error(`not within ${PATIENCE_MS} ms: ${isThere}; ${this.#summary()}`));
    const patience = setTimeout(late, PATIENCE_MS);
    this.#wanted = { isThere, go: resolve };
    this.#look();
    try {
      await promise;
    } finally {
      clearTimeout(patience);
      this.#wanted = undefined;
    }
  }

  #look(): void {
    if (this.#wanted?.isThere()) this.#wanted.go();
  }

  #summary(): string {
    const { ways, failures, seq, records } = this;
    return JSON.stringify({ ways, failures, seq, records: records.length });
  }
}
