/**
 * The inside of a server as the admin door asks for it: the port between those who show and those who make rows.
 *
 * @module
 */

import type { Figures, OutboxDump, TaskDetails } from "../observe/console_protocol.ts";
import type { ResourceRow, TaskRow } from "../observe/rows.ts";
import type { Measure } from "./measure.ts";

/** A row that is made only when somebody wants it. */
export interface Inspected<Row> {
  readonly id: number;
  /** Another number whenever the row has changed. */
  readonly version: number;
  row(): Row;
}

/** The inside of a server, as the admin door asks for it. */
export interface Inside {
  /** Every task there is, and those that ended a while ago. */
  tasks(): Iterable<Inspected<TaskRow>>;
  resources(): Iterable<Inspected<ResourceRow>>;
  /** Somebody looks on until it is disposed: runs and lags are told apart by size meanwhile ({@linkcode TaskDetails}). */
  attend(): Disposable;
  /** The present in milliseconds since 1970, never set back: as the rows have it. */
  now(): number;
  figures(): Figures;
  measures(): Measure[];
  /** More about a task; undefined where there is none of this number. */
  detailsOf(task: number): TaskDetails | undefined;
  /** Ends the session behind a task or a resource; returns whose it was, undefined where there is none. */
  kick(id: number): string | undefined;
  /** What waits in an outbox; undefined where there is none of this number. */
  dump(resource: number): OutboxDump | undefined;
}
