/**
 * What is counted as the chat goes on: plain numbers, raised where things happen and read when somebody asks.
 *
 * @module
 */

import { type DoorName, DOORS } from "../model/door.ts";
import type { Farewell } from "../model/farewell.ts";
import type { Refusal } from "../model/refusal.ts";

/** How many came in by a door, and how many of them are there now. */
export interface Passage {
  accepted: number;
  open: number;
}

/** The counts of one server since its start. */
export class Tally {
  /** Connections that were accepted, those turned away at once included. */
  accepted = 0;
  /** The same by door, once it is known what they speak. */
  readonly doors: Readonly<Record<DoorName, Passage>> = byDoor();
  /** Lines that sessions heard. */
  linesIn = 0;
  /** Lines put into outboxes, each once for every reader. */
  linesOut = 0;
  /** Lines that found no room in an outbox. */
  skipped = 0;
  /** Seats that went on at another connection. */
  resumed = 0;
  /** Seats whose client did not come back in time. */
  expired = 0;
  /** Bytes that were read from connections. */
  bytesIn = 0;
  /** Bytes that were written to connections. */
  bytesOut = 0;
  /** Writes that were completed. */
  writes = 0;
  /** Lines that were saved, when they were said or later. */
  saved = 0;
  /** Lines that were not saved, because too many waited for a store in trouble. */
  lost = 0;
  /** How often the store failed. */
  storeFailures = 0;
  /** Refusals by kind; of names, those that somebody has are counted apart. */
  readonly refusals = new Map<Refusal["kind"] | "name_taken", number>();
  /** Sessions that ended, by farewell. */
  readonly farewells = new Map<Farewell["kind"], number>();

  /** Counts somebody who came in by a door; they are counted out once. */
  came(door: DoorName): void {
    const passage = this.doors[door];
    passage.accepted++;
    passage.open++;
  }

  /** Counts somebody who went again. */
  went(door: DoorName): void {
    this.doors[door].open--;
  }

  /** Counts a refusal. */
  refused(refusal: Refusal): void {
    const isTaken = refusal.kind === "bad_name" && refusal.problem === "taken";
    const kind = isTaken ? "name_taken" : refusal.kind;
    this.refusals.set(kind, (this.refusals.get(kind) ?? 0) + 1);
  }

  /** Counts the end of a session. */
  ended(kind: Farewell["kind"]): void {
    this.farewells.set(kind, (this.farewells.get(kind) ?? 0) + 1);
  }
}

function byDoor(): Record<DoorName, Passage> {
  const passages = DOORS.map((door) => [door, { accepted: 0, open: 0 }] as const);
  return Object.fromEntries(passages) as Record<DoorName, Passage>;
}
