/**
 * The ledger that all nodes of a chat write in and read from, in one order: a stream of a NATS server, or the main thread
 * of this process. It knows nothing of what is written; `node_bus.ts` makes the log of a chat (`bus.ts`) of it.
 *
 * An adapter MUST:
 * - tell every record that is kept once, in the order of their numbers, beginning behind the one it was opened after, and
 *   leave none out: over links that broke, servers that went and came, and pauses of this process too;
 * - end a turn after what came together, so that it is kept and shown together;
 * - tell when the way to the ledger is lost, and when it is there again; a way is down until it is first told to be up;
 * - tell that the ledger has lost records, where it ends before what is known here already, and then tell nothing more;
 * - keep records in the order in which they were appended over one way, as far as it keeps them;
 * - tell in the place of a record that was replaced what it was replaced by, with the number and time of the record.
 *
 * It MAY:
 * - lose what was appended, or keep it long after, when a newer way is up already;
 * - leave numbers out that no record has.
 *
 * It MUST NOT:
 * - wait in `append`, `beat` or `note`, or throw because of them;
 * - tell anything before it is opened, or once it is closed.
 *
 * `tests/contracts/ledger_contract.ts` is what every adapter has to do.
 *
 * @module
 */

import type { Life } from "./bus.ts";

/** Whoever reads the ledger; must not throw. */
export interface Reading<Record> {
  /** A record has its number; the time is that of the ledger, in milliseconds since 1970. */
  record(seq: number, time: number, record: Record): void;
  /** What came together has been told. */
  turn(): void;
  /** Up: what is appended gets there, and what is kept comes. Down: it gets lost. */
  way(isUp: boolean): void;
  /** A node lives: also this one, when its own beat has come back. */
  beat(life: Life): void;
  /** Some node says something that is kept nowhere; perhaps this one. */
  note(text: string): void;
  /** The ledger is of no use any more, in words an operator understands: `it ends at 11, and this node knows 17`. */
  failed(reason: string): void;
}

/** The ledger. */
export interface Ledger<Record> {
  /**
   * Tells what is behind a number, and goes on.
   * @param time that of the record with this number, where it is known: from it one tells a ledger that was put back and
   * has gone on since
   * @returns when all that it held when it was opened has been told; never rejects, and tries for as long as it is open
   */
  open(after: number, reading: Reading<Record>, time?: number): Promise<void>;
  /** Sends a record. It may be kept, or get lost: what is told counts. */
  append(record: Record): void;
  /** Tells all nodes that a life goes on; kept nowhere. */
  beat(life: Life): void;
  /** Says something to all nodes that is kept nowhere; it may get lost. */
  note(text: string): void;
  /**
   * Puts something else in the place of records that are kept, so that what they said is nowhere any more: whoever reads
   * them later is told that. Done once more it changes nothing.
   * @param from the first number
   * @param upTo the last one
   * @param instead what stands in the place of a record then; undefined where that stays
   * @returns when it is done; rejects where it cannot be done now, or by this node
   */
  replace(from: number, upTo: number, instead: (record: Record) => Record | undefined): Promise<void>;
  /** Reads and writes no more. */
  close(): Promise<void>;
}
