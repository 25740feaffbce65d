/**
 * What the admin door and a console say to each other, one JSON object a line. The door greets with {@linkcode Hello} and
 * goes on with {@linkcode Update}s; the paths are in `docs/operations.md`. Times and durations are as in `rows.ts`.
 *
 * @module
 */

import type { Buckets } from "./histogram.ts";
import type { Filling, ResourceRow, TaskRow } from "./rows.ts";

/** The version of all this; a console of another version says so instead of guessing. */
export const INSIDE_VERSION = 1;

/** The runs and lags of one task by size, as far as somebody has been looking on. */
export interface TaskDetails {
  readonly task: number;
  /** Of its runs. */
  readonly turns: Buckets;
  readonly lags: Buckets;
}

/** Figures of the whole server. */
export interface Figures {
  readonly connections: number;
  /** Those who are in the chat by this server. */
  readonly guests: number;
  readonly rooms: number;
  /** Lines heard since the start. */
  readonly linesIn: number;
  /** Lines put into outboxes since the start. */
  readonly linesOut: number;
  /** CPU time of the process since its start. */
  readonly cpuMs: number;
  /** Memory of the process. */
  readonly residentBytes: number;
  /** Parts that are degraded, in sentences: `store: the disk is full`. */
  readonly troubles: readonly string[];
}

/** The first line of a stream. */
export interface Hello {
  readonly kind: "hello";
  /** {@linkcode INSIDE_VERSION} of the server. */
  readonly protocol: number;
  /** The server's version. */
  readonly version: string;
  /** A number with which this console tells the server what it wants. */
  readonly console: number;
  /** How often updates come. */
  readonly updateMs: number;
  /** How long the server keeps tasks that are done. */
  readonly retainMs: number;
  /** When the server started. */
  readonly startedAt: number;
}

/** What has changed since the last update that was sent. The first ones bring everything, in slices. */
export interface Update {
  readonly kind: "update";
  readonly now: number;
  /** How many updates were dropped since the last one, because this console was slow to read. */
  readonly dropped: number;
  /** New and changed ones. */
  readonly tasks: readonly TaskRow[];
  /** New and changed ones. */
  readonly resources: readonly ResourceRow[];
  /** Numbers of tasks and resources that are not kept any more. */
  readonly gone: readonly number[];
  /** How many there are; more than were sent so far while the first slices come. */
  readonly totals: { readonly tasks: number; readonly resources: number };
  readonly figures: Figures;
  /** Of the task that the console asked for. */
  readonly details?: TaskDetails;
}

/** A line of the stream. */
export type InsideLine = Hello | Update;

/** What a console tells its server; what is left out stays as it was. */
export interface ConsoleWish {
  /** Whether no updates are wanted for now. */
  readonly paused?: boolean;
  /** The task whose details are wanted; null for none. */
  readonly details?: number | null;
}

/** What is in an outbox when somebody asks: sizes, never text. */
export interface OutboxDump {
  /** The number of the resource. */
  readonly resource: number;
  /** Whose it is. */
  readonly name: string;
  /** The bytes of every piece that waits, the first to be written first; at most the first 1,000. */
  readonly pieces: readonly number[];
  readonly filling: Filling;
}
