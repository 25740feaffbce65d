/**
 * The main thread's own way to the ledger that it keeps: it is told each turn before all others, within the same call.
 *
 * @module
 */

import type { Life } from "../bus.ts";
import type { Ledger, Reading } from "../ledger.ts";
import type { Passing, Turn } from "./port_messages.ts";

/** What it asks of the desk. */
export interface FirstWayParts {
  readonly append: (json: string) => void;
  readonly pass: (passing: Passing) => void;
  /** The number of the last record. */
  readonly last: () => number;
}

export class FirstWay<Record> implements Ledger<Record> {
  readonly #parts: FirstWayParts;
  #reading: Reading<Record> | undefined;

  constructor(parts: FirstWayParts) {
    this.#parts = parts;
  }

  /** @param after the last record there is: what came before is nowhere any more */
  open(after: number, reading: Reading<Record>): Promise<void> {
    const last = this.#parts.last();
    if (after === last) {
      this.#reading = reading;
      queueMicrotask(() => this.#reading?.way(true));
    } else queueMicrotask(() => reading.failed(`it is at ${last}, and this node at ${after}`));
    return Promise.resolve();
  }

  append(record: Record): void {
    if (this.#reading === undefined) return;
    const json = jsonOf(record);
    if (json !== undefined) this.#parts.append(json);
  }

  beat(life: Life): void {
    if (this.#reading !== undefined) this.#parts.pass({ kind: "beat", life });
  }

  note(text: string): void {
    if (this.#reading !== undefined) this.#parts.pass({ kind: "note", text });
  }

  /** Does nothing: what was told is nowhere but on disk, and there everybody erases it anyway. */
  replace(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#reading = undefined;
    return Promise.resolve();
  }

  /** The desk has a turn. */
  tell({ first, time }: Turn, records: readonly Record[]): void {
    for (const [i, record] of records.entries()) this.#reading?.record(first + i, time, record);
    this.#reading?.turn();
  }

  /** The desk has something that is kept nowhere; told a little later, since this node may be saying it just now. */
  pass(passing: Passing): void {
    queueMicrotask(() => tellPassing(this.#reading, passing));
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

/** Tells whoever reads of something that is kept nowhere. */
export function tellPassing<Record>(reading: Reading<Record> | undefined, passing: Passing): void {
  if (passing.kind === "beat") reading?.beat(passing.life);
  else reading?.note(passing.text);
}
